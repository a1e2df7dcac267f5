import type { IDBPTransaction, StoreNames } from 'idb';
import type { JobPhase } from '@/utils/domain';
import type { Tx } from './access';
import type { Counts, Schema } from './schema';

export const PHASES: readonly JobPhase[] = ['active', 'queued', 'held'];

/** In an index an array comes after every number and string: this is all that begins like `key`. */
export const within = (...key: string[]): IDBKeyRange => IDBKeyRange.bound(key, [...key, []]);

/**
 * What there is, kept beside it and written with it: counting an index walks all of its keys. Fewer rows than this
 * mean that some were lost; see health.ts.
 */
export function readCounts(stored: unknown): Counts {
  return { clips: 0, jobs: 0, active: 0, queued: 0, held: 0, ...(stored as Partial<Counts> | undefined) };
}

export async function count(tx: Tx, more: Partial<Counts>): Promise<void> {
  const meta = tx.objectStore('meta');
  const counts = readCounts(await meta.get('counts'));
  for (const name of Object.keys(more) as (keyof Counts)[]) counts[name] += more[name] ?? 0;
  await meta.put(counts, 'counts');
}

/** A job's step from one phase to another; nothing to write for most steps. */
export async function countPhase(
  tx: Tx,
  before: JobPhase | undefined,
  after: JobPhase | undefined,
): Promise<void> {
  if (before === after) return;
  await count(tx, { ...(before && { [before]: -1 }), ...(after && { [after]: 1 }) });
}

/** By the rows themselves. */
export async function recount(
  tx: IDBPTransaction<Schema, StoreNames<Schema>[], IDBTransactionMode>,
): Promise<Counts> {
  const jobs = tx.objectStore('jobs');
  const [clips, all, ...phases] = await Promise.all([
    tx.objectStore('clips').count(),
    jobs.count(),
    ...PHASES.map((phase) => jobs.index('phase').count(within(phase))),
  ]);
  const [active = 0, queued = 0, held = 0] = phases;
  return { clips, jobs: all, active, queued, held };
}
