import { beforeEach, describe, expect, it } from 'vitest';
import { mirrorOf, type Job, type MirrorJob } from '@/utils/domain';
import { Memory } from '@/utils/jobs';
import { anAttempt, aServiceJob } from '../samples';

const attempts = [anAttempt({ handle: 'video_7', outcome: 'accepted' })];
const paid = (change: Partial<Job> = {}): Job =>
  aServiceJob({ id: 'paid', state: 'running', attempts, ...change });
const remembered = (job: Job): MirrorJob => mirrorOf(job)!;

let rows: Map<string, Job>;
let second: { generation: string; jobs: MirrorJob[] } | undefined;
let counted: number;
let isDue: boolean;

function memoryOf(generation = 'first'): Memory {
  return new Memory({
    store: {
      generation: () => Promise.resolve(generation),
      takeTurn: () => Promise.resolve(isDue),
      health: () => Promise.resolve(void (counted += 1)),
      jobs: {
        get: (id) => Promise.resolve(rows.get(id)),
        held: () => Promise.resolve([...rows.values()].filter(({ state }) => state === 'ask-user')),
        restore: (jobs) => {
          for (const job of jobs) rows.set(job.id, job);
          return Promise.resolve(jobs.length);
        },
      },
    },
    read: () => Promise.resolve(second),
    write: (jobs, written) => {
      second = { generation: written, jobs: jobs.flatMap((job) => mirrorOf(job) ?? []) };
      return Promise.resolve();
    },
    now: () => 1_700_000_100_000,
  });
}

beforeEach(() => {
  rows = new Map();
  second = undefined;
  counted = 0;
  isDue = false;
});

describe('what is remembered of paid orders', () => {
  it('brings a job back whose database was lost, with the number of its work', async () => {
    second = { generation: 'lost', jobs: [remembered(paid())] };
    await memoryOf('new').restore();
    expect(rows.get('paid')).toMatchObject({ state: 'running' });
    expect(rows.get('paid')?.attempts.at(-1)?.handle).toBe('video_7');
    expect(counted).toBe(1);
  });

  it('is not written over before it was taken up', async () => {
    second = { generation: 'lost', jobs: [remembered(paid())] };
    const memory = memoryOf('new');
    await memory.keep([]);
    expect(rows.has('paid')).toBe(true);
    expect(second?.generation).toBe('new');
  });

  it('leaves what is there as it is, and counts nothing at an ordinary wake', async () => {
    const job = paid({ percent: 40 });
    rows.set(job.id, job);
    second = { generation: 'first', jobs: [remembered(job)] };
    await memoryOf().restore();
    expect(rows.get('paid')).toBe(job);
    expect(counted).toBe(0);
  });

  it('counts everything once a day', async () => {
    isDue = true;
    await memoryOf().restore();
    expect(counted).toBe(1);
  });

  it('keeps what waits for the user too', async () => {
    const asking = paid({ id: 'asking', state: 'ask-user' });
    rows.set(asking.id, asking);
    await memoryOf().keep([paid()]);
    expect(second?.jobs.map(({ jobId }) => jobId)).toEqual(['paid', 'asking']);
  });

  it('tries again when it could not be read', async () => {
    second = { generation: 'lost', jobs: [remembered(paid())] };
    const memory = memoryOf('new');
    rows.get = () => {
      throw new Error('not now');
    };
    await expect(memory.keep([])).rejects.toThrow('not now');
    expect(second.generation).toBe('lost');
    rows = new Map();
    await memory.restore();
    expect(rows.has('paid')).toBe(true);
  });
});
