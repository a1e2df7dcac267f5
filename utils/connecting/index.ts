/** What the user settles about services: connections, their keys, what they list. Runs in the background only. */
import type { Caps, Connection, Job, ServerReport } from '@/utils/domain';
import type {
  KeySaved,
  KeysState,
  KeyWish,
  LockAnswer,
  LockWish,
  ServiceTest,
  WriterAnswer,
  WriterWish,
} from '@/utils/messaging';
import { checkKey, type KeyVault } from '@/utils/keys';
import type { KeyAnswer, KeyPlace } from '@/utils/providers/runtime';
import { freshenModels, keepListed, type ListingPorts } from './listing';
import { keyFor, waitsFor } from './stand-ins';

/** A removed connection can be taken back for this long, with its key. */
const UNDO_MS = 60_000;

export interface ConnectingPorts extends ListingPorts {
  connections: {
    all(): Promise<Connection[]>;
    get(id: string): Promise<Connection | undefined>;
    put(connection: Connection): Promise<void>;
    remove(id: string): Promise<void>;
  };
  caps: { set(caps: Caps): Promise<void> };
  jobs: {
    /** Those that wait for the user; all that are not over. */
    held(): Promise<Job[]>;
    open(): Promise<Job[]>;
  };
  vault: KeyVault;
  /** Free calls to a service, with this key. */
  probe(test: Pick<ServiceTest, 'kind' | 'preset' | 'baseUrl'>, key: KeyAnswer): Promise<ServerReport>;
  /** One question to a chat model, with this key; `signal` ends it. */
  ask(
    connection: Connection,
    key: KeyAnswer,
    wish: WriterWish['wish'],
    signal: AbortSignal,
  ): Promise<WriterAnswer>;
  /** Limits and ledger of the ordinary windows can be seen from here. */
  mayBuy(): boolean;
  /** Lets a job that waited go on. */
  resume(jobId: string): Promise<unknown>;
  /** Over when nobody is at any job just now. */
  atRest(): Promise<void>;
  /** Asks for one call of `sweepKeys` at that time (ms since 1970). */
  sweepAt(at: number): void;
}

export { askWriter, probeChat } from './writing';

export function connecting(ports: ConnectingPorts) {
  const { connections, vault } = ports;

  const resumeKeyed = async (connectionId: string | null): Promise<void> => {
    const all = await connections.all();
    for (const job of await ports.jobs.held()) {
      if (await waitsFor(job, connectionId, all, vault)) await ports.resume(job.id);
    }
  };
  /** What waited for the key of this connection, or (null) for those behind the passphrase, goes on. */
  const keysOpened = (connectionId: string | null): void => {
    const again = () => resumeKeyed(connectionId);
    // A job that was asked for without a key in that very moment stops only afterwards.
    void again()
      .then(ports.atRest)
      .then(again)
      .catch(() => undefined);
  };

  return {
    keyFor: (place: KeyPlace, isUse = false): Promise<KeyAnswer> =>
      keyFor(vault, connections.all, place, isUse),

    async saveConnection(connection: Connection): Promise<void> {
      if (!ports.mayBuy()) throw new Error('a private window buys nothing');
      const isNew = !(await connections.get(connection.id));
      await connections.put(connection);
      // Its key came before it.
      if (isNew) keysOpened(connection.id);
    },

    /** Without any limit no order goes without its card: the wish for that ends with the last one. */
    async saveCaps(caps: Caps): Promise<void> {
      await ports.caps.set(caps);
      if (Object.values(caps).some((cap) => cap !== null)) return;
      for (const connection of await connections.all()) {
        if (connection.quick) await connections.put({ ...connection, quick: false });
      }
    },

    /** Its key goes when the removal can no longer be taken back, and not before its last job is over. */
    removeConnection: (id: string): Promise<void> => connections.remove(id),

    async testService(test: ServiceTest): Promise<ServerReport> {
      const key = await keyToTest(vault, test);
      const report = await ports.probe(test, key);
      if (report.answer === 'ok') await keepListed(ports, test, report.cards);
      return report;
    },

    freshenModels: (connectionId: string): Promise<void> => freshenModels(ports, connectionId),

    async saveKey({ connectionId, baseUrl, key, keep }: KeyWish): Promise<KeySaved> {
      if (!ports.mayBuy()) throw new Error('a private window keeps no keys');
      const saved = await vault.put({ connectionId, origin: baseUrl, key, keep });
      if (saved.ok) keysOpened(connectionId);
      return saved;
    },

    forgetKey: (connectionId: string): Promise<void> => vault.forget(connectionId),

    async keysState(): Promise<KeysState> {
      const [keys, lock] = await Promise.all([vault.states(), vault.lockState()]);
      return { keys, lock };
    },

    async tellLock(wish: LockWish): Promise<LockAnswer> {
      // What opens the lock lies in a memory that private windows share.
      if (!ports.mayBuy()) throw new Error('a private window keeps no keys');
      const answer = await told(vault, wish);
      if (answer === 'open') keysOpened(null);
      return answer;
    },

    async askWriter({ connectionId, wish }: WriterWish, signal: AbortSignal): Promise<WriterAnswer> {
      const connection = await connections.get(connectionId);
      if (!connection || connection.chatModel === '') return { kind: 'no-connection' };
      return ports.ask(connection, await vault.get(connectionId, connection.baseUrl, true), wish, signal);
    },

    /**
     * Keys whose connection is gone have no more use when that cannot be taken back and no job is left that needs them.
     * To be called whenever a connection came or went, a job may have ended, and at the time that `sweepAt` was told.
     */
    async sweepKeys(): Promise<void> {
      const loose = await vault.loose(new Set((await connections.all()).map(({ id }) => id)));
      if (loose.size === 0) return;
      const open = await ports.jobs.open();
      for (const [id, since] of loose) {
        if (Math.abs(ports.now() - since) < UNDO_MS) ports.sweepAt(since + UNDO_MS);
        else if (
          !open.some(({ request }) => request.providerId !== 'on-device' && request.connectionId === id)
        )
          await vault.forget(id);
      }
    },
  };
}

/** The one that was typed, else the saved one's own. */
async function keyToTest(vault: KeyVault, { key, connectionId, baseUrl }: ServiceTest): Promise<KeyAnswer> {
  if (key !== null && key.trim() !== '') {
    const checked = checkKey(key);
    return checked.ok ? { kind: 'key', key: checked.key } : { kind: 'gone' };
  }
  return connectionId === null ? { kind: 'none' } : vault.get(connectionId, baseUrl, true);
}

async function told(vault: KeyVault, wish: LockWish): Promise<LockAnswer> {
  switch (wish.do) {
    case 'set':
      return (await vault.setPassphrase(wish.passphrase)) ?? 'done';
    case 'unlock':
      return vault.unlock(wish.passphrase);
    case 'change':
      return (await vault.changePassphrase(wish.before, wish.after)) ?? 'done';
    case 'lock':
      await vault.lock();
      return 'done';
    case 'remove':
      await vault.removePassphrase();
      return 'done';
    case 'minutes':
      await vault.setLockMinutes(wish.minutes);
      return 'done';
  }
}
