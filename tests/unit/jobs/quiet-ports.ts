import type { Store } from '@/utils/db';
import type { Runner } from '@/utils/jobs';
import { clipFrom } from '@/utils/provenance';

type Ports = ConstructorParameters<typeof Runner>[0];

/** What a runner needs beside store, provider, inspector and clock: alone, on a machine with room, and without limits. */
export const quietPorts = (store: Store): Omit<Ports, 'store' | 'provider' | 'inspector' | 'now'> => ({
  alone: (work) => work(),
  awake: (work) => work,
  rest: () => Promise.resolve(),
  heartbeat: { start: () => Promise.resolve(), stop: () => Promise.resolve() },
  lookAfter: () => undefined,
  capsCheck: () => null,
  clipFrom: (job, media, id, at) => clipFrom(job, media, id, at, 'test'),
  deliver: (row) => store.outbox.remove(row.id),
  mirror: () => Promise.resolve(),
  isStorageFull: () => false,
  hasDiskSpace: () => Promise.resolve(true),
  online: () => true,
  newId: () => crypto.randomUUID(),
});
