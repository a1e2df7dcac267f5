import type { Clip } from '@/utils/domain';
import type { Access } from './access';
import type { Announce } from './changes';
import { newestFirst } from './newest-first';
import { isReadable } from './pieces';
import { clipOf } from './rows';
import { StorageTrouble } from './trouble';

/** Clips a median is taken of. */
const LAST = 50;
/** Of one clip; nobody reads a longer list. */
const MOST_CHILDREN = 200;

/** The library. */
export function clipRepository(access: Access, announce: Announce) {
  const setDeleted = async (id: string, deletedAt: number | null): Promise<void> => {
    await access.write(['clips'], async (tx) => {
      const clip = await tx.objectStore('clips').get(id);
      if (clip) await tx.objectStore('clips').put({ ...clip, deletedAt });
    });
    announce({ kind: 'clip', id });
  };

  return {
    /** Newest first, from before `before` (ms), without deleted ones. May be longer than `limit`: see newest-first.ts. */
    page: (wish: { before?: number; limit: number }): Promise<Clip[]> =>
      access.read(async (db) =>
        (await newestFirst(db, 'clips', wish, ({ deletedAt }) => deletedAt === null)).map(clipOf),
      ),

    /** Without deleted ones. */
    count: (): Promise<number> =>
      access.read(async (db) => {
        const { store } = db.transaction('clips');
        const [all, deleted] = await Promise.all([store.count(), store.index('deletedAt').count()]);
        return all - deleted;
      }),

    get: (id: string): Promise<Clip | undefined> =>
      access.read(async (db) => {
        const row = await db.get('clips', id);
        return row && clipOf(row);
      }),

    /** Rejects with "bytes-lost" where the record is there and the bytes are not, or cannot be read. */
    bytes: async (id: string): Promise<Blob | undefined> => {
      const clip = await access.read((db) => db.get('clips', id));
      if (!clip) return undefined;
      const blob = await access
        .read((db) => db.get('clipBytes', id))
        .catch((error: StorageTrouble) => {
          // Firefox fails here already, with an error of no particular name.
          if (error.reason === 'broken') throw new StorageTrouble('bytes-lost', error);
          throw error;
        });
      if (blob?.size === clip.media.bytes && (await isReadable(blob))) return blob;
      throw new StorageTrouble('bytes-lost', undefined);
    },

    poster: (id: string): Promise<Blob | undefined> => access.read((db) => db.get('posters', id)),

    /** The picture of a clip that came without one. */
    setPoster: async (id: string, poster: Blob): Promise<void> => {
      await access.write(['clips', 'posters'], async (tx) => {
        // Meanwhile it may have been swept.
        const there = await tx.objectStore('clips').getKey(id);
        if (there !== undefined) await tx.objectStore('posters').put(poster, id);
      });
      announce({ kind: 'clip', id });
    },

    /** Clips made from this one, oldest first, without deleted ones. */
    children: (id: string): Promise<Clip[]> =>
      access.read(async (db) => {
        const rows = await db.getAllFromIndex('clips', 'parent', id, MOST_CHILDREN);
        return rows
          .filter(({ deletedAt }) => deletedAt === null)
          .map(clipOf)
          .toSorted((a, b) => a.createdAt - b.createdAt);
      }),

    /** How long the newest clips of a model took from click to clip, in ms. */
    durationsOf: (model: string): Promise<number[]> =>
      access.read(async (db) => {
        const durations: number[] = [];
        const range = IDBKeyRange.bound([model], [model, []]);
        let cursor = await db.transaction('clips').store.index('model').openCursor(range, 'prev');
        for (; cursor && durations.length < LAST; cursor = await cursor.continue()) {
          const { startedAt, finishedAt } = cursor.value.record;
          durations.push(finishedAt - startedAt);
        }
        return durations;
      }),

    /** Can be taken back with `restore` until it is swept. */
    remove: (id: string): Promise<void> => setDeleted(id, Date.now()),
    restore: (id: string): Promise<void> => setDeleted(id, null),
  };
}
