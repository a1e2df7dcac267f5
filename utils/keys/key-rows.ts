import type { KeyKeep, KeyRefusal, KeyState } from '@/utils/domain';
import { endsOf } from './check';
import type { KeysDatabase } from './database';
import type { Opening, PassphraseLock } from './lock';
import { keyRow, type KeyRow } from './rows';
import { isWrappingKey, newWrappingKey, sealText, unsealText } from './seal';
import type { SessionMemory } from './session';

/** What there is for one connection and one origin. */
export type FoundKey = { kind: 'key'; key: string } | { kind: 'none' | 'locked' | 'gone' };

export interface CheckedKey {
  connectionId: string;
  origin: string;
  key: string;
  keep: KeyKeep;
}

/** The keys themselves: one row each, in the database or for the most part in the browser's memory. */
export class KeyRows {
  constructor(
    private readonly database: KeysDatabase,
    private readonly memory: SessionMemory,
    private readonly lock: PassphraseLock,
  ) {}

  /** Null: done. Throws when the database does. */
  async put(wish: CheckedKey): Promise<KeyRefusal | null> {
    return wish.keep === 'session' ? this.#putInMemory(wish) : this.#putSealed(wish);
  }

  async forget(connectionId: string): Promise<void> {
    await this.memory.forgetKey(connectionId);
    await this.database.write((tx) => tx.objectStore('keys').delete(connectionId));
  }

  /** `isUse`: puts the lock off. */
  async get(connectionId: string, origin: string, isUse: boolean): Promise<FoundKey> {
    const stored = await this.database.read((tx) => tx.objectStore('keys').get(connectionId));
    if (stored === undefined) return { kind: 'none' };
    const row = keyRow(stored);
    // An origin that cannot be read is no other origin: its key is gone.
    if (row.origin !== '' && row.origin !== origin) return { kind: 'none' };
    const found = await this.#open(connectionId, row);
    if (isUse && found.kind === 'key' && row.keep === 'passphrase') await this.lock.used();
    return found;
  }

  /** Those without one of these connections, with the time since when; written down, and taken back where it has come. */
  async loose(connected: ReadonlySet<string>, now: number): Promise<Map<string, number>> {
    const loose = new Map<string, number>();
    await this.database.write(async (tx) => {
      for (let cursor = await tx.objectStore('keys').openCursor(); cursor; cursor = await cursor.continue()) {
        const row = keyRow(cursor.value);
        const looseSince = connected.has(cursor.key) ? 0 : row.looseSince || now;
        if (looseSince !== row.looseSince) await cursor.update({ ...row, looseSince });
        if (looseSince !== 0) loose.set(cursor.key, looseSince);
      }
    });
    return loose;
  }

  async state(connectionId: string): Promise<KeyState> {
    const stored = await this.database.read((tx) => tx.objectStore('keys').get(connectionId));
    return stored === undefined ? { kind: 'none' } : this.#stateOf(connectionId, keyRow(stored));
  }

  /** By id of their connection. */
  async states(): Promise<Map<string, KeyState>> {
    const [ids, values] = await this.database.read((tx) => {
      const keys = tx.objectStore('keys');
      return Promise.all([keys.getAllKeys(), keys.getAll()]);
    });
    const states = new Map<string, KeyState>();
    for (const [at, id] of ids.entries()) states.set(id, await this.#stateOf(id, keyRow(values[at])));
    return states;
  }

  async #putInMemory({ connectionId, origin, key, keep }: CheckedKey): Promise<KeyRefusal | null> {
    if (!(await this.memory.putKey(connectionId, { origin, key }))) return 'no-session';
    try {
      await this.#write(connectionId, { origin, keep, ends: endsOf(key), sealed: null, looseSince: 0 });
      return null;
    } catch (error) {
      await this.memory.forgetKey(connectionId);
      throw error;
    }
  }

  async #putSealed({ connectionId, origin, key, keep }: CheckedKey): Promise<KeyRefusal | null> {
    const opening = keep === 'stored' ? isOpen(await this.#wrappingForNew()) : await this.lock.opening();
    if (opening.kind !== 'open') return opening.kind === 'none' ? 'no-passphrase' : 'locked';
    const sealed = await sealText(opening.opener, key, boundTo(connectionId, origin, keep));
    await this.#write(connectionId, { origin, keep, ends: endsOf(key), sealed, looseSince: 0 });
    await this.memory.forgetKey(connectionId);
    if (keep === 'passphrase') await this.lock.used();
    return null;
  }

  async #write(connectionId: string, row: KeyRow): Promise<void> {
    await this.database.write((tx) => tx.objectStore('keys').put(row, connectionId));
  }

  async #stateOf(connectionId: string, row: KeyRow): Promise<KeyState> {
    const { keep, ends } = row;
    const found = await this.#open(connectionId, row);
    if (found.kind === 'key') return { kind: 'set', keep, ends: endsOf(found.key) };
    return { kind: found.kind === 'locked' ? 'locked' : 'gone', keep, ends };
  }

  async #open(connectionId: string, { origin, keep, sealed }: KeyRow): Promise<FoundKey> {
    if (keep === 'session') {
      const kept = await this.memory.keyOf(connectionId);
      return kept?.origin === origin ? { kind: 'key', key: kept.key } : { kind: 'gone' };
    }
    if (!sealed) return { kind: 'gone' };
    const opening = keep === 'stored' ? await this.#wrapping() : await this.lock.opening();
    if (opening.kind !== 'open') return { kind: opening.kind === 'none' ? 'gone' : 'locked' };
    const key = await unsealText(opening.opener, sealed, boundTo(connectionId, origin, keep));
    return key === null ? { kind: 'gone' } : { kind: 'key', key };
  }

  /** This browser's own key, if it still has it. */
  async #wrapping(): Promise<Opening> {
    const stored = await this.database.read((tx) => tx.objectStore('vault').get('wrapping'));
    return isWrappingKey(stored) ? isOpen(stored) : { kind: 'none' };
  }

  /** The same, made when there is none. Of two contexts that make one, the first is right. */
  async #wrappingForNew(): Promise<CryptoKey> {
    const fresh = await newWrappingKey();
    return this.database.write(async (tx) => {
      const vault = tx.objectStore('vault');
      const stored = await vault.get('wrapping');
      if (isWrappingKey(stored)) return stored;
      await vault.put(fresh, 'wrapping');
      return fresh;
    });
  }
}

const isOpen = (opener: CryptoKey): Opening => ({ kind: 'open', opener });

/** What a sealed key is for: it opens for no other connection, origin or kind of keeping. */
function boundTo(connectionId: string, origin: string, keep: KeyKeep): string[] {
  return ['key', keep, connectionId, origin];
}
