import { CHARGE_VERDICTS, type LedgerRow } from '@/utils/domain';
import type { Access, Tx } from './access';

/** What attempts cost, or may have. Written with their jobs only, and never swept. */
export function ledgerRepository(access: Access) {
  return {
    /** Newest first, from `from` (ms) on, before `to`. */
    page: ({ from, to, limit }: { from?: number; to?: number; limit?: number }): Promise<LedgerRow[]> =>
      access.read(async (db) => {
        const rows: LedgerRow[] = [];
        const range = IDBKeyRange.bound(from ?? -Infinity, to ?? Infinity, false, to !== undefined);
        let cursor = await db.transaction('ledger').store.index('at').openCursor(range, 'prev');
        for (; cursor && rows.length < (limit ?? Infinity); cursor = await cursor.continue()) {
          rows.push(cursor.value);
        }
        return rows;
      }),

    /** Oldest first, from `at` (ms) on. */
    since: (at: number): Promise<LedgerRow[]> =>
      access.read((db) => db.getAllFromIndex('ledger', 'at', IDBKeyRange.lowerBound(at))),

    /** Oldest first. */
    all: (): Promise<LedgerRow[]> => access.read((db) => db.getAllFromIndex('ledger', 'at')),
  };
}

/** Rows of the month that `now` is in, where the user is. Without the free ones: there may be many, and no sum has them. */
export async function monthOf(tx: Tx, now: number): Promise<LedgerRow[]> {
  const day = new Date(now);
  const from = new Date(day.getFullYear(), day.getMonth(), 1).getTime();
  const index = tx.objectStore('ledger').index('verdict');
  const rows: LedgerRow[] = [];
  for (const verdict of CHARGE_VERDICTS) {
    if (verdict === 'free') continue;
    rows.push(...(await index.getAll(IDBKeyRange.bound([verdict, from], [verdict, []]))));
  }
  return rows;
}
