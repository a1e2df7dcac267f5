import type { IDBPDatabase } from 'idb';

/** Version 1: every store there is. A step imports nothing of the app, so that it never changes again. */
export function migrate(db: IDBPDatabase<unknown>): void {
  db.createObjectStore('drafts', { keyPath: 'windowId' }).createIndex('at', 'at');
  db.createObjectStore('images');
  db.createObjectStore('jobs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
  db.createObjectStore('pieces');
  db.createObjectStore('clips', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
  db.createObjectStore('clipBytes');
  db.createObjectStore('posters');
}
