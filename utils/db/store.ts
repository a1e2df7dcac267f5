import type { IDBPTransaction, StoreNames } from 'idb';
import { isOpen, type Clip, type Job } from '@/utils/domain';
import { Changes, type Change } from './changes';
import { connect, type Database } from './connection';
import { Drafts } from './drafts';
import type { PieceName, Schema } from './schema';
import { sweep } from './sweep';
import { StorageTrouble, troubleOf } from './trouble';

type Tx<Names extends StoreNames<Schema>[]> = IDBPTransaction<Schema, Names, 'readwrite'>;

/**
 * The one door to IndexedDB. Every method throws StorageTrouble and nothing else; every write that a view
 * cares about is announced after it is committed.
 */
export class Store {
  #connection: Promise<Database> | undefined;
  readonly #changes = new Changes();

  onChange(listener: (change: Change) => void): () => void {
    return this.#changes.listen(listener);
  }

  readonly drafts = new Drafts(
    (work) => this.#run(work),
    (change) => this.#changes.announce(change),
  );

  readonly images = {
    get: (id: string) => this.#run((db) => db.get('images', id)),
    put: async (id: string, blob: Blob): Promise<void> => {
      await this.#run((db) => db.put('images', blob, id));
    },
  };

  readonly pieces = {
    get: (jobId: string, name: PieceName) => this.#run((db) => db.get('pieces', [jobId, name])),
    put: async (jobId: string, name: PieceName, blob: Blob): Promise<void> => {
      await this.#run((db) => db.put('pieces', blob, [jobId, name]));
    },
  };

  readonly jobs = {
    /** A job that is already there is left as it is: a double click is not a second job. */
    add: async (job: Job): Promise<'added' | 'exists'> => {
      const answer = await this.#run(async (db) => {
        const tx = db.transaction('jobs', 'readwrite', { durability: 'strict' });
        const there = await tx.store.getKey(job.id);
        if (there === undefined) await tx.store.add(job);
        await tx.done;
        return there === undefined ? ('added' as const) : ('exists' as const);
      });
      if (answer === 'added') this.#changes.announce({ kind: 'job', id: job.id });
      return answer;
    },

    get: (id: string) => this.#run((db) => db.get('jobs', id)),

    /** Jobs with work left, oldest first. */
    open: () => this.#run(async (db) => (await db.getAllFromIndex('jobs', 'createdAt')).filter(isOpen)),

    /** Newest first. */
    recent: (limit: number) => this.#run((db) => newestFirst<'jobs', Job>(db, 'jobs', limit, () => true)),

    /**
     * Writes `next` if the row still has the revision it was made from. False: someone else moved the job on,
     * read it again.
     */
    move: async (next: Job): Promise<boolean> => {
      const moved = await this.#run(async (db) => {
        const tx = db.transaction('jobs', 'readwrite', { durability: 'strict' });
        const row = await tx.store.get(next.id);
        const fresh = row?.rev === next.rev - 1;
        if (fresh) await tx.store.put(next);
        await tx.done;
        return fresh;
      });
      if (moved) this.#changes.announce({ kind: 'job', id: next.id });
      return moved;
    },

    /**
     * The one transaction that ends a job well: clip, bytes, poster and job together, pieces gone.
     * False when the job was moved on by someone else, or its file is no longer there.
     */
    commit: async (next: Job, clip: Clip): Promise<boolean> => {
      const done = await this.#run(async (db) => {
        const names: ('jobs' | 'pieces' | 'clips' | 'clipBytes' | 'posters')[] = [
          'jobs',
          'pieces',
          'clips',
          'clipBytes',
          'posters',
        ];
        const tx = db.transaction(names, 'readwrite', { durability: 'strict' });
        const row = await tx.objectStore('jobs').get(next.id);
        const file = await tx.objectStore('pieces').get([next.id, 'file']);
        const poster = await tx.objectStore('pieces').get([next.id, 'poster']);
        const fresh = row?.rev === next.rev - 1 && file?.size === clip.media.bytes;
        if (fresh) await this.#writeClip(tx, next, clip, file, poster);
        await tx.done;
        return fresh;
      });
      if (done) {
        this.#changes.announce({ kind: 'clip', id: clip.id });
        this.#changes.announce({ kind: 'job', id: next.id });
      }
      return done;
    },
  };

  readonly clips = {
    /** Newest first, from before `before` (ms), without deleted ones. */
    page: ({ before, limit }: { before?: number; limit: number }) =>
      this.#run((db) =>
        newestFirst<'clips', Clip>(db, 'clips', limit, (clip) => clip.deletedAt === null, before),
      ),

    count: () =>
      this.#run(async (db) => (await db.getAll('clips')).filter((clip) => clip.deletedAt === null).length),

    get: (id: string) => this.#run((db) => db.get('clips', id)),
    bytes: (id: string) => this.#run((db) => db.get('clipBytes', id)),
    poster: (id: string) => this.#run((db) => db.get('posters', id)),

    /** Can be taken back with `restore` until it is swept. */
    remove: (id: string) => this.#setDeleted(id, Date.now()),
    restore: (id: string) => this.#setDeleted(id, null),
  };

  /** Removes what nobody can reach any more; see sweep.ts. */
  sweep(now: number): Promise<void> {
    return this.#run((db) => sweep(db, now));
  }

  async close(): Promise<void> {
    const db = await this.#connection?.catch(() => undefined);
    db?.close();
    this.#connection = undefined;
  }

  async #setDeleted(id: string, deletedAt: number | null): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction('clips', 'readwrite');
      const clip = await tx.store.get(id);
      if (clip) await tx.store.put({ ...clip, deletedAt });
      await tx.done;
    });
    this.#changes.announce({ kind: 'clip', id });
  }

  async #writeClip(
    tx: Tx<('jobs' | 'pieces' | 'clips' | 'clipBytes' | 'posters')[]>,
    job: Job,
    clip: Clip,
    file: Blob,
    poster: Blob | undefined,
  ): Promise<void> {
    await tx.objectStore('clips').put(clip);
    await tx.objectStore('clipBytes').put(file, clip.id);
    if (poster) await tx.objectStore('posters').put(poster, clip.id);
    await tx.objectStore('pieces').delete([job.id, 'file']);
    await tx.objectStore('pieces').delete([job.id, 'poster']);
    await tx.objectStore('jobs').put(job);
  }

  async #run<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const opening = (this.#connection ??= connect(() => (this.#connection = undefined)));
    try {
      return await work(await opening);
    } catch (error) {
      // A connection that failed to open or has died is never kept: the next call opens a new one.
      const dead = error instanceof DOMException && error.name === 'InvalidStateError';
      if (dead || error instanceof StorageTrouble) this.#connection = undefined;
      throw troubleOf(error);
    }
  }
}

async function newestFirst<Name extends 'jobs' | 'clips', Row extends Schema[Name]['value']>(
  db: Database,
  name: Name,
  limit: number,
  keep: (row: Row) => boolean,
  before = Infinity,
): Promise<Row[]> {
  const range = before === Infinity ? null : IDBKeyRange.upperBound(before, true);
  const rows: Row[] = [];
  const index = db.transaction(name as 'clips').store.index('createdAt');
  for (let cursor = await index.openCursor(range, 'prev'); cursor && rows.length < limit;) {
    const row = cursor.value as unknown as Row;
    if (keep(row)) rows.push(row);
    cursor = await cursor.continue();
  }
  return rows;
}
