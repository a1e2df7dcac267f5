import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyVault } from '@/utils/keys';
import { expectNoLeak } from './leaks';
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

const OTHER = 'another CANARY passphrase';
const FOUND = { kind: 'key', key: KEY };
const LOCKED = { kind: 'locked' };

emptyVaultForEachTest();
afterEach(() => {
  vi.restoreAllMocks();
});

let browser: Browser;
let vault: KeyVault;

const behind = (connectionId = 'c-1') => aKey({ connectionId, keep: 'passphrase' });
const found = (from = vault, id = 'c-1') => from.get(id, ORIGIN);

/** A key behind the passphrase, and the lock open. */
beforeEach(async () => {
  browser = new Browser();
  vault = await vaultWithPassphrase(browser);
  expect(await vault.put(behind())).toEqual({ ok: true, ends: 'abcd' });
  browser.changed.mockClear();
  browser.wakeAt.mockClear();
});

describe('keys behind a passphrase', () => {
  it('are locked at once, and told of as locked', async () => {
    await vault.lock();
    expect(browser.changed).toHaveBeenCalled();
    expect(browser.wakeAt).toHaveBeenLastCalledWith(null);
    expect(browser.memory.size).toBe(0);
    expect(await found()).toEqual(LOCKED);
    expect(await vault.state('c-1')).toEqual({ kind: 'locked', keep: 'passphrase', ends: 'abcd' });
    expect(await vault.lockState()).toEqual({ set: true, open: false, minutes: 15 });
    expect(await vault.put(behind('c-2'))).toEqual({ ok: false, reason: 'locked' });
    expect(await vault.state('c-2')).toEqual({ kind: 'none' });
  });

  it('are locked when the browser opens again', async () => {
    const later = browser.restart();
    expect(await found(later)).toEqual(LOCKED);
    expect(await later.unlock(PASSPHRASE)).toBe('open');
    expect(await found(later)).toEqual(FOUND);
  });

  it('stay open when only the background starts again', async () => {
    expect(await found(browser.vault())).toEqual(FOUND);
  });

  it('open to the right passphrase and to no other', async () => {
    await vault.lock();
    for (const wrong of ['', 'correct horse canary staple', `${PASSPHRASE} `, 'x'.repeat(5000)]) {
      expect(await vault.unlock(wrong)).toBe('wrong');
    }
    expect(await found()).toEqual(LOCKED);
    browser.changed.mockClear();
    expect(await vault.unlock(PASSPHRASE)).toBe('open');
    expect(browser.changed).toHaveBeenCalled();
    expect(browser.wakeAt).toHaveBeenLastCalledWith(browser.time + 15 * 60_000);
    expect(await found()).toEqual(FOUND);
    expect(await vault.lockState()).toEqual({ set: true, open: true, minutes: 15 });
    expect(await vault.put(behind('c-2'))).toEqual({ ok: true, ends: 'abcd' });
  });

  it('are given to who asks while it is being opened', async () => {
    await vault.lock();
    const [opened, key] = await Promise.all([vault.unlock(PASSPHRASE), found()]);
    expect([opened, key]).toEqual(['open', FOUND]);
  });

  it('open however its letters are spelled', async () => {
    await vault.changePassphrase(PASSPHRASE, 'été à la mer'.normalize('NFD'));
    await vault.lock();
    expect(await vault.unlock('été à la mer'.normalize('NFC'))).toBe('open');
  });

  it('leave no trace of key or passphrase, open or locked', async () => {
    await vault.unlock('a wrong CANARY passphrase');
    for (const step of [() => found(), () => vault.lock(), () => vault.unlock(PASSPHRASE)]) {
      await step();
      await expectNoLeak(KEY, await browser.leaves());
      await expectNoLeak(PASSPHRASE, await browser.leaves());
    }
  });

  it('leave nothing on the disk of what opens them', async () => {
    const opener = JSON.parse(browser.memory.get('keys:opener') ?? '') as number[];
    expect(opener).toHaveLength(32);
    const { databases } = await browser.leaves();
    await expectNoLeak(Buffer.from(opener).toString('latin1'), databases);
  });
});

describe('the work to try a passphrase', () => {
  it('is that of 600,000 rounds with a salt of its own, for a wrong one as for the right one', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveKey');
    await vault.unlock(PASSPHRASE);
    await vault.unlock('a wrong passphrase');
    await vault.changePassphrase(PASSPHRASE, OTHER);
    await vault.unlock(OTHER);
    const works = derive.mock.calls.map(([how]) => how as Pbkdf2Params);
    for (const work of works) {
      expect(work).toMatchObject({ name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000 });
    }
    const salts = works.map(({ salt }) => Buffer.from(salt as ArrayBuffer).toString('hex'));
    const [before = '', after] = [salts[0], salts.at(-1)];
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(after).not.toBe(before);
    // Opened, tried, opened to be changed, locked up anew, opened.
    expect(salts).toEqual([before, before, before, after, after]);
  });
});

describe('without use', () => {
  it.each([5, 15, 60] as const)('it locks after %d minutes', async (minutes) => {
    await vault.setLockMinutes(minutes);
    expect(browser.wakeAt).toHaveBeenLastCalledWith(browser.time + minutes * 60_000);
    browser.minutesPass(minutes - 0.01);
    expect(await vault.lockState()).toEqual({ set: true, open: true, minutes });
    browser.minutesPass(0.01);
    expect(await vault.lockState()).toEqual({ set: true, open: false, minutes });
    expect(await found()).toEqual(LOCKED);
    expect(browser.memory.size).toBe(0);
  });

  it('the background is woken for it, and what opens the keys is not there a moment longer', async () => {
    browser.minutesPass(14);
    await vault.lockWhenDue();
    expect(browser.memory.size).toBe(2);
    expect(browser.wakeAt).toHaveBeenLastCalledWith(browser.time + 60_000);
    browser.minutesPass(1);
    browser.changed.mockClear();
    await browser.vault().lockWhenDue();
    expect(browser.memory.size).toBe(0);
    expect(browser.changed).toHaveBeenCalled();
    expect(browser.wakeAt).toHaveBeenLastCalledWith(null);
  });

  it('counts from the last use', async () => {
    browser.minutesPass(14);
    expect(await vault.get('c-1', ORIGIN, true)).toEqual(FOUND);
    browser.minutesPass(14);
    expect(await vault.get('c-1', ORIGIN, true)).toEqual(FOUND);
    // It was put off: the wake-up that was asked for first finds nothing to do yet.
    await vault.lockWhenDue();
    expect(browser.wakeAt).toHaveBeenLastCalledWith(browser.time + 15 * 60_000);
    browser.minutesPass(15);
    expect(await found()).toEqual(LOCKED);
  });

  it('does not count looks at work that is under way', async () => {
    for (let minute = 0; minute < 14; minute += 1) {
      browser.minutesPass(1);
      expect(await found()).toEqual(FOUND);
    }
    browser.minutesPass(1);
    expect(await found()).toEqual(LOCKED);
  });

  it('does not count looking at it as a use, nor keys that are kept otherwise', async () => {
    await vault.put(aKey({ connectionId: 'c-2' }));
    browser.minutesPass(14);
    await vault.states();
    await vault.lockState();
    await vault.get('c-2', ORIGIN, true);
    await vault.get('c-1', 'https://elsewhere.example', true);
    browser.minutesPass(1);
    expect(await found()).toEqual(LOCKED);
  });

  it('a clock that was set back does not keep it open', async () => {
    browser.minutesPass(-1);
    expect(await found()).toEqual(LOCKED);
  });

  it('a use that is written late does not open it again', async () => {
    await vault.get('c-1', ORIGIN, true);
    await vault.lock();
    await browser.session.set('keys:until', browser.time + 60_000);
    expect(await found()).toEqual(LOCKED);
  });

  it('the time is shortened without locking it', async () => {
    await vault.setLockMinutes(60);
    await vault.setLockMinutes(5);
    expect(await found()).toEqual(FOUND);
    await vault.lock();
    browser.wakeAt.mockClear();
    await vault.setLockMinutes(60);
    expect(browser.wakeAt).not.toHaveBeenCalled();
    expect(await browser.restart().lockState()).toEqual({ set: true, open: false, minutes: 60 });
  });

  it('is counted by who has the passphrase, and by nobody who only shares the memory', async () => {
    await vault.setLockMinutes(60);
    const passphrase: unknown = await behindTheVault((db) => db.get('vault', 'passphrase'));
    // As the instance of private windows finds it: a database of its own.
    await behindTheVault((db) => db.clear('vault'));
    await browser.vault().lockWhenDue();
    expect(await browser.vault().lockState()).toEqual({ set: false, open: false, minutes: 15 });
    await behindTheVault((db) => db.put('vault', passphrase, 'passphrase'));
    await behindTheVault((db) => db.put('vault', 60, 'minutes'));
    expect(await found()).toEqual(FOUND);
  });

  it('a time that is none is a quarter of an hour', async () => {
    await behindTheVault((db) => db.put('vault', 1e9, 'minutes'));
    expect((await vault.lockState()).minutes).toBe(15);
  });
});

describe('the passphrase', () => {
  it('is changed without the keys, open or locked', async () => {
    expect(await vault.changePassphrase(PASSPHRASE, OTHER)).toBeNull();
    expect(await found()).toEqual(FOUND);
    await vault.lock();
    expect(await vault.changePassphrase(OTHER, PASSPHRASE)).toBeNull();
    expect(await found()).toEqual(LOCKED);
    expect(await vault.unlock(OTHER)).toBe('wrong');
    expect(await vault.unlock(PASSPHRASE)).toBe('open');
    expect(await found()).toEqual(FOUND);
  });

  it('is not changed by who does not know it', async () => {
    expect(await vault.changePassphrase('a wrong passphrase', OTHER)).toBe('wrong');
    expect(await vault.unlock(OTHER)).toBe('wrong');
    expect(await vault.unlock(PASSPHRASE)).toBe('open');
  });

  it('is changed by one of two who change it at the same time', async () => {
    const both = await Promise.all([
      vault.changePassphrase(PASSPHRASE, 'the first of two'),
      browser.vault().changePassphrase(PASSPHRASE, 'the second of two'),
    ]);
    expect(both.toSorted()).toEqual([null, 'wrong']);
    const held = both[0] === null ? 'the first of two' : 'the second of two';
    await vault.lock();
    expect(await vault.unlock(held)).toBe('open');
    expect(await found()).toEqual(FOUND);
  });

  it.each([
    ['1234567', 'too-short'],
    ['x'.repeat(1025), 'too-long'],
  ])('is not %s', async (passphrase, reason) => {
    expect(await vault.changePassphrase(PASSPHRASE, passphrase)).toBe(reason);
    await vault.removePassphrase();
    expect(await vault.setPassphrase(passphrase)).toBe(reason);
    expect((await vault.lockState()).set).toBe(false);
  });

  it('is not set where there is one', async () => {
    expect(await vault.setPassphrase(OTHER)).toBe('is-set');
    expect(await vault.unlock(OTHER)).toBe('wrong');
  });

  it('is set once, though two contexts set one at the same time', async () => {
    await vault.removePassphrase();
    const both = await Promise.all([vault.setPassphrase(PASSPHRASE), browser.vault().setPassphrase(OTHER)]);
    expect(both.toSorted()).toEqual(['is-set', null]);
    await vault.lock();
    expect(await vault.unlock(both[0] === null ? PASSPHRASE : OTHER)).toBe('open');
  });

  it('is removed with every key behind it, and no other', async () => {
    await vault.put(aKey({ connectionId: 'c-2' }));
    await vault.lock();
    await vault.removePassphrase();
    const gone = { kind: 'gone', keep: 'passphrase', ends: 'abcd' };
    const set = { kind: 'set', keep: 'stored', ends: 'abcd' };
    expect(await vault.states()).toEqual({ 'c-1': gone, 'c-2': set });
    expect(await behindTheVault((db) => db.get('keys', 'c-1'))).toMatchObject({ sealed: null });
    expect(await vault.unlock(PASSPHRASE)).toBe('none');
    expect(await vault.changePassphrase(PASSPHRASE, OTHER)).toBe('none');
    expect(await vault.put(behind())).toEqual({ ok: false, reason: 'no-passphrase' });
    // The next one brings nothing back, and promises nothing.
    expect(await vault.setPassphrase(PASSPHRASE)).toBeNull();
    expect(await vault.states()).toEqual({ 'c-1': gone, 'c-2': set });
    await vault.lock();
    expect(await vault.states()).toEqual({ 'c-1': gone, 'c-2': set });
    await vault.unlock(PASSPHRASE);
    await vault.put(behind());
    expect(await found()).toEqual(FOUND);
  });
});

describe('damage', () => {
  interface Row {
    salt: ArrayBuffer;
    iterations: number;
    sealed: { iv: ArrayBuffer; data: ArrayBuffer };
  }
  const damage = (change: (row: Row) => unknown) =>
    behindTheVault(async (db) =>
      db.put('vault', change((await db.get('vault', 'passphrase')) as Row), 'passphrase'),
    );

  it.each<[string, (row: Row) => unknown]>([
    ['is none', () => 7],
    ['has few rounds', (row) => ({ ...row, iterations: 1 })],
    ['has rounds without end', (row) => ({ ...row, iterations: 1e12 })],
    ['has half a round', (row) => ({ ...row, iterations: 600_000.5 })],
    ['has no salt', ({ iterations, sealed }) => ({ iterations, sealed })],
    ['has nothing sealed', (row) => ({ ...row, sealed: null })],
  ])('to a passphrase that %s: its keys are gone, and another can be set', async (_, change) => {
    await damage(change);
    expect(await vault.lockState()).toMatchObject({ set: false, open: false });
    expect(await found()).toEqual({ kind: 'gone' });
    expect(await vault.unlock(PASSPHRASE)).toBe('none');
    expect(await vault.setPassphrase(OTHER)).toBeNull();
    await vault.lock();
    expect(await found()).toEqual({ kind: 'gone' });
    await vault.unlock(OTHER);
    expect(await vault.put(behind())).toEqual({ ok: true, ends: 'abcd' });
    expect(await found()).toEqual(FOUND);
  });

  it('to what it seals cannot be told from a wrong passphrase', async () => {
    await damage((row) => ({ ...row, salt: new ArrayBuffer(32) }));
    expect(await vault.unlock(PASSPHRASE)).toBe('wrong');
  });

  it.each([
    '"short"',
    '[]',
    '7',
    '{"length":32}',
    JSON.stringify(Array(33).fill(1)),
    JSON.stringify(Array(32).fill(256)),
  ])('to what is in memory (%s) locks', async (value) => {
    browser.memory.set('keys:opener', value);
    expect(await found()).toEqual(LOCKED);
  });

  it('to another opener in memory gives no key', async () => {
    browser.memory.set('keys:opener', JSON.stringify(Array(32).fill(1)));
    expect(await found()).toEqual({ kind: 'gone' });
  });
});

describe('a browser without such a memory', () => {
  it('keeps nothing behind a passphrase, and says so', async () => {
    const without = browser.vault({ session: false });
    expect(await found(without)).toEqual(LOCKED);
    expect(await without.unlock(PASSPHRASE)).toBe('no-session');
    expect(await without.put(behind('c-2'))).toEqual({ ok: false, reason: 'locked' });
    await without.removePassphrase();
    expect(await without.setPassphrase(PASSPHRASE)).toBe('no-session');
    expect(await without.lockState()).toEqual({ set: false, open: false, minutes: 15 });
  });

  it('that has it and takes nothing on stays locked', async () => {
    await vault.lock();
    browser.session.set = () => Promise.reject(new Error('full'));
    expect(await vault.unlock(PASSPHRASE)).toBe('no-session');
    expect(await found()).toEqual(LOCKED);
  });

  it('that does not let go of it when the time is up gives no key all the same', async () => {
    browser.minutesPass(15);
    browser.session.remove = () => Promise.reject(new Error('no'));
    expect(await found()).toEqual(LOCKED);
    await expect(vault.lock()).rejects.toThrow('no');
  });
});
