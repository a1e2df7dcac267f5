import type {
  KeyKeep,
  KeyRefusal,
  KeyState,
  LockMinutes,
  LockState,
  PassphraseRefusal,
  Unlocking,
} from '@/utils/domain';
import { checkKey, endsOf, originOf } from './check';
import { KeysDatabase } from './database';
import { KeyRows, type FoundKey } from './key-rows';
import { PassphraseLock } from './lock';
import { SessionMemory, type SessionPort } from './session';

export interface VaultPorts {
  /** Undefined where the browser has none: then keys can be kept on this computer only, without a passphrase. */
  session: SessionPort | undefined;
  now(): number;
  /** What `state`, `states` or `lockState` tell may be another thing now. */
  changed(): void;
  /** Asks for one call of `lockWhenDue` at that time, in milliseconds since 1970; null: for none any more. */
  wakeAt(at: number | null): void;
}

export interface NewKey {
  connectionId: string;
  /** Address of the server, or its origin: the only one that the key will be given out for. */
  origin: string;
  /** As it was pasted. */
  key: string;
  keep: KeyKeep;
}

/**
 * Keys of connections. On the disk they are sealed, each bound to its connection and origin: under a key of this
 * browser that can be used and never be read, or behind the user's passphrase. It protects exports, logs and casual
 * looks; not against someone who runs code in the profile. Calls are carried out one after the other; what asks
 * (`get`, `state`, `states`, `lockState`) never throws, what changes throws only where it says so.
 */
export class KeyVault {
  readonly #database = new KeysDatabase();
  readonly #rows: KeyRows;
  readonly #lock: PassphraseLock;
  readonly #ports: VaultPorts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ports: VaultPorts) {
    this.#ports = ports;
    const memory = new SessionMemory(ports.session);
    this.#lock = new PassphraseLock(this.#database, memory, ports);
    this.#rows = new KeyRows(this.#database, memory, this.#lock);
  }

  /** Keeps a key in place of the one that was there; `ends` is what may be shown of it. */
  put(wish: NewKey): Promise<{ ok: true; ends: string } | { ok: false; reason: KeyRefusal }> {
    return this.#inTurn(async () => {
      const checked = checkKey(wish.key);
      if (!checked.ok) return checked;
      const origin = originOf(wish.origin);
      if (origin === null) return { ok: false, reason: 'no-address' };
      const { key } = checked;
      const refusal = await this.#rows.put({ ...wish, origin, key }).catch(() => 'not-kept' as const);
      this.#ports.changed();
      return refusal ? { ok: false, reason: refusal } : { ok: true, ends: endsOf(key) };
    });
  }

  /** Throws when the browser cannot: then it may still be there. */
  forget(connectionId: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#rows.forget(connectionId);
      this.#ports.changed();
    });
  }

  /**
   * The key for calls to that address. Never to be passed on to a view, a log, an error or an address. `isUse`: for an
   * act of the user or an order, which puts the lock off; a look at work that is under way does not.
   */
  get(connectionId: string, url: string, isUse = false): Promise<FoundKey> {
    const origin = originOf(url);
    if (origin === null) return Promise.resolve({ kind: 'none' });
    return this.#asking({ kind: 'gone' }, () => this.#rows.get(connectionId, origin, isUse));
  }

  /**
   * Keys that belong to none of these connections, with the time at which that was first found (ms since 1970). One
   * whose connection has come back begins anew. Throws when the database cannot be used.
   */
  loose(connected: ReadonlySet<string>): Promise<Map<string, number>> {
    return this.#inTurn(() => this.#rows.loose(connected, this.#ports.now()));
  }

  state(connectionId: string): Promise<KeyState> {
    return this.#asking({ kind: 'gone', keep: 'stored', ends: '' }, () => this.#rows.state(connectionId));
  }

  /** By id of their connection; empty when they cannot be read at all. */
  states(): Promise<Record<string, KeyState>> {
    return this.#asking({}, async () => Object.fromEntries(await this.#rows.states()));
  }

  lockState(): Promise<LockState> {
    return this.#asking({ set: false, open: false, minutes: 15 }, () => this.#lock.state());
  }

  /** The first passphrase, at least 8 characters; after it, the lock is open. Null: done. */
  setPassphrase(passphrase: string): Promise<PassphraseRefusal | null> {
    return this.#inTurn(() => this.#lock.set(passphrase));
  }

  /** A wrong one takes as long as the right one. Throws when the database cannot be read. */
  unlock(passphrase: string): Promise<Unlocking> {
    return this.#inTurn(() => this.#lock.unlock(passphrase));
  }

  /** The keys behind it stay. Null: done. Throws when the database cannot be read. */
  changePassphrase(before: string, after: string): Promise<PassphraseRefusal | 'wrong' | 'none' | null> {
    return this.#inTurn(() => this.#lock.change(before, after));
  }

  /** For who has forgotten it: every key behind it is gone. Throws when the browser cannot. */
  removePassphrase(): Promise<void> {
    return this.#inTurn(() => this.#lock.remove());
  }

  /** At once. Throws when the browser cannot. */
  lock(): Promise<void> {
    return this.#inTurn(() => this.#lock.close());
  }

  /** Locks when it has not been used for long enough, else asks to be woken again. Also for the background's start. */
  lockWhenDue(): Promise<void> {
    return this.#inTurn(() => this.#lock.closeWhenDue());
  }

  /** Counted from now. Throws when the browser cannot keep it. */
  setLockMinutes(minutes: LockMinutes): Promise<void> {
    return this.#inTurn(() => this.#lock.setMinutes(minutes));
  }

  /** Lets go of the database; the next call opens it again. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#database.close());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #asking<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => work().catch(() => otherwise));
  }
}
