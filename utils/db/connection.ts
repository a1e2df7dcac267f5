import { openDB, type IDBPDatabase, type IDBPTransaction, type OpenDBCallbacks } from 'idb';
import { migrate as step1 } from './migrations/1';
import { migrate as step2 } from './migrations/2';
import { migrate as step3 } from './migrations/3';
import { DB_NAME, type Loss, type Schema } from './schema';
import { StorageTrouble, troubleOf } from './trouble';

type Step = (
  db: IDBPDatabase<unknown>,
  tx: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>;

/** One step per version, in order; a step is never changed once it has been released. */
const STEPS: readonly Step[] = [step1, step2, step3];

export type Database = IDBPDatabase<Schema>;

export interface Opened {
  db: Database;
  /** Made by a newer version: it can be looked at, never written to. */
  readOnly: boolean;
}

/** How long another context may hold an upgrade up before the user is asked to close it. */
const BLOCKED_MS = 3000;
/** Pauses before a database that did not open is tried again: browsers fail to open one now and then for no reason. */
const AGAIN_MS = [50, 250];

/**
 * Opens the database, migrating it when it is older. Throws StorageTrouble; never deletes or resets:
 * one made by a newer version is opened to be read, one that cannot be opened three times is "broken".
 */
export async function connect(onClosed: () => void): Promise<Opened> {
  for (let tries = 0; ; tries += 1) {
    try {
      return { db: await open(STEPS.length, onClosed), readOnly: false };
    } catch (error) {
      const trouble = troubleOf(error);
      const pause = AGAIN_MS[tries];
      if (trouble.reason === 'newer') return { db: await open(undefined, onClosed), readOnly: true };
      if (trouble.reason !== 'broken' || pause === undefined) throw trouble;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function open(version: number | undefined, onClosed: () => void): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cause: unknown;
  let late = false;
  const callbacks: OpenDBCallbacks<Schema> = {
    async upgrade(db, oldVersion, _newVersion, tx, event) {
      try {
        // What was there a moment ago is gone: the one that is opened to be read is not made anew.
        if (version === undefined) throw new StorageTrouble('broken', undefined);
        const [anyDb, anyTx] = [db, tx] as unknown as Parameters<Step>;
        for (const step of STEPS.slice(oldVersion)) await step(anyDb, anyTx);
        if (lostAll(event)) {
          const loss: Loss = { lost: 'everything', clips: 0, jobs: 0, at: Date.now() };
          await tx.objectStore('meta').put(loss, 'loss');
        }
      } catch (error) {
        cause = error;
        abort(tx);
      }
    },
    blocked() {
      timer = setTimeout(() => fail(new StorageTrouble('blocked', undefined)), BLOCKED_MS);
    },
    // A newer version waits in another context: let it, and open again when next needed.
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  };
  let fail: (trouble: StorageTrouble) => void = () => undefined;
  try {
    return await new Promise<Database>((resolve, reject) => {
      fail = (trouble) => {
        late = true;
        reject(trouble);
      };
      openDB<Schema>(DB_NAME, version, callbacks).then((db) => {
        // Nobody waits for it any more, and it must not hold others up.
        if (late) db.close();
        resolve(db);
      }, reject);
    });
  } catch (error) {
    throw troubleOf(cause ?? error);
  } finally {
    clearTimeout(timer);
  }
}

/** Chromium says so when it found the files damaged and began anew; no other browser does. */
function lostAll(event: IDBVersionChangeEvent): boolean {
  return (event as IDBVersionChangeEvent & { dataLoss?: string }).dataLoss === 'total';
}

/** Without this a step that failed halfway would be committed as far as it came. */
function abort(tx: { abort(): void; done: Promise<void> }): void {
  tx.done.catch(() => undefined);
  try {
    tx.abort();
  } catch {
    // It has aborted itself.
  }
}
