/** Where a secret could have got to. */
import type { Bench } from './bench';
import type { Download, Surface } from './drivers/extension';
import { openSettings, press, words } from './hands';

/** Everything the extension keeps, by place: its databases with the bytes in them, and both of its other stores. */
export async function everythingKept(surface: Surface): Promise<Record<string, unknown>> {
  return withBytes(await surface.evaluate(readEverything)) as Record<string, unknown>;
}

interface Shown {
  diagnostics: string;
  clip: string;
  settings: string;
  ledger: Download[];
}

/**
 * What the extension shows and gives away after a clip was made: its diagnostics, the clip with its record card, the
 * settings, and the ledger as both of its files.
 */
export async function everythingShown({ driver, tab, panel }: Bench): Promise<Shown> {
  const markup = (surface: Surface): Promise<string> =>
    surface.evaluate(() => document.documentElement.outerHTML);
  const page = await driver.extensionPage('diagnostics.html');
  await page.waitFor('.diagnostics-jobs');
  const diagnostics = await markup(page);
  await page.close();
  await tab.bringToFront();
  await panel.click('.record summary');
  const clip = await markup(panel);
  await openSettings(panel);
  const ledger = [];
  for (const kind of ['CSV', 'JSON']) {
    const save = () => press(panel, '.settings', words('saveAs').replace('$1', kind));
    ledger.push(await driver.download(panel, save));
  }
  return { diagnostics, clip, settings: await markup(panel), ledger };
}

/** Bytes travel as base64, which would hide a secret. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$bytes') return Buffer.from(String(first[1]), 'base64');
  return Object.fromEntries(entries.map(([name, part]) => [name, withBytes(part)]));
}

declare const chrome: {
  storage: Record<'local' | 'session', { get(what: null): Promise<Record<string, unknown>> }>;
};

/** Runs in a page of the extension. */
async function readEverything(): Promise<Record<string, unknown>> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  const base64 = async (blob: Blob): Promise<{ $bytes: string }> => {
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener('load', resolve));
    reader.readAsDataURL(blob);
    await read;
    return { $bytes: String(reader.result).split(',')[1] ?? '' };
  };
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return base64(value);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return base64(new Blob([value as BlobPart]));
    if (value instanceof CryptoKey) return { extractable: value.extractable };
    if (Array.isArray(value)) return Promise.all(value.map(plain));
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value).map(async ([name, part]) => [name, await plain(part)] as const);
    return Object.fromEntries(await Promise.all(parts));
  };
  const kept: Record<string, unknown> = {
    'storage.local': await chrome.storage.local.get(null),
    'storage.session': await chrome.storage.session.get(null),
  };
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await answer(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const tx = db.transaction(store).objectStore(store);
      const [ids, rows] = await Promise.all([answer(tx.getAllKeys()), answer(tx.getAll())]);
      kept[`${name}/${store}`] = await plain({ ids, rows });
    }
    db.close();
  }
  return kept;
}
