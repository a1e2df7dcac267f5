import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '@/utils/db';
import { isOpen } from '@/utils/domain';
import { deliver, Runner, type JobStore } from '@/utils/jobs';
import { clipFrom } from '@/utils/provenance';
import type { Inspector, Progress, SubmitCall, Verdict, VideoProvider } from '@/utils/providers';
import { aJob, someMedia } from '../samples';

const FILE = new Blob(['video'], { type: 'video/mp4' });
const WORKING: Progress = { kind: 'working', percent: null, expiresAt: null, afterMs: null };

/** A provider on this device that does what the test says and remembers what it was asked. */
class FakeProvider implements VideoProvider {
  readonly id = 'on-device';
  readonly restartable = true;
  readonly concurrency = 1;
  readonly submitted: string[] = [];
  readonly canceled: string[] = [];
  answers = new Map<string, Progress>();
  rests = 0;

  constructor(private readonly store: Store) {}

  estimate = () => ({ usd: 0, basis: 'on-device' as const, asOf: null });
  ready = () => Promise.resolve(null);
  rest = () => Promise.resolve(void (this.rests += 1));
  recover = () => Promise.resolve({ kind: 'no-list' as const });

  submit({ jobId }: SubmitCall) {
    this.submitted.push(jobId);
    this.answers.set(jobId, WORKING);
    return Promise.resolve({ kind: 'accepted' as const, handle: '', expiresAt: null });
  }

  async finish(jobId: string): Promise<void> {
    await this.store.pieces.put(jobId, 'file', FILE);
    this.answers.set(jobId, { kind: 'done', renderMs: 1200, expiresAt: null, chargedUsd: null });
  }

  poll(jobId: string) {
    return Promise.resolve(this.answers.get(jobId) ?? ({ kind: 'gone' } as const));
  }

  cancel(jobId: string) {
    this.canceled.push(jobId);
    this.answers.delete(jobId);
    return Promise.resolve('canceled' as const);
  }
}

class FakeInspector implements Inspector {
  verdict: Verdict = { kind: 'valid', media: someMedia({ bytes: FILE.size }) };
  verify = (): Promise<Verdict> => Promise.resolve(this.verdict);
  poster = () => Promise.resolve(true);
}

class FakeHeartbeat {
  beating = false;
  start(): Promise<void> {
    this.beating = true;
    return Promise.resolve();
  }
  stop(): Promise<void> {
    this.beating = false;
    return Promise.resolve();
  }
}

let store: Store;
let provider: FakeProvider;
let inspector: FakeInspector;
let heartbeat: FakeHeartbeat;
let notices: string[];
let ids = 0;

function runnerOver(jobStore: JobStore): Runner {
  return new Runner({
    store: jobStore,
    provider: () => provider,
    inspector,
    alone: (work) => work(),
    awake: (work) => work,
    rest: () => provider.rest(),
    heartbeat,
    lookAfter: () => undefined,
    capsCheck: () => null,
    clipFrom: (job, media, clipId, now) => clipFrom(job, media, clipId, now, 'test'),
    deliver: (row) =>
      deliver(row, {
        store,
        inspector,
        notify: (jobId, notice) => Promise.resolve(void notices.push(`${jobId} ${notice}`)),
      }),
    mirror: () => Promise.resolve(),
    isStorageFull: (error) => (error as Error).name === 'Full',
    hasDiskSpace: () => Promise.resolve(true),
    online: () => true,
    now: Date.now,
    newId: () => `id-${(ids += 1)}`,
  });
}

/** The store, but for what the test has to say about its jobs. */
function storeWith(jobs: Partial<JobStore['jobs']>): JobStore {
  const { pieces, outbox } = store;
  return {
    lease: () => store.lease(),
    queuePaused: () => store.queuePaused(),
    takeTurn: (...turn) => store.takeTurn(...turn),
    jobs: { ...store.jobs, ...jobs },
    pieces,
    outbox,
    sweep: (now) => store.sweep(now),
  };
}

beforeEach(async () => {
  store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
  provider = new FakeProvider(store);
  inspector = new FakeInspector();
  heartbeat = new FakeHeartbeat();
  notices = [];
});

describe('the runner', () => {
  it('takes a queued job to a saved clip with its bytes, and rests', async () => {
    await store.jobs.add(aJob());
    const runner = runnerOver(store);
    await runner.run();
    expect(heartbeat.beating).toBe(true);
    await provider.finish('job-1');
    await runner.run();
    const job = await store.jobs.get('job-1');
    expect(job?.state).toBe('saved');
    expect(await (await store.clips.bytes(job?.clipId ?? ''))?.text()).toBe('video');
    expect(await store.pieces.get('job-1', 'file')).toBeUndefined();
    expect(heartbeat.beating).toBe(false);
    expect(notices).toEqual(['job-1 saved']);
    expect(await store.outbox.list()).toEqual([]);
  });

  it('renders one at a time and starts the next when the first is saved', async () => {
    await store.jobs.add(aJob({ id: 'one', order: 1 }));
    await store.jobs.add(aJob({ id: 'two', order: 2 }));
    const runner = runnerOver(store);
    await runner.run();
    expect(provider.submitted).toEqual(['one']);
    await provider.finish('one');
    await runner.run();
    expect(provider.submitted).toEqual(['one', 'two']);
  });

  it('starts a render again that a killed worker left behind', async () => {
    await store.jobs.add(aJob());
    await runnerOver(store).run();
    provider.answers.clear();
    await runnerOver(store).run();
    expect(provider.submitted).toEqual(['job-1', 'job-1']);
    expect((await store.jobs.get('job-1'))?.attempts.map((a) => a.outcome)).toEqual(['lost', 'accepted']);
  });

  it('cancels at the provider and forgets the pieces', async () => {
    await store.jobs.add(aJob());
    const runner = runnerOver(store);
    await runner.run();
    await runner.tell('job-1', { type: 'cancel' });
    await runner.run();
    expect(provider.canceled).toEqual(['job-1']);
    expect((await store.jobs.get('job-1'))?.state).toBe('canceled');
  });

  it('says so when the file does not verify, and saves nothing', async () => {
    inspector.verdict = { kind: 'invalid', problem: 'file-invalid' };
    await store.jobs.add(aJob());
    const runner = runnerOver(store);
    await runner.run();
    await provider.finish('job-1');
    await runner.run();
    expect(await store.jobs.get('job-1')).toMatchObject({ state: 'failed', problem: 'file-invalid' });
    expect(await store.clips.count()).toBe(0);
  });

  it('waits with the finished file when the disk is full, and saves it when there is room', async () => {
    let full = true;
    const runner = runnerOver(
      storeWith({
        commit: (next, clip) => {
          if (full) throw Object.assign(new Error('no room'), { name: 'Full' });
          return store.jobs.commit(next, clip);
        },
      }),
    );
    await store.jobs.add(aJob());
    await runner.run();
    await provider.finish('job-1');
    await runner.run();
    expect(await store.jobs.get('job-1')).toMatchObject({ state: 'paused', problem: 'storage-full' });
    // It waits for the user: nothing is woken or kept for it, and its file stays.
    expect(heartbeat.beating).toBe(false);
    expect(provider.rests).toBe(1);
    expect(await store.pieces.get('job-1', 'file')).toBeDefined();
    full = false;
    await runner.tell('job-1', { type: 'resume' });
    await runner.run();
    expect((await store.jobs.get('job-1'))?.state).toBe('saved');
  });

  it('pauses a render whose file does not fit, and begins it again when there is room', async () => {
    await store.jobs.add(aJob());
    const runner = runnerOver(store);
    await runner.run();
    provider.answers.set('job-1', {
      kind: 'failed',
      problem: 'storage-full',
      failure: null,
      chargedUsd: null,
    });
    await runner.run();
    expect(await store.jobs.get('job-1')).toMatchObject({ state: 'paused', problem: 'storage-full' });
    await runner.tell('job-1', { type: 'resume' });
    await runner.run();
    expect(provider.submitted).toEqual(['job-1', 'job-1']);
  });

  it('lets the provider rest even when its predecessor died right after the last job', async () => {
    await runnerOver(store).run();
    expect(provider.rests).toBe(1);
  });

  it('moves the other jobs on when one cannot be moved', async () => {
    await store.jobs.add(aJob({ id: 'stuck', order: 1, state: 'verifying' }));
    await store.jobs.add(aJob({ id: 'next', order: 2 }));
    inspector.verify = () => Promise.reject(new Error('no answer'));
    await expect(runnerOver(store).run()).rejects.toThrow('no answer');
    expect(provider.submitted).toEqual(['next']);
    expect(heartbeat.beating).toBe(true);
  });

  it('looks again when it was asked during a round that went wrong', async () => {
    await store.jobs.add(aJob());
    let rounds = 0;
    const runner = runnerOver(
      storeWith({
        active: () => {
          rounds += 1;
          if (rounds > 1) return store.jobs.active();
          void runner.run();
          throw new Error('out of order');
        },
      }),
    );
    await runner.run();
    expect(provider.submitted).toEqual(['job-1']);
  });

  it('settles every job wherever it is killed, with a clip for every saved one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), async (deaths) => {
        const id = `job-${(ids += 1)}`;
        await store.jobs.add(aJob({ id }));
        for (const writes of deaths) {
          await runnerOver(dyingAfter(writes))
            .run()
            .catch(() => undefined);
          if (provider.answers.get(id)?.kind === 'working') await provider.finish(id);
        }
        for (let i = 0; i < 12 && isOpen((await store.jobs.get(id)) ?? aJob()); i += 1) {
          await runnerOver(store).run();
          if (provider.answers.get(id)?.kind === 'working') await provider.finish(id);
        }
        const job = await store.jobs.get(id);
        expect(['saved', 'failed']).toContain(job?.state);
        if (job?.state === 'saved') {
          expect((await store.clips.get(job.clipId ?? ''))?.jobId).toBe(id);
          expect((await store.clips.bytes(job.clipId ?? ''))?.size).toBe(FILE.size);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** A store whose user dies after so many calls: some writes done, the next never made. */
function dyingAfter(calls: number): JobStore {
  let left = calls;
  const mortal =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : call(...args);
    };
  const { jobs, pieces, outbox } = storeWith({});
  return {
    lease: mortal(() => store.lease()),
    queuePaused: mortal(() => store.queuePaused()),
    takeTurn: mortal((...turn) => store.takeTurn(...turn)),
    jobs: {
      get: mortal(jobs.get),
      active: mortal(jobs.active),
      heads: mortal(jobs.heads),
      claimed: mortal(jobs.claimed),
      sentSince: mortal(jobs.sentSince),
      move: mortal(jobs.move),
      intend: mortal(jobs.intend),
      addTwins: mortal(jobs.addTwins),
      commit: mortal(jobs.commit),
    },
    pieces: {
      get: mortal(pieces.get),
      have: mortal(pieces.have),
      append: mortal(pieces.append),
      assemble: mortal(pieces.assemble),
    },
    outbox,
    sweep: (now) => store.sweep(now),
  };
}
