/** One provider, its fake service, and all that stands between: the real adapter, runner and store. */
import { createHash } from 'node:crypto';
import { isOpen, type Connection, type Job, type ServiceRequest } from '@/utils/domain';
import { openStore, type Store } from '@/utils/db';
import { newJob, Runner } from '@/utils/jobs';
import { outline } from '@/utils/media';
import type { VideoProvider } from '@/utils/providers';
import { serviceProviders, type KeyAnswer } from '@/utils/providers/runtime';
import { startVideoServer, type VideoServer, type VideoServerOptions } from '../servers/videos';
import { quietPorts } from '../unit/jobs/quiet-ports';
import { aSource, someMedia } from '../unit/samples';
import type { Subject } from './subjects';

/** Looked for wherever it must not be. */
export const KEY = 'key-CANARY-000000042';
/** Looks at one job before it counts as hanging. */
const MOST_LOOKS = 200;

/** What a user would see in the end, and what the service was asked. */
export interface Outcome {
  job: Job;
  server: VideoServer;
  /** SHA-256 of the file that was kept; null: none was. */
  sha256: string | null;
}

interface Course {
  prompt?: string;
  change?: Partial<ServiceRequest>;
  options?: Partial<VideoServerOptions>;
  key?: KeyAnswer;
  /** Called once, as soon as the job is in this state. */
  at?: { state: Job['state']; do: (rig: Rig) => Promise<void> | void };
  /** A picture in the image store. */
  picture?: Blob;
}

export interface Rig {
  /** Lets so much time pass (ms). */
  skip(ms: number): void;
  store: Store;
  server: VideoServer;
  runner: Runner;
}

/** Places one order and follows it until nobody has anything more to do with it. */
export async function follow(subject: Subject, course: Course = {}): Promise<Outcome> {
  const store = await emptyStore();
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const server = await startVideoServer({
    flavour: subject.flavour,
    apiKey: KEY,
    jobMs: 2000,
    now,
    ...subject.options,
    ...course.options,
  });
  try {
    const connection: Connection = { ...subject.connection, baseUrl: server.baseUrl };
    await store.connections.put(connection);
    if (course.picture) await store.images.put('picture-1', course.picture);
    const request: ServiceRequest = {
      ...subject.request,
      baseUrl: server.baseUrl,
      prompt: course.prompt ?? 'A lighthouse',
      ...course.change,
    };
    const job = newJob({ id: 'job-1', source: aSource(), request, now: now() });
    await store.jobs.add(job);
    const runner = aRunner(store, now, course.key ?? { kind: 'key', key: KEY });
    const skip = (ms: number): void => void (ahead += ms);
    const rig = { store, server, runner, skip };
    let waiting = course.at;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      await runner.run();
      const row = await store.jobs.get(job.id);
      if (!row) throw new Error('the job is gone');
      if (waiting && row.state === waiting.state) {
        const { do: act } = waiting;
        waiting = undefined;
        await act(rig);
        continue;
      }
      if (!isOpen(row) || row.state === 'ask-user' || row.state === 'paused') {
        return { job: row, server, sha256: await shaOf(store, row) };
      }
      ahead += Math.max(row.nextAt - now(), 250);
    }
    throw new Error(`still ${(await store.jobs.get(job.id))?.state} after ${MOST_LOOKS} looks`);
  } finally {
    await server.close();
    await store.close();
  }
}

/** The product's own runner over a store; `send` in the place of the network, `onDevice` in that of the renderer. */
export function aRunner(
  store: Store,
  now: () => number,
  key: KeyAnswer,
  send: typeof fetch = (...args) => fetch(...args),
  onDevice?: VideoProvider,
): Runner {
  const providers = serviceProviders({
    fetch: send,
    hasHost: () => Promise.resolve(true),
    connection: (id) => store.connections.get(id),
    keyFor: () => Promise.resolve(key),
    picture: async (id) => {
      const blob = await store.images.get(id);
      return blob ? { blob, mime: 'image/png' } : null;
    },
    now,
  });
  return new Runner({
    store,
    provider: ({ providerId }) => {
      if (providerId !== 'on-device') return providers[providerId];
      if (!onDevice) throw new Error('no order of a service');
      return onDevice;
    },
    inspector: {
      // Frames are the media room's own matter, and need a browser: here all parts of the file have to be there.
      verify: async (jobId) => {
        const file = (await store.pieces.get(jobId, 'file')) ?? new Blob();
        if (!(await outline(file)).ok) return { kind: 'invalid', problem: 'file-invalid' };
        return { kind: 'valid', media: someMedia({ bytes: file.size }) };
      },
      poster: () => Promise.resolve(true),
    },
    now,
    ...quietPorts(store),
  });
}

export async function emptyStore(): Promise<Store> {
  const store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
  return store;
}

/** SHA-256 of the clip that was kept of a job; null: none was. */
export async function shaOf(store: Store, { clipId }: Job): Promise<string | null> {
  const bytes = clipId === null ? undefined : await store.clips.bytes(clipId);
  return bytes ? sha256(await bytes.arrayBuffer()) : null;
}

export function sha256(bytes: ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
}
