/**
 * A stateful `/v1/videos` that can play every flavour and every fault a client has to live with, and keeps a journal of
 * what reached it. On 127.0.0.1 only.
 *
 *   const server = await startVideoServer({ flavour: 'vllm', jobMs: 'manual' });
 *   server.control.arm('drop-answer');          // the next POST makes a job and gets no answer
 *   // ... or the prompt says it itself: "A lighthouse at dawn [[drop-answer]] [[cut-at:5000]]"
 *   server.control.finish('lighthouse');
 *   server.journal.posts();                     // 1
 *   await server.close();
 *
 * As a process of its own, to be killed: `spawnVideoServer`, or `node --import tsx tests/servers/videos/main.ts`.
 */
export { startVideoServer } from './server';
export { spawnVideoServer, type SpawnedVideoServer } from './spawn';
export { FAULTS, type FaultCall, type FaultName } from './faults';
export * from './api';
