import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEY_KEEPS, type KeyKeep } from '@/utils/domain';
import type { KeyVault } from '@/utils/keys';
import { expectNoLeak, leaksOf } from './leaks';
import {
  aKey,
  behindTheVault,
  Browser,
  emptyVaultForEachTest,
  KEY,
  ORIGIN,
  PASSPHRASE,
  vaultWithPassphrase,
} from './rig';

emptyVaultForEachTest();
afterEach(() => {
  vi.restoreAllMocks();
});

/** A vault that can keep keys these ways. */
async function vaultFor(browser: Browser, ...keeps: KeyKeep[]): Promise<KeyVault> {
  return keeps.includes('passphrase') ? vaultWithPassphrase(browser) : browser.vault();
}

describe.each(KEY_KEEPS)('a key that is kept: %s', (keep) => {
  async function kept(later: KeyKeep = keep): Promise<{ browser: Browser; vault: KeyVault }> {
    const browser = new Browser();
    const vault = await vaultFor(browser, keep, later);
    browser.changed.mockClear();
    expect(await vault.put(aKey({ keep }))).toEqual({ ok: true, ends: 'abcd' });
    return { browser, vault };
  }

  it('is given out to its connection and origin', async () => {
    const { browser, vault } = await kept();
    expect(browser.changed).toHaveBeenCalled();
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
    expect(await vault.get('c-1', `${ORIGIN}/v1/videos?a=b`)).toEqual({ kind: 'key', key: KEY });
    // Another life of the background.
    expect(await browser.vault().get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });

  it.each([
    ['c-1', 'https://evil.example'],
    ['c-1', 'http://api.example.com'],
    ['c-1', 'https://api.example.com:8443'],
    ['c-1', 'https://sub.api.example.com'],
    ['c-1', 'https://api.example.com.evil.example'],
    ['c-1', 'not an address'],
    ['c-2', ORIGIN],
  ])('is not given out to %s at %s', async (id, url) => {
    const { vault } = await kept();
    expect(await vault.get(id, url)).toEqual({ kind: 'none' });
  });

  it('shows its end and nothing more', async () => {
    const { browser, vault } = await kept();
    const state = { kind: 'set', keep, ends: 'abcd' };
    expect(await vault.state('c-1')).toEqual(state);
    expect(await vault.state('c-2')).toEqual({ kind: 'none' });
    expect(await browser.vault().states()).toEqual({ 'c-1': state });
    await vault.put(aKey({ keep, key: 'short-key' }));
    expect(await vault.state('c-1')).toEqual({ kind: 'set', keep, ends: '' });
  });

  it('gives way to the next one', async () => {
    const { browser, vault } = await kept();
    const next = 'sk-another-key-9999';
    await vault.put(aKey({ key: next, origin: 'http://127.0.0.1:8091/v1', keep }));
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'none' });
    expect(await vault.get('c-1', 'http://127.0.0.1:8091/v1')).toEqual({ kind: 'key', key: next });
    await expectNoLeak(KEY, await browser.leaves());
  });

  it.each(KEY_KEEPS)('can be kept another way: %s', async (other) => {
    const { browser, vault } = await kept(other);
    await vault.put(aKey({ keep: other, key: 'sk-another-key-9999' }));
    expect(await vault.state('c-1')).toEqual({ kind: 'set', keep: other, ends: '9999' });
    await expectNoLeak(KEY, await browser.leaves());
  });

  it('is gone for good when it is forgotten', async () => {
    const { browser, vault } = await kept();
    browser.changed.mockClear();
    await vault.forget('c-1');
    expect(browser.changed).toHaveBeenCalled();
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'none' });
    expect(await vault.states()).toEqual({});
    expect([...browser.memory.keys()]).not.toContainEqual(expect.stringContaining('c-1'));
    expect(await behindTheVault((db) => db.count('keys'))).toBe(0);
  });

  it('is one of many, whoever writes them at the same time', async () => {
    const { browser, vault } = await kept();
    const other = browser.vault();
    const ids = Array.from({ length: 12 }, (_, at) => `c-${at}`);
    await Promise.all(
      ids.flatMap((connectionId) => [
        vault.put(aKey({ connectionId, keep, key: `sk-first-${connectionId}-1111` })),
        other.put(aKey({ connectionId, keep, key: `sk-second-${connectionId}-2222` })),
      ]),
    );
    for (const connectionId of ids) {
      const found = await browser.vault().get(connectionId, ORIGIN);
      const key = found.kind === 'key' ? found.key : '';
      expect([`sk-first-${connectionId}-1111`, `sk-second-${connectionId}-2222`]).toContain(key);
    }
  });

  it('is nowhere to be read on the disk', async () => {
    const { browser, vault } = await kept();
    await vault.get('c-1', ORIGIN);
    const { databases, memory } = await browser.leaves();
    await expectNoLeak(KEY, databases);
    await expectNoLeak(PASSPHRASE, databases, memory);
    // Where it is to last until the browser closes, it is in the browser's memory and nowhere else.
    if (keep === 'session') expect(await leaksOf(KEY, memory)).not.toEqual([]);
    else await expectNoLeak(KEY, memory);
  });
});

describe('a key that is kept until the browser closes', () => {
  it('is gone after that, and says so', async () => {
    const browser = new Browser();
    await browser.vault().put(aKey({ keep: 'session' }));
    const vault = browser.restart();
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.state('c-1')).toEqual({ kind: 'gone', keep: 'session', ends: 'abcd' });
    await vault.put(aKey({ keep: 'session' }));
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });

  it('is gone when the record on the disk names another origin', async () => {
    const vault = new Browser().vault();
    await vault.put(aKey({ keep: 'session' }));
    await tamper('c-1', (row) => ({ ...row, origin: 'https://evil.example' }));
    expect(await vault.get('c-1', 'https://evil.example')).toEqual({ kind: 'gone' });
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'none' });
  });

  it('is not taken on where a browser has no such memory', async () => {
    const vault = new Browser().vault({ session: false });
    expect(await vault.put(aKey({ keep: 'session' }))).toEqual({ ok: false, reason: 'no-session' });
    expect(await vault.state('c-1')).toEqual({ kind: 'none' });
  });

  it('is not taken on where that memory is full', async () => {
    const browser = new Browser();
    browser.session.set = () => Promise.reject(new Error(`QUOTA_BYTES quota exceeded: ${KEY}`));
    expect(await browser.vault().put(aKey({ keep: 'session' }))).toEqual({ ok: false, reason: 'no-session' });
  });

  it('is gone when what is in that memory is something else', async () => {
    const browser = new Browser();
    const vault = browser.vault();
    await vault.put(aKey({ keep: 'session' }));
    for (const name of browser.memory.keys()) browser.memory.set(name, '{"origin":1}');
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    browser.session.get = () => Promise.reject(new Error('no'));
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
  });

  it('does not stay in memory when nothing can be written of it', async () => {
    const browser = new Browser();
    const vault = browser.vault();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'QuotaExceededError');
    });
    expect(await vault.put(aKey({ keep: 'session' }))).toEqual({ ok: false, reason: 'not-kept' });
    await expectNoLeak(KEY, browser.memory);
  });
});

describe('a key that is kept on this computer', () => {
  it('outlives the browser', async () => {
    const browser = new Browser();
    await browser.vault().put(aKey());
    expect(await browser.restart().get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });

  it('needs no memory of the browser', async () => {
    const browser = new Browser();
    const vault = browser.vault({ session: false });
    await vault.put(aKey());
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
    await vault.forget('c-1');
    expect(await vault.states()).toEqual({});
  });

  it('is under a key that nobody can read', async () => {
    const browser = new Browser();
    await browser.vault().put(aKey());
    const wrapping = (await behindTheVault((db) => db.get('vault', 'wrapping'))) as CryptoKey;
    expect(wrapping).toBeInstanceOf(CryptoKey);
    expect(wrapping).toMatchObject({
      extractable: false,
      algorithm: { name: 'AES-GCM', length: 256 },
      usages: ['encrypt', 'decrypt'],
    });
    for (const format of ['raw', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, wrapping)).rejects.toThrow(/extractable/i);
    }
  });

  it('is sealed anew each time', async () => {
    const vault = new Browser().vault();
    const seen = new Set<string>();
    for (let times = 0; times < 3; times += 1) {
      await vault.put(aKey());
      const row = (await behindTheVault((db) => db.get('keys', 'c-1'))) as {
        sealed: { iv: ArrayBuffer; data: ArrayBuffer };
      };
      seen.add(Buffer.from(row.sealed.iv).toString('hex'));
      seen.add(Buffer.from(row.sealed.data).toString('hex'));
    }
    expect(seen.size).toBe(6);
  });

  it('is gone with the key of the browser, until it is entered again', async () => {
    const browser = new Browser();
    const vault = browser.vault();
    await vault.put(aKey());
    await behindTheVault((db) => db.delete('vault', 'wrapping'));
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.state('c-1')).toEqual({ kind: 'gone', keep: 'stored', ends: 'abcd' });
    await vault.put(aKey({ connectionId: 'c-2' }));
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.get('c-2', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });

  it.each<[string, () => Promise<unknown> | unknown]>([
    [
      'can be read',
      () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']),
    ],
    [
      'is for something else',
      () => crypto.subtle.generateKey({ name: 'AES-CBC', length: 256 }, false, ['encrypt']),
    ],
    ['is none', () => ({ algorithm: { name: 'AES-GCM' } })],
  ])('is never put under one that %s', async (_, make) => {
    const browser = new Browser();
    const vault = browser.vault();
    await vault.states();
    const wrong = await make();
    await behindTheVault((db) => db.put('vault', wrong, 'wrapping'));
    await vault.put(aKey());
    const wrapping = (await behindTheVault((db) => db.get('vault', 'wrapping'))) as CryptoKey;
    expect(wrapping.extractable).toBe(false);
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });

  it('is under one key of the browser, though two contexts make one at the same time', async () => {
    const browser = new Browser();
    await Promise.all(
      ['c-1', 'c-2', 'c-3'].map((connectionId) => browser.vault().put(aKey({ connectionId }))),
    );
    for (const id of ['c-1', 'c-2', 'c-3']) {
      expect(await browser.vault().get(id, ORIGIN)).toEqual({ kind: 'key', key: KEY });
    }
  });
});

interface Row {
  origin: unknown;
  keep: unknown;
  sealed: { iv: ArrayBuffer; data: ArrayBuffer };
}

/** The record of a connection, changed on the disk. */
async function tamper(id: string, change: (row: Row) => unknown): Promise<void> {
  await behindTheVault(async (db) => db.put('keys', change((await db.get('keys', id)) as Row), id));
}

const bitTurned = (bytes: ArrayBuffer, at: number): ArrayBuffer => {
  const copy = new Uint8Array(bytes.slice(0));
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy.buffer;
};

describe.each(['stored', 'passphrase'] as const)('a record on the disk (%s)', (keep) => {
  it.each<[string, (row: Row) => unknown]>([
    [
      'a bit of it turned',
      ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, data: bitTurned(sealed.data, 3) } }),
    ],
    [
      'a bit of its vector turned',
      ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, iv: bitTurned(sealed.iv, 0) } }),
    ],
    [
      'a vector that is too short',
      ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, iv: new ArrayBuffer(4) } }),
    ],
    [
      'its end cut off',
      ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, data: sealed.data.slice(0, -1) } }),
    ],
    ['nothing in it', ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, data: new ArrayBuffer(0) } })],
    [
      'megabytes in it',
      ({ sealed, ...row }) => ({ ...row, sealed: { ...sealed, data: new ArrayBuffer(9_000_000) } }),
    ],
    ['no secret', (row) => ({ ...row, sealed: null })],
    ['another way of keeping', (row) => ({ ...row, keep: keep === 'stored' ? 'passphrase' : 'stored' })],
    ['an origin that is none', (row) => ({ ...row, origin: 7 })],
  ])('with %s is gone, and nothing is thrown', async (_, change) => {
    const browser = new Browser();
    const vault = await vaultFor(browser, keep);
    await vault.put(aKey({ keep }));
    await tamper('c-1', change);
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.state('c-1')).toMatchObject({ kind: 'gone' });
  });

  it.each([[null], ['row'], [7], [[]], [new Map()]])('that is %j is gone', async (row) => {
    const browser = new Browser();
    const vault = await vaultFor(browser, keep);
    await vault.put(aKey({ keep }));
    await tamper('c-1', () => row);
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.states()).toEqual({ 'c-1': { kind: 'gone', keep: 'stored', ends: '' } });
  });

  it('moved to another connection, or to another origin, is gone', async () => {
    const browser = new Browser();
    const vault = await vaultFor(browser, keep);
    await vault.put(aKey({ keep }));
    await vault.put(
      aKey({ connectionId: 'c-2', origin: 'https://evil.example', keep, key: 'sk-evil-key-6666' }),
    );
    await behindTheVault(async (db) => {
      const mine = (await db.get('keys', 'c-1')) as Row;
      const theirs = (await db.get('keys', 'c-2')) as Row;
      await db.put('keys', theirs, 'c-1');
      await db.put('keys', { ...mine, origin: 'https://evil.example' }, 'c-2');
      await db.put('keys', mine, 'c-3');
    });
    expect(await vault.get('c-1', 'https://evil.example')).toEqual({ kind: 'gone' });
    expect(await vault.get('c-2', 'https://evil.example')).toEqual({ kind: 'gone' });
    expect(await vault.get('c-3', ORIGIN)).toEqual({ kind: 'gone' });
  });
});

describe('a key that is none', () => {
  it('is not taken on, and the one before it stays', async () => {
    const browser = new Browser();
    const vault = browser.vault();
    await vault.put(aKey());
    expect(await vault.put(aKey({ key: 'two words' }))).toEqual({ ok: false, reason: 'characters' });
    expect(await vault.put(aKey({ origin: 'api.example.com' }))).toEqual({ ok: false, reason: 'no-address' });
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
  });
});

describe('a database that cannot be used', () => {
  it('is told, and nothing is thrown at who asks', async () => {
    const vault = new Browser().vault();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.state('c-1')).toEqual({ kind: 'gone', keep: 'stored', ends: '' });
    expect(await vault.states()).toEqual({});
    expect(await vault.lockState()).toEqual({ set: false, open: false, minutes: 15 });
    expect(await vault.put(aKey())).toEqual({ ok: false, reason: 'not-kept' });
    await expect(vault.forget('c-1')).rejects.toThrow('backing store');
    expect(await vault.setPassphrase(PASSPHRASE)).toBe('not-kept');
    vi.restoreAllMocks();
    expect(await vault.put(aKey())).toEqual({ ok: true, ends: 'abcd' });
  });

  it('is tried again when it fails now and then', async () => {
    const vault = new Browser().vault();
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    expect(await vault.put(aKey())).toEqual({ ok: true, ends: 'abcd' });
  });

  it('is opened again when it was closed under us', async () => {
    const vault = new Browser().vault();
    await vault.put(aKey());
    const { transaction } = IDBDatabase.prototype;
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    begin.mockImplementationOnce(function (this: IDBDatabase, ...how) {
      this.close();
      return transaction.apply(this, how);
    });
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'key', key: KEY });
    expect(begin.mock.results[0]?.type).toBe('throw');
  });

  it('of a newer version is left alone', async () => {
    const vault = new Browser().vault();
    await vault.put(aKey());
    (await openDB('pagereel-keys', 9)).close();
    expect(await vault.get('c-1', ORIGIN)).toEqual({ kind: 'gone' });
    expect(await vault.put(aKey())).toEqual({ ok: false, reason: 'not-kept' });
    expect(await behindTheVault((db) => db.count('keys'))).toBe(1);
  });
});

it('keeps keys in a database that the clips know nothing of', async () => {
  await new Browser().vault().put(aKey());
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['pagereel-keys']);
});
