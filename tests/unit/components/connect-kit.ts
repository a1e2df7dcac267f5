/** Services over plain values for the screens that connect things: they tell of every change as the store does. */
import { vi } from 'vitest';
import type { Change } from '@/utils/db';
import {
  NO_CAPS,
  type Caps,
  type Connection,
  type KeyState,
  type ListedModels,
  type LockMinutes,
  type ServerReport,
} from '@/utils/domain';
import type { KeySaved, KeysState, KeyWish, LockAnswer, LockWish, ServiceTest } from '@/utils/messaging';

interface Start {
  connections?: Connection[];
  caps?: Caps;
  keys?: Record<string, KeyState>;
  passphrase?: string;
  open?: boolean;
  models?: ListedModels[];
  access?: boolean;
}

export const OK: ServerReport = { answer: 'ok', models: ['wan-3', 'ltx-2'], lists: true, cards: [] };

/** `calls`: what was asked of the browser and of the background, in that order. */
export function connectServices(start: Start = {}) {
  const listeners = new Set<(change: Change) => void>();
  const watchers = new Set<() => void>();
  const tell = (change: Change) => listeners.forEach((listener) => listener(change));
  const calls: string[] = [];
  let connections = start.connections ?? [];
  let caps = start.caps ?? NO_CAPS;
  let access = start.access ?? true;
  let passphrase = start.passphrase ?? '';
  let open = start.open ?? false;
  let minutes: LockMinutes = 15;
  const keys: Record<string, KeyState> = { ...start.keys };

  const told = (wish: LockWish): LockAnswer => {
    switch (wish.do) {
      case 'set':
        if (passphrase !== '') return 'is-set';
        passphrase = wish.passphrase;
        open = true;
        return 'done';
      case 'unlock':
        if (wish.passphrase !== passphrase) return 'wrong';
        open = true;
        return 'open';
      case 'change':
        if (wish.before !== passphrase) return 'wrong';
        passphrase = wish.after;
        return 'done';
      case 'lock':
        open = false;
        return 'done';
      case 'remove':
        passphrase = '';
        open = false;
        for (const [id, key] of Object.entries(keys)) {
          if (key.kind !== 'none' && key.keep === 'passphrase') keys[id] = { ...key, kind: 'gone' };
        }
        return 'done';
      case 'minutes':
        minutes = wish.minutes;
        return 'done';
    }
  };
  const shown = ([id, key]: [string, KeyState]): [string, KeyState] => {
    const locked = key.kind === 'set' && key.keep === 'passphrase' && !open;
    return [id, locked ? { ...key, kind: 'locked' } : key];
  };
  const ask = vi.fn(async (what: string) => {
    calls.push(`ask ${what}`);
    access = true;
    return true;
  });
  return {
    calls,
    ask,
    connections: () => connections,
    caps: () => caps,
    keys: () => keys,
    revoke: () => {
      access = false;
      watchers.forEach((watcher) => watcher());
    },
    store: {
      connections: { all: async () => connections },
      caps: { get: async () => caps },
      models: { all: async () => start.models ?? [] },
    },
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    askOrigin: (url: string) => ask(url),
    askPatterns: (patterns: readonly string[]) => ask(patterns.join(' ')),
    hasOrigin: vi.fn(async () => access),
    onPermissions: (watcher: () => void) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    openPage: vi.fn(async () => undefined),
    testService: vi.fn<(test: ServiceTest) => Promise<ServerReport>>(async () => {
      calls.push('test');
      return OK;
    }),
    saveConnection: vi.fn(async (connection: Connection) => {
      calls.push('save');
      connections = [...connections.filter(({ id }) => id !== connection.id), connection];
      tell({ kind: 'connection', id: connection.id });
    }),
    removeConnection: vi.fn(async (id: string) => {
      connections = connections.filter((connection) => connection.id !== id);
      tell({ kind: 'connection', id });
    }),
    saveKey: vi.fn(async ({ connectionId, key, keep }: KeyWish): Promise<KeySaved> => {
      calls.push('key');
      keys[connectionId] = { kind: 'set', keep, ends: key.slice(-4) };
      tell({ kind: 'keys' });
      return { ok: true, ends: key.slice(-4) };
    }),
    forgetKey: vi.fn(async (id: string) => {
      calls.push('forget');
      delete keys[id];
      tell({ kind: 'keys' });
    }),
    keysState: async (): Promise<KeysState> => ({
      keys: Object.fromEntries(Object.entries(keys).map(shown)),
      lock: { set: passphrase !== '', open, minutes },
    }),
    tellLock: vi.fn(async (wish: LockWish): Promise<LockAnswer> => {
      calls.push(`lock ${wish.do}`);
      const answer = told(wish);
      tell({ kind: 'keys' });
      return answer;
    }),
    saveCaps: vi.fn(async (next: Caps) => {
      caps = next;
      tell({ kind: 'settings' });
    }),
    askNotifications: vi.fn(async () => true),
    dropNotifications: vi.fn(async () => undefined),
    hasNotifications: vi.fn(async () => false),
  };
}
