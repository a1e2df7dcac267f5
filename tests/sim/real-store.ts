import { openStore, type Store } from '@/utils/db';
import type { SimStore } from './store';

/** The real store as a simulation needs it, over the IndexedDB of the unit tests, empty. */
export async function freshStore(): Promise<{ store: Store; sim: SimStore }> {
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('pagereel');
    deleting.addEventListener('success', () => resolve());
    deleting.addEventListener('error', () => reject(deleting.error ?? new Error('not deleted')));
  });
  const store = openStore();
  return { store, sim: simStoreOf(store) };
}

export function simStoreOf(store: Store): SimStore {
  const { jobs, pieces, outbox, caps, queue } = store;
  return {
    jobs,
    pieces,
    outbox,
    lease: () => store.lease(),
    queuePaused: () => store.queuePaused(),
    takeTurn: (...turn) => store.takeTurn(...turn),
    sweep: (now) => store.sweep(now),
    add: (job) => jobs.add(job),
    setCaps: (limits) => caps.set(limits),
    setQueuePaused: (paused) => queue.setPaused(paused),
    look: async () => {
      const clips = await store.clips.page({ limit: 1000 });
      const all = await jobs.recent(1000);
      const withPieces = await Promise.all(all.map(({ id }) => hasPieces(store, id)));
      return {
        jobs: all,
        ledger: await store.ledger.all(),
        clips: await Promise.all(
          clips.map(async (clip) => ({
            clip,
            words: (await (await store.clips.bytes(clip.id))?.text()) ?? '',
          })),
        ),
        pieces: all.filter((_, i) => withPieces[i]).map(({ id }) => id),
      };
    },
  };
}

async function hasPieces({ pieces }: Store, id: string): Promise<boolean> {
  return (await pieces.have(id)) > 0 || (await pieces.get(id, 'file')) !== undefined;
}
