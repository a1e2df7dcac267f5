/** A vault in a world of its own: a database, a browser's memory and a clock. */
import { openDB, type IDBPDatabase } from 'idb';
import { afterEach, expect, vi } from 'vitest';
import { KeyVault, type NewKey, type SessionPort } from '@/utils/keys';
import { everythingStored } from './leaks';

export const KEY = 'sk-CANARY-7f3aQ9zz-0042-abcd';
export const PASSPHRASE = 'correct horse CANARY staple';
export const ORIGIN = 'https://api.example.com';
const START = Date.UTC(2026, 10, 23);

const open: KeyVault[] = [];

/** Every test begins with nothing, and leaves no connection behind. */
export function emptyVaultForEachTest(): void {
  afterEach(async () => {
    for (const vault of open.splice(0)) await vault.close();
    await new Promise<void>((resolve, reject) => {
      const removing = indexedDB.deleteDatabase('pagereel-keys');
      removing.onsuccess = () => resolve();
      removing.onblocked = () => reject(new Error('a test left a connection open'));
    });
  });
}

/** A browser: what its memory holds, what its clock says, and vaults that wake in it. */
export class Browser {
  /** As the browser has it: nothing but JSON goes in. */
  readonly memory = new Map<string, string>();
  readonly changed = vi.fn<() => void>();
  readonly wakeAt = vi.fn<(at: number | null) => void>();
  time = START;

  readonly session: SessionPort = {
    get: async (name) => JSON.parse(this.memory.get(name) ?? 'null') as unknown,
    set: async (name, value) => void this.memory.set(name, JSON.stringify(value)),
    remove: async (name) => void this.memory.delete(name),
  };

  /** A background that has just started; `has.session: false`: its browser knows no such storage. */
  vault(has: { session: boolean } = { session: true }): KeyVault {
    const { changed, wakeAt } = this;
    const session = has.session ? this.session : undefined;
    const vault = new KeyVault({ session, now: () => this.time, changed, wakeAt });
    open.push(vault);
    return vault;
  }

  minutesPass(minutes: number): void {
    this.time += minutes * 60_000;
  }

  /** It is closed and opened again. */
  restart(): KeyVault {
    this.memory.clear();
    return this.vault();
  }

  async leaves(): Promise<{ databases: unknown; memory: unknown }> {
    return { databases: await everythingStored(), memory: this.memory };
  }
}

let prepared: { passphrase: unknown; memory: [string, string][] } | undefined;

/** A vault with PASSPHRASE, open. Made once and put back for each test: 600,000 rounds take their time. */
export async function vaultWithPassphrase(browser: Browser): Promise<KeyVault> {
  const vault = browser.vault();
  if (prepared) {
    const { passphrase, memory } = prepared;
    await vault.states();
    await behindTheVault((db) => db.put('vault', passphrase, 'passphrase'));
    for (const [name, value] of memory) browser.memory.set(name, value);
    return vault;
  }
  expect(await vault.setPassphrase(PASSPHRASE)).toBeNull();
  const passphrase: unknown = await behindTheVault((db) => db.get('vault', 'passphrase'));
  prepared = { passphrase, memory: [...browser.memory] };
  return vault;
}

export const aKey = (over: Partial<NewKey> = {}): NewKey => ({
  connectionId: 'c-1',
  origin: ORIGIN,
  key: KEY,
  keep: 'stored',
  ...over,
});

/** Does something to the database as it is on the disk. */
export async function behindTheVault<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB('pagereel-keys');
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
