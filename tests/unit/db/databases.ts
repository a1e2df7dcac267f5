/** Databases for tests, made and removed past the store. */
import { afterEach } from 'vitest';
import { openDB, type IDBPDatabase } from 'idb';
import { Store } from '@/utils/db/store';

const open: Store[] = [];

/** A store of its own, as another context would have one; closed after the test. */
export function anotherStore(): Store {
  const store = new Store();
  open.push(store);
  return store;
}

/** Every test begins with an empty database, and leaves no connection behind. */
export function emptyDatabaseForEachTest(): void {
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    await removeDatabase();
  });
}

export function removeDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const removing = indexedDB.deleteDatabase('pagereel');
    removing.onsuccess = () => resolve();
    removing.onerror = () => reject(removing.error);
    removing.onblocked = () => reject(new Error('a test left a connection open'));
  });
}

/** Does something to the database as it is on the disk. */
export async function behindTheStore<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB('pagereel');
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
