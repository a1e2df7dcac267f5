import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';

/** A database of its own, so that no export, no back-up and no report of the clips' can ever hold a key. */
const KEYS_DB = 'pagereel-keys';

/** Values are as the disk gives them: to be parsed. */
interface Schema extends DBSchema {
  /** By id of the connection. */
  keys: { key: string; value: unknown };
  vault: { key: 'wrapping' | 'passphrase' | 'minutes'; value: unknown };
}

type Names = ('keys' | 'vault')[];
type Mode = 'readonly' | 'readwrite';
export type KeysTx<M extends Mode> = IDBPTransaction<Schema, Names, M>;

/** Pauses before it is tried again: browsers fail to open a database now and then for no reason. */
const AGAIN_MS = [50, 250];

/** The connection, opened on first use and again after it was closed. Never resets anything. */
export class KeysDatabase {
  #opening: Promise<IDBPDatabase<Schema>> | undefined;

  read<T>(work: (tx: KeysTx<'readonly'>) => Promise<T>): Promise<T> {
    return this.#with('readonly', work);
  }

  /** One transaction: all of it or nothing. Inside, only its own requests may be awaited. */
  write<T>(work: (tx: KeysTx<'readwrite'>) => Promise<T>): Promise<T> {
    return this.#with('readwrite', work);
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  async #with<M extends Mode, T>(mode: M, work: (tx: KeysTx<M>) => Promise<T>): Promise<T> {
    const tx = await this.#begin(mode);
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => undefined);
      try {
        tx.abort();
      } catch {
        // It has aborted itself, or is over.
      }
      throw error;
    }
  }

  async #begin<M extends Mode>(mode: M): Promise<KeysTx<M>> {
    const begin = (db: IDBPDatabase<Schema>): KeysTx<M> =>
      db.transaction(['keys', 'vault'], mode, { durability: 'strict' });
    const db = await this.#connection();
    try {
      return begin(db);
    } catch {
      // Closed under us, before anything was asked of it.
      await this.close();
      return begin(await this.#connection());
    }
  }

  #connection(): Promise<IDBPDatabase<Schema>> {
    const opening = (this.#opening ??= open(() => void this.close()));
    // One that did not open is not kept.
    opening.catch(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    return opening;
  }
}

async function open(onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await openDB<Schema>(KEYS_DB, 1, {
        upgrade(db) {
          db.createObjectStore('keys');
          db.createObjectStore('vault');
        },
        // A newer version waits in another context.
        blocking: onClosed,
        terminated: onClosed,
      });
    } catch (error) {
      const pause = AGAIN_MS[tries];
      if (pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
