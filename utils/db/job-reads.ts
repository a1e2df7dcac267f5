import type { Job, JobPhase } from '@/utils/domain';
import type { Access } from './access';
import type { Database } from './connection';
import { PHASES, readCounts, within } from './counts';
import { newestFirst } from './newest-first';
import { jobOf } from './rows';

/** Questions about jobs. None of them reads more rows than it answers, however many there are. */
export function jobReads(access: Access) {
  const inPhase = (db: Database, phase: JobPhase, limit?: number): Promise<Job[]> =>
    db.getAllFromIndex('jobs', 'phase', within(phase), limit).then((rows) => rows.map(jobOf));

  return {
    get: (id: string): Promise<Job | undefined> =>
      access.read(async (db) => {
        const row = await db.get('jobs', id);
        return row && jobOf(row);
      }),

    /** All that is under way or in doubt, in the user's order. */
    active: (): Promise<Job[]> => access.read((db) => inPhase(db, 'active')),

    /** All that waits for the user. */
    held: (): Promise<Job[]> => access.read((db) => inPhase(db, 'held')),

    /** Jobs that are not over, in the user's order: the first `limit` of them. */
    open: (limit?: number): Promise<Job[]> =>
      access.read(async (db) => {
        const jobs = await Promise.all(PHASES.map((phase) => inPhase(db, phase, limit)));
        return jobs.flat().toSorted(byOrder).slice(0, limit);
      }),

    /** The first queued jobs of each lane, in the user's order. Two questions a lane, however long the queue. */
    heads: (perLane: number): Promise<Job[]> =>
      access.read(async (db) => {
        const index = db.transaction('jobs').store.index('lane');
        const jobs: Job[] = [];
        let after: IDBKeyRange = within('queued');
        for (;;) {
          const next = await index.openKeyCursor(after);
          if (!next) return jobs.toSorted(byOrder);
          const [, lane] = next.key;
          jobs.push(...(await index.getAll(within('queued', lane), perLane)).map(jobOf));
          after = IDBKeyRange.bound(['queued', lane, []], ['queued', []]);
        }
      }),

    /** Which of these claims some job has already; see `claimOf`. */
    claimed: (claims: readonly string[]): Promise<Set<string>> =>
      access.read(async (db) => {
        const index = db.transaction('jobs').store.index('claims');
        const owners = await Promise.all(claims.map((claim) => index.getKey(claim)));
        return new Set(claims.filter((_, i) => owners[i] !== undefined));
      }),

    /** Jobs sent since (ms), ended ones too. */
    sentSince: (at: number): Promise<Job[]> =>
      access.read(async (db) =>
        (await db.getAllFromIndex('jobs', 'sentAt', IDBKeyRange.lowerBound(at))).map(jobOf),
      ),

    /** One row, however many jobs there are. */
    counts: (): Promise<Record<JobPhase, number>> =>
      access.read(async (db) => {
        const { active, queued, held } = readCounts(await db.get('meta', 'counts'));
        return { active, queued, held };
      }),

    /** Newest first. */
    recent: (limit: number): Promise<Job[]> =>
      access.read(async (db) => (await newestFirst(db, 'jobs', { limit })).map(jobOf)),

    /** Newest first, ended ones too, from before `before` (ms). May be longer than `limit`: see newest-first.ts. */
    page: (wish: { before?: number; limit: number }): Promise<Job[]> =>
      access.read(async (db) => (await newestFirst(db, 'jobs', wish)).map(jobOf)),
  };
}

function byOrder(a: Job, b: Job): number {
  return a.order - b.order || a.createdAt - b.createdAt;
}
