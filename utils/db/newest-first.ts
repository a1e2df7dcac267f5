import type { Database } from './connection';
import type { Schema } from './schema';

/**
 * Rows by `createdAt`, newest first, from before `before` (ms). Rows of one moment are never parted, so that the page
 * after this one begins where it ends: the last moment may make it longer than `limit`.
 */
export async function newestFirst<Name extends 'jobs' | 'clips'>(
  db: Database,
  name: Name,
  wish: { before?: number; limit: number },
  keep: (row: Schema[Name]['value']) => boolean = () => true,
): Promise<Schema[Name]['value'][]> {
  const range = wish.before === undefined ? null : IDBKeyRange.upperBound(wish.before, true);
  const rows: Schema[Name]['value'][] = [];
  if (wish.limit <= 0) return rows;
  const index = db.transaction(name as 'clips').store.index('createdAt');
  let cursor = await index.openCursor(range, 'prev');
  for (; cursor; cursor = await cursor.continue()) {
    const row = cursor.value as Schema[Name]['value'];
    if (rows.length >= wish.limit && row.createdAt !== rows.at(-1)?.createdAt) break;
    if (keep(row)) rows.push(row);
  }
  return rows;
}
