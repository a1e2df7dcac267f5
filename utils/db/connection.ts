import { openDB, type IDBPDatabase } from 'idb';
import { migrate as step1 } from './migrations/1';
import { DB_NAME, type Schema } from './schema';
import { StorageTrouble, troubleOf } from './trouble';

/** One step per version, in order; a step is never changed once it has been released. */
const STEPS: readonly ((db: IDBPDatabase<unknown>) => void)[] = [step1];

export type Database = IDBPDatabase<Schema>;

/** How long another context may hold an upgrade up before the user is asked to close it. */
const BLOCKED_MS = 3000;

/**
 * Opens the database, migrating it when it is older. Throws StorageTrouble; never deletes or resets:
 * one made by a newer version is "newer", one that cannot be opened is "broken".
 */
export async function connect(onClosed: () => void): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Database>((resolve, reject) => {
      openDB<Schema>(DB_NAME, STEPS.length, {
        upgrade(db, oldVersion) {
          for (const step of STEPS.slice(oldVersion)) step(db as unknown as IDBPDatabase<unknown>);
        },
        blocked() {
          timer = setTimeout(() => reject(new StorageTrouble('blocked', undefined)), BLOCKED_MS);
        },
        // A newer version waits in another context: let it, and open again when next needed.
        blocking(_current, _next, event) {
          (event.target as IDBDatabase).close();
          onClosed();
        },
        terminated: onClosed,
      }).then(resolve, reject);
    });
  } catch (error) {
    throw troubleOf(error);
  } finally {
    clearTimeout(timer);
  }
}
