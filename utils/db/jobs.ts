import type { CapsCheck, Clip, Job, JobProblem, JobWrite, LedgerRow } from '@/utils/domain';
import type { Access, Tx } from './access';
import type { Announce } from './changes';
import { count } from './counts';
import { readCaps } from './settings';
import { monthOf } from './ledger';
import { jobReads } from './job-reads';
import { clipRow } from './rows';
import { addJob, fresh, JOB_STORES, storesOf, writeJob } from './write-job';

/** Everything of a job, bytes included. */
export const allPieces = (jobId: string): IDBKeyRange => IDBKeyRange.bound([jobId], [jobId, []]);

/** Jobs: each write is one transaction with its ledger rows, refused when it was made from an old revision. */
export function jobRepository(access: Access, announce: Announce) {
  const told = (id: string): void => announce({ kind: 'job', id });

  const addAll = async (jobs: readonly Job[], notice: 'twin' | null): Promise<number> => {
    const added = await access.write(JOB_STORES, async (tx) => {
      const ids: string[] = [];
      for (const job of jobs) if (await addJob(tx, job, notice)) ids.push(job.id);
      return ids;
    });
    for (const id of added) told(id);
    return added.length;
  };

  return {
    ...jobReads(access),

    /** A job that is already there is left as it is: a double click is not a second job. */
    add: async (job: Job): Promise<'added' | 'exists'> =>
      (await addAll([job], null)) === 1 ? 'added' : 'exists',

    /** Jobs for second deliveries; one that is there, or whose claim is taken, is left as it is. The user is told. */
    addTwins: (twins: readonly Job[]): Promise<number> => addAll(twins, 'twin'),

    /** Jobs of a database that was lost, as far as they are not here. */
    restore: (jobs: readonly Job[]): Promise<number> => addAll(jobs, null),

    /**
     * Writes the job if its row still has the revision it was made from, and the lease is the writer's. False:
     * someone else moved it on, read it again.
     */
    move: async (write: JobWrite): Promise<boolean> => {
      const moved = await access.write(storesOf(write), async (tx) => {
        const row = await fresh(tx, write);
        if (row) await writeJob(tx, write, row);
        return row !== undefined;
      });
      if (moved) told(write.job.id);
      return moved;
    },

    /** As `move`, if the caps allow the last attempt; looked at in the same transaction. */
    intend: async (write: JobWrite, check: CapsCheck): Promise<'written' | 'stale' | JobProblem> => {
      const answer = await access.write(storesOf(write), async (tx) => {
        const row = await fresh(tx, write);
        if (!row) return 'stale';
        const problem = await overCaps(tx, write.job, check);
        if (!problem) await writeJob(tx, write, row);
        return problem ?? 'written';
      });
      if (answer === 'written') told(write.job.id);
      return answer;
    },

    /**
     * The one transaction that ends a job well: clip, bytes, poster, ledger and job together, pieces gone. A poster
     * that is missing is made later. False as for `move`, or when the file is not the one that was verified.
     */
    commit: async (write: JobWrite, clip: Clip): Promise<boolean> => {
      const { job } = write;
      const names = [...JOB_STORES, 'pieces', 'clips', 'clipBytes', 'posters'] as const;
      const done = await access.write(names, async (tx) => {
        const row = await fresh(tx, write);
        const file = await tx.objectStore('pieces').get([job.id, 'file']);
        if (!row || file?.size !== clip.media.bytes) return false;
        await writeClip(tx, clip, file);
        await tx.objectStore('pieces').delete(allPieces(job.id));
        await writeJob(tx, write, row);
        return true;
      });
      if (done) {
        announce({ kind: 'clip', id: clip.id });
        told(job.id);
      }
      return done;
    },
  };
}

async function overCaps(tx: Tx, job: Job, check: CapsCheck): Promise<JobProblem | null> {
  const attempt = job.attempts.at(-1);
  if (!attempt) throw new Error('an intent without an attempt');
  const caps = readCaps(await tx.objectStore('meta').get('caps'));
  const month: LedgerRow[] = await monthOf(tx, attempt.startedAt);
  return check(caps, month, attempt.money.estimate, attempt.startedAt, job.id);
}

async function writeClip(tx: Tx, clip: Clip, file: Blob): Promise<void> {
  const poster = await tx.objectStore('pieces').get([clip.jobId, 'poster']);
  await tx.objectStore('clips').put(clipRow(clip));
  await tx.objectStore('clipBytes').put(file, clip.id);
  if (poster) await tx.objectStore('posters').put(poster, clip.id);
  else {
    const id = `poster:${clip.id}`;
    await tx.objectStore('outbox').put({ id, kind: 'poster', clipId: clip.id, tries: 0 });
  }
  await count(tx, { clips: 1 });
}
