import type { IDBPTransaction, StoreNames } from 'idb';
import { END_STATES, isOpen, type Clip, type Draft, type Job } from '@/utils/domain';
import { Changes, type Change } from './changes';
import { connect, type Database } from './connection';
import type { PieceName, Schema } from './schema';
import { StorageTrouble, troubleOf } from './trouble';

type Tx<Names extends StoreNames<Schema>[]> = IDBPTransaction<Schema, Names, 'readwrite'>;

/** Deleted clips can be taken back for this long; then their bytes go. */
export const UNDO_MS = 60_000;
/** Ended jobs are kept this long as the receipt of what was tried. */
const RECEIPT_MS = 90 * 24 * 3600_000;

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

  readonly drafts = {
    get: (windowId: number) => this.#run((db) => db.get('drafts', windowId)),

    /** The newest Draft of any window: a window opened after a restart takes up where the last one stopped. */
    newest: () =>
      this.#run(async (db) => {
        const cursor = await db.transaction('drafts').store.index('at').openCursor(null, 'prev');
        return cursor?.value;
      }),

    put: async (draft: Draft): Promise<void> => {
      await this.#run((db) => db.put('drafts', draft));
      this.#changes.announce({ kind: 'draft', windowId: draft.windowId });
    },

    remove: async (windowId: number): Promise<void> => {
      await this.#run((db) => db.delete('drafts', windowId));
      this.#changes.announce({ kind: 'draft', windowId });
    },
  };

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

  /**
   * Removes what nobody can reach any more: clips whose time to be taken back is over, pieces and pictures
   * without an owner, receipts past their time. By reachability, so that a crash never leaves an orphan for ever.
   */
  async sweep(now: number): Promise<void> {
    await this.#run(async (db) => {
      const names: StoreNames<Schema>[] = [
        'clips',
        'clipBytes',
        'posters',
        'jobs',
        'pieces',
        'images',
        'drafts',
      ];
      const tx = db.transaction(names, 'readwrite');
      const clips = await tx.objectStore('clips').getAll();
      for (const clip of clips) {
        if (clip.deletedAt === null || now - clip.deletedAt < UNDO_MS) continue;
        await tx.objectStore('clips').delete(clip.id);
        await tx.objectStore('clipBytes').delete(clip.id);
        await tx.objectStore('posters').delete(clip.id);
      }
      const jobs = await tx.objectStore('jobs').getAll();
      const old = (job: Job) => END_STATES.includes(job.state) && now - job.updatedAt > RECEIPT_MS;
      for (const job of jobs.filter(old)) await tx.objectStore('jobs').delete(job.id);

      const open = jobs.filter(isOpen);
      const openIds = new Set(open.map((job) => job.id));
      for (const key of await tx.objectStore('pieces').getAllKeys()) {
        if (!openIds.has(key[0])) await tx.objectStore('pieces').delete(key);
      }

      const drafts = await tx.objectStore('drafts').getAll();
      const sources = [
        ...clips.map((clip) => clip.record.source),
        ...jobs.map((job) => job.source),
        ...drafts.flatMap((draft) => (draft.state.kind === 'failed' ? [] : [draft.state.source])),
      ];
      const used = new Set(sources.flatMap((source) => source.images.map((image) => image.id)));
      // A picture is stored a moment before the draft that names it: with a source being read, sweep none.
      if (!drafts.some((draft) => draft.state.kind === 'reading')) {
        for (const id of await tx.objectStore('images').getAllKeys()) {
          if (!used.has(id)) await tx.objectStore('images').delete(id);
        }
      }
      await tx.done;
    });
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
