/**
 * A stateful video service that can play every flavour and every fault a client has to live with, and keeps a journal
 * of what reached it. On 127.0.0.1 only. FLAVOURS speak `/v1/videos`, each in its dialect; SERVICES have a protocol of
 * their own: openrouter, gemini, xai, fal, runway, replicate. Faults, files, journal and control are the same for all;
 * `baseUrl` is what an adapter is configured with.
 *
 *   const server = await startVideoServer({ flavour: 'vllm', jobMs: 'manual' });
 *   server.control.arm('drop-answer');          // the next POST makes a job and gets no answer
 *   // ... or the prompt says it itself: "A lighthouse at dawn [[drop-answer]] [[cut-at:5000]]"
 *   server.control.finish('lighthouse');
 *   server.journal.posts();                     // 1
 *   server.journal.entries[0]?.order            // the JSON that was ordered; `media`: digests of what came with it
 *   await server.close();
 *
 * With `apiKey`, only that key opens the door; a service wants any key in its own header without it. A key in an address
 * or a body is refused with 401 and `keyLeaked`, and one that was sent to the other origin (`otherUrl`, where services
 * keep their files) shows as `authorized` with that `host`.
 *
 * As a process of its own, to be killed: `spawnVideoServer`, or `node --import tsx tests/servers/videos/main.ts`.
 */
export { startVideoServer } from './server';
export { spawnVideoServer, type SpawnedVideoServer } from './spawn';
export { FAULTS, type FaultCall, type FaultName } from './faults';
export * from './api';
