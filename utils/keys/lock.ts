import * as v from 'valibot';
import type { LockMinutes, LockState, PassphraseRefusal, Unlocking } from '@/utils/domain';
import type { KeysDatabase, KeysTx } from './database';
import { keyRow, LockMinutesRow, passphraseRow, type PassphraseRow } from './rows';
import { ITERATIONS, keyFromBytes, keyFromPassphrase, randomBytes, RAW_BYTES, seal, unseal } from './seal';
import type { SessionMemory } from './session';

const SHORTEST = 8;
const LONGEST = 1024;
const SALT_BYTES = 32;
const MINUTE = 60_000;
const BOUND = ['passphrase'];

/** Where the lock before the rows of one kind stands: no passphrase at all, closed, or open with what opens them. */
export type Opening = { kind: 'none' } | { kind: 'locked' } | { kind: 'open'; opener: CryptoKey };

/** See the vault's own. */
interface LockPorts {
  now(): number;
  changed(): void;
  wakeAt(at: number | null): void;
}

/**
 * The passphrase and what it opens: a random key, on the disk only under what is derived from the passphrase, and in
 * the browser's memory while it is unlocked. Takes one call at a time in one context: the vault sees to that.
 */
export class PassphraseLock {
  constructor(
    private readonly database: KeysDatabase,
    private readonly memory: SessionMemory,
    private readonly ports: LockPorts,
  ) {}

  async state(): Promise<LockState> {
    const { row, minutes } = await this.#stored();
    return { set: row !== null, open: (await this.#opener()) !== null, minutes };
  }

  async opening(): Promise<Opening> {
    if (!(await this.#stored()).row) return { kind: 'none' };
    const opener = await this.#opener();
    return opener ? { kind: 'open', opener: await keyFromBytes(opener) } : { kind: 'locked' };
  }

  /** It was used: the time without use begins anew. */
  async used(): Promise<void> {
    const { minutes } = await this.#stored();
    await this.memory.prolong(this.ports.now() + minutes * MINUTE);
  }

  /** The first passphrase; after it, the lock is open. Null: done. */
  async set(passphrase: string): Promise<PassphraseRefusal | null> {
    const refusal = this.memory.isThere ? refusalOf(passphrase) : 'no-session';
    if (refusal) return refusal;
    const opener = randomBytes(RAW_BYTES);
    const row = await lockedUp(opener, passphrase);
    const written = await this.database
      .write(async (tx) => {
        const vault = tx.objectStore('vault');
        if (passphraseRow(await vault.get('passphrase'))) return 'is-set' as const;
        // One that was damaged has taken the keys behind it along.
        await emptyRows(tx);
        await vault.put(row, 'passphrase');
        return null;
      })
      .catch(() => 'not-kept' as const);
    if (written === null) await this.#open(opener);
    return written;
  }

  async unlock(passphrase: string): Promise<Unlocking> {
    if (!this.memory.isThere) return 'no-session';
    const { row } = await this.#stored();
    if (!row) return 'none';
    const opener = await broughtOut(row, passphrase);
    if (!opener) return 'wrong';
    return (await this.#open(opener)) ? 'open' : 'no-session';
  }

  /** The keys stay as they are, and the lock as open as it was. Null: done. */
  async change(before: string, after: string): Promise<PassphraseRefusal | 'wrong' | 'none' | null> {
    const refusal = refusalOf(after);
    if (refusal) return refusal;
    for (;;) {
      const { row } = await this.#stored();
      if (!row) return 'none';
      const opener = await broughtOut(row, before);
      if (!opener) return 'wrong';
      const next = await lockedUp(opener, after);
      const written = await this.#replace(row, next).catch(() => 'not-kept' as const);
      if (written !== 'moved-on') return written;
    }
  }

  /** For who has forgotten it: every key behind it is gone with it. */
  async remove(): Promise<void> {
    await this.database.write(async (tx) => {
      await emptyRows(tx);
      await tx.objectStore('vault').delete('passphrase');
    });
    await this.close();
  }

  async setMinutes(minutes: LockMinutes): Promise<void> {
    const isOpen = (await this.#opener()) !== null;
    await this.database.write((tx) => tx.objectStore('vault').put(minutes, 'minutes'));
    if (isOpen) {
      const until = this.ports.now() + minutes * MINUTE;
      await this.memory.prolong(until);
      this.ports.wakeAt(until);
    }
    this.ports.changed();
  }

  async close(): Promise<void> {
    this.ports.wakeAt(null);
    await this.memory.close();
    this.ports.changed();
  }

  /** To be called at the time that `wakeAt` was told, and when the background starts. */
  async closeWhenDue(): Promise<void> {
    if (await this.#opener()) this.ports.wakeAt(await this.memory.until());
  }

  /** Null when it is closed; closes it when its time is up, or when the clock was set back. */
  async #opener(): Promise<ArrayBuffer | null> {
    const opener = await this.memory.opener();
    const { row, minutes } = await this.#stored();
    // Without a row it is not ours: private windows have a database of their own and share this memory.
    if (!opener || !row) return null;
    const left = (await this.memory.until()) - this.ports.now();
    // More than there can be left: nobody knows how long it has been.
    if (left > 0 && left <= minutes * MINUTE) return opener;
    // Whether or not the browser lets go of it: it is not used any more.
    await this.close().catch(() => undefined);
    return null;
  }

  async #open(opener: ArrayBuffer): Promise<boolean> {
    const { minutes } = await this.#stored();
    const until = this.ports.now() + minutes * MINUTE;
    const open = await this.memory.open(opener, until);
    if (open) this.ports.wakeAt(until);
    this.ports.changed();
    return open;
  }

  #stored(): Promise<{ row: PassphraseRow | null; minutes: LockMinutes }> {
    return this.database.read(async (tx) => {
      const vault = tx.objectStore('vault');
      const row = passphraseRow(await vault.get('passphrase'));
      return { row, minutes: v.parse(LockMinutesRow, await vault.get('minutes')) };
    });
  }

  /** Unless another context has changed it meanwhile. */
  #replace(row: PassphraseRow, next: PassphraseRow): Promise<'moved-on' | null> {
    return this.database.write(async (tx) => {
      const vault = tx.objectStore('vault');
      const here = passphraseRow(await vault.get('passphrase'));
      if (!here || !isSame(here.salt, row.salt)) return 'moved-on';
      await vault.put(next, 'passphrase');
      return null;
    });
  }
}

function refusalOf(passphrase: string): 'too-short' | 'too-long' | null {
  if (passphrase.length < SHORTEST) return 'too-short';
  return passphrase.length > LONGEST ? 'too-long' : null;
}

async function lockedUp(opener: ArrayBuffer, passphrase: string): Promise<PassphraseRow> {
  const salt = randomBytes(SALT_BYTES);
  const derived = await keyFromPassphrase(passphrase, salt, ITERATIONS);
  return { salt, iterations: ITERATIONS, sealed: await seal(derived, opener, BOUND) };
}

/** Null: the passphrase is another one. */
async function broughtOut(row: PassphraseRow, passphrase: string): Promise<ArrayBuffer | null> {
  const derived = await keyFromPassphrase(passphrase, row.salt, row.iterations);
  const opener = await unseal(derived, row.sealed, BOUND);
  return opener?.byteLength === RAW_BYTES ? opener : null;
}

/** The keys behind a passphrase that nobody has any more: what is left of them says that they are gone. */
async function emptyRows(tx: KeysTx<'readwrite'>): Promise<void> {
  for (let cursor = await tx.objectStore('keys').openCursor(); cursor; cursor = await cursor.continue()) {
    const row = keyRow(cursor.value);
    if (row.keep === 'passphrase') await cursor.update({ ...row, sealed: null });
  }
}

function isSame(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
