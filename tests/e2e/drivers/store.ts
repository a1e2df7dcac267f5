import type { Driver, Surface } from './driver';

const DATABASE = 'pagereel';
export type Store =
  'clips' | 'clipBytes' | 'posters' | 'images' | 'jobs' | 'pieces' | 'drafts' | 'outbox' | 'ledger' | 'meta';

/** Reads through a surface of the extension, or else through a page of it that runs none of its code. */
async function through<T>(from: Driver | Surface, read: (surface: Surface) => Promise<T>): Promise<T> {
  if (!('extensionPage' in from)) return read(from);
  const page = await from.extensionPage(from.quietPage);
  try {
    return await read(page);
  } finally {
    await page.close();
  }
}

/**
 * All rows of a store as JSON, in the order of their keys; where a row holds bytes, their size stands
 * instead. Given a driver, a tab is opened for it and closed again; given the panel, no tab changes.
 */
export function readStore<T>(from: Driver | Surface, store: Store): Promise<T[]> {
  return through(from, (surface) => surface.evaluate(readRows, DATABASE, store)) as Promise<T[]>;
}

/** The bytes that a row holds, whether the row is a Blob or a buffer or has one as a member. */
export async function readBytes(
  from: Driver | Surface,
  store: Store,
  key: string | string[],
): Promise<Buffer> {
  return Buffer.from(
    await through(from, (surface) => surface.evaluate(readBlob, DATABASE, store, key)),
    'base64',
  );
}

/** Runs in a page of the extension. Never creates the database: that is the extension's own work. */
async function readRows(database: string, store: string): Promise<unknown[]> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === database)) return [];
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  const plain = (value: unknown): unknown => {
    if (value instanceof Blob) return { size: value.size, type: value.type };
    if (/Array(Buffer)?\]$/.test(Object.prototype.toString.call(value)) && !Array.isArray(value)) {
      return { size: (value as ArrayBuffer).byteLength };
    }
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  const db = await answer(indexedDB.open(database));
  try {
    if (!db.objectStoreNames.contains(store)) return [];
    return (await answer(db.transaction(store).objectStore(store).getAll())).map(plain);
  } finally {
    db.close();
  }
}

/** Runs in a page of the extension. */
async function readBlob(database: string, store: string, key: string | string[]): Promise<string> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  // By name, not by class: in a sandbox the classes are others than the document's.
  const isBytes = (value: unknown): value is Blob | ArrayBuffer =>
    /\[object (Blob|File|ArrayBuffer|Uint8Array)\]/.test(Object.prototype.toString.call(value));
  const db = await answer(indexedDB.open(database));
  try {
    const row: unknown = await answer(db.transaction(store).objectStore(store).get(key));
    const bytes = isBytes(row) ? row : Object.values(Object(row)).find(isBytes);
    if (bytes === undefined) throw new Error(`no bytes under ${String(key)} in ${store}`);
    const reader = new FileReader();
    const read = new Promise<string>((resolve, reject) => {
      reader.addEventListener('load', () => resolve(String(reader.result)));
      reader.addEventListener('error', () => reject(reader.error ?? new Error('cannot be read')));
    });
    reader.readAsDataURL(new Blob([bytes]));
    return (await read).split(',')[1] ?? '';
  } finally {
    db.close();
  }
}
