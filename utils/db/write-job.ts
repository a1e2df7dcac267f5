import type { StoreNames } from 'idb';
import { ledgerOf, type Job, type JobWrite, type NoticeKind } from '@/utils/domain';
import type { Tx } from './access';
import { count, countPhase } from './counts';
import { letGo } from './loose';
import { jobRow } from './rows';
import type { JobRow, Schema } from './schema';

/** What every write of a job touches. */
export const JOB_STORES = [
  'jobs',
  'ledger',
  'outbox',
  'loose',
  'meta',
] as const satisfies StoreNames<Schema>[];

/** The stores a JobWrite touches: those with bytes only where they are meant, so that downloads do not wait for it. */
export function storesOf({ dropPieces }: JobWrite): StoreNames<Schema>[] {
  return dropPieces ? [...JOB_STORES, 'pieces'] : [...JOB_STORES];
}

/**
 * The row the write was made from; undefined: somebody else moved it on, another runner has the lease, or a handle
 * that the job brings is another job's.
 */
export async function fresh(tx: Tx, { job, epoch }: JobWrite): Promise<JobRow | undefined> {
  const row = await tx.objectStore('jobs').get(job.id);
  if (row?.rev !== job.rev - 1) return undefined;
  if (epoch !== undefined && (await tx.objectStore('meta').get('lease')) !== epoch) return undefined;
  const known = new Set(row.ix.claims);
  return (await isClaimed(tx, jobRow(job).ix.claims, known)) ? undefined : row;
}

async function isClaimed(tx: Tx, claims: readonly string[], known: ReadonlySet<string>): Promise<boolean> {
  for (const claim of claims) {
    if (!known.has(claim) && (await tx.objectStore('jobs').index('claims').getKey(claim)) !== undefined)
      return true;
  }
  return false;
}

/** Job, ledger and notice together; what the job needs no longer is let go of. */
export async function writeJob(
  tx: Tx,
  { job, notice, dropPieces }: JobWrite,
  before?: JobRow,
): Promise<void> {
  const row = jobRow(job);
  await tx.objectStore('jobs').put(row);
  await countPhase(tx, before?.ix.phase, row.ix.phase);
  for (const line of ledgerOf(job)) await tx.objectStore('ledger').put(line);
  if (notice) await putNotice(tx, job.id, notice);
  if (dropPieces) await tx.objectStore('pieces').delete(IDBKeyRange.bound([job.id, 0], [job.id, 'file']));
  const kept = new Set(row.ix.images);
  await letGo(
    tx,
    (before?.ix.images ?? []).filter((id) => !kept.has(id)),
    job.updatedAt,
  );
}

/** Adds what is not there yet, under its id or by its claims. */
export async function addJob(tx: Tx, job: Job, notice: NoticeKind | null): Promise<boolean> {
  const jobs = tx.objectStore('jobs');
  if ((await jobs.getKey(job.id)) !== undefined) return false;
  if (await isClaimed(tx, jobRow(job).ix.claims, new Set())) return false;
  await writeJob(tx, { job, notice });
  await count(tx, { jobs: 1 });
  return true;
}

async function putNotice(tx: Tx, jobId: string, notice: NoticeKind): Promise<void> {
  await tx.objectStore('outbox').put({ id: `notice:${jobId}:${notice}`, kind: 'notice', notice, jobId });
}
