import type { OutboxRow } from '@/utils/domain';
import type { Access } from './access';

/** What is still to be done after a commit. */
export function outboxRepository(access: Access) {
  return {
    list: (): Promise<OutboxRow[]> => access.read((db) => db.getAll('outbox')),
    put: async (row: OutboxRow): Promise<void> => {
      await access.write(['outbox'], (tx) => tx.objectStore('outbox').put(row));
    },
    remove: async (id: string): Promise<void> => {
      await access.write(['outbox'], (tx) => tx.objectStore('outbox').delete(id));
    },
  };
}
