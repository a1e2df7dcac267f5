/** What the user settles about services: connections, their keys, what they list. Runs in the background only. */
import type { Caps, Connection, ListedModels, ServerReport } from '@/utils/domain';
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
import type { KeyAnswer } from '@/utils/providers/runtime';

export interface ConnectingPorts {
  connections: {
    all(): Promise<Connection[]>;
    get(id: string): Promise<Connection | undefined>;
    put(connection: Connection): Promise<void>;
    remove(id: string): Promise<void>;
  };
  caps: { set(caps: Caps): Promise<void> };
  models: { put(listed: ListedModels): Promise<void> };
  vault: KeyVault;
  /** Free calls to a service, with this key. */
  probe(test: Pick<ServiceTest, 'kind' | 'preset' | 'baseUrl'>, key: KeyAnswer): Promise<ServerReport>;
  /** One question to a chat model, with this key. */
  ask(connection: Connection, key: KeyAnswer, wish: WriterWish['wish']): Promise<WriterAnswer>;
  /** Limits and ledger of the ordinary windows can be seen from here. */
  mayBuy(): boolean;
  /** What waited for the key of this connection, or (null) for those behind the passphrase, goes on. */
  keysOpened(connectionId: string | null): void;
  now(): number;
}

export { askWriter, probeChat } from './writing';

export function connecting(ports: ConnectingPorts) {
  const { connections, models, vault } = ports;
  return {
    async saveConnection(connection: Connection): Promise<void> {
      if (!ports.mayBuy()) throw new Error('a private window buys nothing');
      await connections.put(connection);
    },

    /** Without any limit no order goes without its card: the wish for that ends with the last one. */
    async saveCaps(caps: Caps): Promise<void> {
      await ports.caps.set(caps);
      if (Object.values(caps).some((cap) => cap !== null)) return;
      for (const connection of await connections.all()) {
        if (connection.quick) await connections.put({ ...connection, quick: false });
      }
    },

    /** Its key goes when the background next starts: until then the removal can be taken back. */
    removeConnection: (id: string): Promise<void> => connections.remove(id),

    async testService(test: ServiceTest): Promise<ServerReport> {
      const key = await keyFor(vault, test);
      const report = await ports.probe(test, key);
      if (test.connectionId !== null && report.answer === 'ok' && report.cards.length > 0) {
        await models.put({ connectionId: test.connectionId, at: ports.now(), cards: report.cards });
      }
      return report;
    },

    async saveKey({ connectionId, baseUrl, key, keep }: KeyWish): Promise<KeySaved> {
      if (!ports.mayBuy()) throw new Error('a private window keeps no keys');
      const saved = await vault.put({ connectionId, origin: baseUrl, key, keep });
      if (saved.ok) ports.keysOpened(connectionId);
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
      if (answer === 'open') ports.keysOpened(null);
      return answer;
    },

    async askWriter({ connectionId, wish }: WriterWish): Promise<WriterAnswer> {
      const connection = await connections.get(connectionId);
      if (!connection || connection.chatModel === '') return { kind: 'no-connection' };
      return ports.ask(connection, await vault.get(connectionId, connection.baseUrl), wish);
    },

    /**
     * Keys whose connection is gone have no more use. To be called in the background's first turn: a key is saved before
     * its connection, and what is saved from then on must not be looked at.
     */
    async sweepKeys(): Promise<void> {
      const keys = await vault.states();
      const ids = new Set((await connections.all()).map(({ id }) => id));
      for (const id of Object.keys(keys)) if (!ids.has(id)) await vault.forget(id);
    },
  };
}

/** The one that was typed, else the saved one's own. */
async function keyFor(vault: KeyVault, { key, connectionId, baseUrl }: ServiceTest): Promise<KeyAnswer> {
  if (key !== null && key.trim() !== '') {
    const checked = checkKey(key);
    return checked.ok ? { kind: 'key', key: checked.key } : { kind: 'gone' };
  }
  return connectionId === null ? { kind: 'none' } : vault.get(connectionId, baseUrl);
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
