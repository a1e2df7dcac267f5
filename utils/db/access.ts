import type { IDBPTransaction, StoreNames } from 'idb';
import { connect, type Database, type Opened } from './connection';
import type { Schema } from './schema';
import { isClosed, StorageTrouble, troubleOf } from './trouble';

export type Tx = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

/** `strict`: on the disk before it counts as done. Everything but bytes that can be fetched or drawn again. */
type Durability = 'strict' | 'relaxed';

/** The connection was closed before anything was asked of it. */
class Closed extends Error {}

/** The connection, opened on first use and again after it died. Throws StorageTrouble and nothing else. */
export class Access {
  #opening: Promise<Opened> | undefined;

  read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.#with(async ({ db, readOnly }) => {
      try {
        return await work(db);
      } catch (error) {
        if (isClosed(error)) throw new Closed(undefined, { cause: error });
        // A newer version may keep things elsewhere.
        if (readOnly && !(error instanceof StorageTrouble)) throw new StorageTrouble('newer', error);
        throw error;
      }
    });
  }

  /** One transaction: all of it or, when anything throws, nothing. Inside, only requests may be awaited. */
  write<T>(
    names: readonly StoreNames<Schema>[],
    work: (tx: Tx) => Promise<T>,
    durability: Durability = 'strict',
  ): Promise<T> {
    return this.#with(async ({ db, readOnly }) => {
      if (readOnly) throw new StorageTrouble('newer', undefined);
      const tx = begin(db, names, durability);
      try {
        const result = await work(tx);
        await tx.done;
        return result;
      } catch (error) {
        abort(tx);
        // Why the transaction failed says more than that a request of it did.
        throw tx.error ?? error;
      }
    });
  }

  /** Whether the database is only there to be looked at. */
  readOnly(): Promise<boolean> {
    return this.#with(({ readOnly }) => Promise.resolve(readOnly));
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.db.close();
  }

  async #with<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    for (let again = true; ; again = false) {
      const opening = (this.#opening ??= this.#open());
      try {
        return await work(await opening);
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble.reason === 'broken') this.#drop(opening);
        if (error instanceof Closed && again) continue;
        throw trouble;
      }
    }
  }

  #open(): Promise<Opened> {
    const opening: Promise<Opened> = connect(() => this.#drop(opening));
    opening.catch(() => this.#drop(opening));
    return opening;
  }

  /** A connection that did not open or has died is never kept: the next call opens a new one. */
  #drop(opening: Promise<Opened>): void {
    if (this.#opening === opening) this.#opening = undefined;
    opening.then(
      // What is under way on it still comes to its end.
      ({ db }) => db.close(),
      () => undefined,
    );
  }
}

function begin(db: Database, names: readonly StoreNames<Schema>[], durability: Durability): Tx {
  try {
    return db.transaction([...names], 'readwrite', { durability });
  } catch (error) {
    throw isClosed(error) ? new Closed(undefined, { cause: error }) : error;
  }
}

function abort(tx: Tx): void {
  tx.done.catch(() => undefined);
  try {
    tx.abort();
  } catch {
    // It has aborted itself, or is over.
  }
}
