import * as v from 'valibot';
import { Caps, NO_CAPS, type Connection, type ListedModels } from '@/utils/domain';
import type { Access } from './access';
import type { Announce } from './changes';

/** Limits, kept where the submit transaction can read them. What does not parse is no limit that anybody set. */
export function readCaps(stored: unknown): Caps {
  const parsed = v.safeParse(Caps, stored);
  return parsed.success ? parsed.output : NO_CAPS;
}

export function capsRepository(access: Access, announce: Announce) {
  return {
    get: (): Promise<Caps> => access.read(async (db) => readCaps(await db.get('meta', 'caps'))),
    set: async (caps: Caps): Promise<void> => {
      const checked = v.parse(Caps, caps);
      await access.write(['meta'], (tx) => tx.objectStore('meta').put(checked, 'caps'));
      announce({ kind: 'settings' });
    },
  };
}

/** The user's halt for everything that waits; what is under way goes on. */
export function queueRepository(access: Access, announce: Announce) {
  return {
    paused: (): Promise<boolean> => access.read(async (db) => (await db.get('meta', 'queuePaused')) === true),
    setPaused: async (paused: boolean): Promise<void> => {
      await access.write(['meta'], (tx) => tx.objectStore('meta').put(paused, 'queuePaused'));
      announce({ kind: 'settings' });
    },
  };
}

/** Servers the user connected. Their keys are kept elsewhere. */
export function connectionRepository(access: Access, announce: Announce) {
  return {
    /** In the order they were made. */
    all: (): Promise<Connection[]> =>
      access.read(async (db) =>
        (await db.getAll('connections')).toSorted((a, b) => a.createdAt - b.createdAt),
      ),
    get: (id: string): Promise<Connection | undefined> => access.read((db) => db.get('connections', id)),
    put: async (connection: Connection): Promise<void> => {
      await access.write(['connections'], (tx) => tx.objectStore('connections').put(connection));
      announce({ kind: 'connection', id: connection.id });
    },
    /** With the models it listed. */
    remove: async (id: string): Promise<void> => {
      await access.write(['connections', 'models'], (tx) => {
        void tx.objectStore('models').delete(id);
        return tx.objectStore('connections').delete(id);
      });
      announce({ kind: 'connection', id });
    },
  };
}

/** Models as services listed them last. */
export function modelRepository(access: Access, announce: Announce) {
  return {
    all: (): Promise<ListedModels[]> => access.read((db) => db.getAll('models')),
    put: async (listed: ListedModels): Promise<void> => {
      await access.write(['models'], (tx) => tx.objectStore('models').put(listed));
      announce({ kind: 'connection', id: listed.connectionId });
    },
  };
}
