import { openDB } from 'idb';
import { clipRow, jobRow } from '@/utils/db/rows';
import { Store } from '@/utils/db/store';
import type { Job } from '@/utils/domain';
import { exposeToLab } from '../../lab/expose';
import { aClip, aJob, anAttempt, aServiceJob } from '../../unit/samples';
import { median } from '../numbers';

/** Milliseconds, the median of many. */
export interface StoreTimes {
  /** What a woken background asks before it knows whether there is work: lease, active jobs, heads, counts. */
  wake: number;
  /** One poll of one job: its row read, moved on and written. */
  poll: number;
  /** The first page of the library. */
  page: number;
}

const ROUNDS = 41;
/** Rows in one transaction while the database is filled. */
const BATCH = 500;
const PAGE = 50;
const RUNS = 'runs';

const store = new Store();

/** Makes it so many queued jobs, half of them for a service, and at least so many clips; one job is under way. */
async function fill(queued: number, clips: number): Promise<void> {
  await store.clips.count();
  const db = await openDB('pagereel');
  await db.clear('jobs');
  await db.put(
    'jobs',
    jobRow(aServiceJob({ id: RUNS, state: 'running', attempts: [anAttempt({ handle: 'v' })] })),
  );
  const job = (i: number): Job => (i % 2 ? aServiceJob : aJob)({ id: `queued-${i}`, order: i, createdAt: i });
  await put(0, queued, 'jobs', (i) => jobRow(job(i)));
  const there = await db.count('clips');
  await put(there, clips, 'clips', (i) => clipRow(aClip({ id: `clip-${i}`, createdAt: i })));
  await put(
    there,
    clips,
    'clipBytes',
    () => new Blob(['video']),
    (i) => `clip-${i}`,
  );
  db.close();
  await store.acknowledgeLoss();

  async function put(
    from: number,
    to: number,
    name: string,
    row: (i: number) => unknown,
    key?: (i: number) => string,
  ): Promise<void> {
    for (let start = from; start < to; start += BATCH) {
      const tx = db.transaction(name, 'readwrite', { durability: 'relaxed' });
      for (let i = start; i < Math.min(start + BATCH, to); i += 1) void tx.store.put(row(i), key?.(i));
      await tx.done;
    }
  }
}

/** In turns, so that whatever else the machine does meets all of them. */
async function measure(): Promise<StoreTimes> {
  const times: Record<keyof StoreTimes, number[]> = { wake: [], poll: [], page: [] };
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries({ wake, poll, page }) as [
      keyof StoreTimes,
      () => Promise<unknown>,
    ][]) {
      const started = performance.now();
      await work();
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  return { wake: median(times.wake), poll: median(times.poll), page: median(times.page) };
}

async function wake(): Promise<void> {
  await store.lease();
  await store.jobs.active();
  await store.jobs.heads(8);
  await store.jobs.counts();
}

async function poll(): Promise<void> {
  const job = await store.jobs.get(RUNS);
  const moved = job && { ...job, rev: job.rev + 1, percent: job.rev % 100 };
  if (!moved || !(await store.jobs.move({ job: moved, notice: null })))
    throw new Error('the poll was refused');
}

const page = (): Promise<unknown> => store.clips.page({ limit: PAGE });

/** Nothing that is queued is started. */
const halt = (): Promise<void> => store.queue.setPaused(true);

/** Taken anew by every background that begins to work. */
async function leaseNumber(): Promise<number> {
  await store.jobs.counts();
  const db = await openDB('pagereel');
  const lease: unknown = await db.get('meta', 'lease');
  db.close();
  return Number(lease ?? 0);
}

exposeToLab({ fill, halt, leaseNumber, measure });
