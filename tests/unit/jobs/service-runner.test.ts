import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '@/utils/db';
import type { Attempt } from '@/utils/domain';
import { FORGOTTEN_MS, Runner } from '@/utils/jobs';
import type { Downloaded, Progress, Recovered, Submitted, VideoProvider } from '@/utils/providers';
import { quietPorts } from './quiet-ports';
import { aServiceJob, aVideosRequest, someMedia } from '../samples';

const WORKING: Progress = { kind: 'working', percent: null, expiresAt: null, afterMs: 5000 };
const DONE: Progress = { kind: 'done', renderMs: 0, expiresAt: null, chargedUsd: null };

let store: Store;
let now: number;
let online: boolean;
let looks: number[];

/** A service that answers as the test says, and counts what it was asked. */
class Service implements VideoProvider {
  readonly id = 'openai-videos';
  readonly restartable = false;
  readonly concurrency = 2;
  posts: string[] = [];
  lists = 0;
  answer: () => Submitted = () => ({ kind: 'accepted', handle: 'video_1', expiresAt: null });
  progress: () => Progress = () => WORKING;
  listed: () => Recovered = () => ({ kind: 'no-list' });
  file: () => Downloaded = () => ({ ok: false, problem: 'result-expired', afterMs: null });

  estimate = () => ({ usd: 0.8, basis: 'your-price' as const, asOf: 1 });
  ready = () => Promise.resolve(null);
  rest = () => Promise.resolve();
  cancel = () => Promise.resolve('unsupported' as const);
  poll = async () => this.progress();
  download = async () => this.file();
  async submit({ jobId }: { jobId: string }): Promise<Submitted> {
    this.posts.push(jobId);
    return this.answer();
  }
  async recover(_attempt: Attempt): Promise<Recovered> {
    this.lists += 1;
    return this.listed();
  }
}

let service: Service;

function aRunner(): Runner {
  return new Runner({
    store,
    provider: () => service,
    inspector: {
      verify: () => Promise.resolve({ kind: 'valid', media: someMedia() }),
      poster: () => Promise.resolve(true),
    },
    now: () => now,
    ...quietPorts(store),
    lookAfter: (ms) => void looks.push(ms),
    online: () => online,
  });
}

beforeEach(async () => {
  store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
  service = new Service();
  now = 1_700_000_000_000;
  online = true;
  looks = [];
});

const away = () => aVideosRequest({ baseUrl: 'https://clips.example/v1' });
const stateOf = async (id = 'job-1') => (await store.jobs.get(id))?.state;

describe('what the service put off', () => {
  async function putOff(): Promise<Runner> {
    const runner = aRunner();
    service.answer = () => ({ kind: 'later', afterMs: 60_000 });
    await store.jobs.add(aServiceJob({ request: away() }));
    await runner.run();
    expect(await stateOf()).toBe('waiting');
    service.answer = () => ({ kind: 'accepted', handle: 'video_1', expiresAt: null });
    now += 120_000;
    return runner;
  }

  it('is held by the user’s halt, and sent when it is taken back', async () => {
    const runner = await putOff();
    await store.queue.setPaused(true);
    await runner.run();
    expect(service.posts).toHaveLength(1);
    expect(looks.filter((ms) => ms === 0)).toEqual([]);
    await store.queue.setPaused(false);
    await runner.run();
    expect(service.posts).toHaveLength(2);
    expect(await stateOf()).toBe('running');
  });

  it('is not sent into a line that is down, where nobody could tell what became of it', async () => {
    const runner = await putOff();
    online = false;
    await runner.run();
    expect(service.posts).toHaveLength(1);
    online = true;
    await runner.run();
    expect(await stateOf()).toBe('running');
  });
});

describe('a service that says one number twice', () => {
  it('leaves the second job in doubt, not half sent', async () => {
    const runner = aRunner();
    await store.jobs.add(aServiceJob({ id: 'one', order: 1 }));
    await store.jobs.add(aServiceJob({ id: 'two', order: 2 }));
    await runner.run();
    expect(await stateOf('one')).toBe('running');
    expect(await store.jobs.get('two')).toMatchObject({
      state: 'ask-user',
      problem: 'answer-lost',
      attempts: [{ money: { verdict: 'unknown' } }],
    });
    expect(service.posts).toEqual(['one', 'two']);
  });
});

describe('a job that cannot be moved on', () => {
  it('is not looked at again without a pause', async () => {
    const runner = aRunner();
    await store.jobs.add(aServiceJob());
    await runner.run();
    now += 10_000;
    looks = [];
    service.progress = () => {
      throw new RangeError('out of its depth');
    };
    await expect(runner.run()).rejects.toThrow('out of its depth');
    expect(looks).toEqual([]);
  });
});

describe('a result that is not there', () => {
  it('is looked for three times before what is paid for is told as expired', async () => {
    const runner = aRunner();
    service.progress = () => DONE;
    await store.jobs.add(aServiceJob());
    await runner.run();
    for (const state of ['downloading', 'downloading', 'expired']) {
      await runner.run();
      expect(await stateOf()).toBe(state);
      now += FORGOTTEN_MS;
    }
  });

  it('is expired at once when its time is up', async () => {
    service.progress = () => ({ ...DONE, expiresAt: now - 1 });
    await store.jobs.add(aServiceJob());
    await aRunner().run();
    expect(await store.jobs.get('job-1')).toMatchObject({ state: 'expired', problem: 'result-expired' });
  });
});

describe('second deliveries', () => {
  it('are a few, and have none of their own, whatever a list says', async () => {
    let more = 0;
    service.listed = () => {
      more += 100;
      return { kind: 'listed', handles: Array.from({ length: more }, (_, i) => `other_${more}_${i}`) };
    };
    service.progress = () => DONE;
    await store.jobs.add(aServiceJob());
    const runner = aRunner();
    for (let i = 0; i < 5; i += 1) await runner.run();
    expect((await store.jobs.page({ limit: 1000 })).length).toBeLessThan(40);
  });

  it('are not asked for again at once of a service that does not answer', async () => {
    for (let i = 0; i < 20; i += 1) {
      await store.jobs.add(
        aServiceJob({
          id: `job-${i}`,
          state: 'canceled',
          attempts: [
            {
              id: `a-${i}`,
              startedAt: now - 1000,
              epoch: 1,
              handle: '',
              outcome: 'canceled',
              money: {
                estimate: { usd: 1, basis: 'your-price', asOf: 1 },
                verdict: 'unknown',
                chargedUsd: null,
              },
            },
          ],
        }),
      );
    }
    service.listed = () => ({ kind: 'unreachable' });
    await aRunner().run();
    expect(service.lists).toBe(1);
  });
});

describe('a safe point', () => {
  it('is one only while nobody is at a job', async () => {
    const runner = aRunner();
    expect(runner.isIdle).toBe(true);
    await store.jobs.add(aServiceJob());
    let during: boolean | undefined;
    service.answer = () => {
      during = runner.isIdle;
      return { kind: 'accepted', handle: 'video_1', expiresAt: null };
    };
    await runner.run();
    expect([during, runner.isIdle]).toEqual([false, true]);
  });
});
