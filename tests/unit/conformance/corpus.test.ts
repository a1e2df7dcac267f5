import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore, type Store } from '@/utils/db';
import { SERVICE_IDS, isOpen, type Job, type ServiceId } from '@/utils/domain';
import { newJob } from '@/utils/jobs';
import { CORPUS, PROMPT, type Lie } from '../../conformance/corpus';
import { Liar, THE_CLIP, type Answer, type Phase } from '../../conformance/liar';
import { aRunner, KEY } from '../../conformance/rig';
import { baseOf, FILE, HOME, TONGUES } from '../../conformance/tongues';
import { expectNoLeak } from '../keys/leaks';
import { aConnection, aSource, aVideosRequest } from '../samples';

const liar = new Liar(KEY);
beforeAll(() => liar.open());
afterAll(() => liar.close());

/** Who would wait for ten seconds to an hour waits for half of one: nothing here is as slow, on a busy machine either. */
const isLong = (ms: number): boolean => ms >= 10_000 && ms <= 3600_000;
const { setTimeout: inFull } = globalThis;

let store: Store;
beforeEach(async () => {
  // The network's own clocks come through here too, with what they are about.
  const shortened = (then: (...about: unknown[]) => void, ms = 0, ...about: unknown[]): unknown =>
    inFull(then, isLong(ms) ? 500 : ms, ...about);
  vi.stubGlobal('setTimeout', shortened);
  store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await store.close();
});

/** What is true: the order is taken on, done at the next look, and its file is there. */
function truth(service: ServiceId, phase: Phase): Answer {
  const tongue = TONGUES[service];
  switch (phase) {
    case 'order':
      return { body: tongue.taken('work_1') };
    case 'poll':
      return { body: tongue.done(FILE) };
    case 'result':
      return { body: tongue.result?.done(FILE) };
    case 'file':
      return THE_CLIP;
    default:
      return { status: 404, body: { error: { message: 'Not found' } } };
  }
}

/** fal says what came of it with the result, and nothing before. */
function isToldBy(service: ServiceId, { name, at }: Lie, phase: Phase): boolean {
  const late = service === 'fal' && /^(failed|a result at)/.test(name);
  return phase === (late ? 'result' : at);
}

function lieOf(service: ServiceId, lie: Lie): Answer {
  const { result } = TONGUES[service];
  if (!result || lie.at !== 'poll') return lie.tell(TONGUES[service]);
  if (lie.name.startsWith('failed')) {
    return { ...lie.tell({ ...TONGUES[service], failed: result.failed }), status: 422 };
  }
  return lie.name.startsWith('a result at')
    ? lie.tell({ ...TONGUES[service], done: result.done })
    : lie.tell(TONGUES[service]);
}

/** Places one order and follows it until nobody has anything more to do with it. */
async function followed(service: ServiceId, lie: Lie): Promise<Job> {
  let left = lie.times ?? Infinity;
  let told = false;
  liar.asked = [];
  liar.answer = (phase) => {
    if (phase === 'order' && lie.lost) return { line: 'cut' };
    // It waits until it has answered the word to stop, once.
    if (phase === 'poll' && lie.canceling && (!told || left === lie.times))
      return { body: TONGUES[service].running({}) };
    if (!isToldBy(service, lie, phase) || left === 0) return truth(service, phase);
    left -= 1;
    return lieOf(service, lie);
  };
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  await store.connections.put(aConnection({ kind: service, baseUrl: baseOf(service) }));
  const place = { providerId: service, baseUrl: baseOf(service) };
  const request = aVideosRequest({ ...place, model: 'owner/model', prompt: PROMPT });
  await store.jobs.add(newJob({ id: 'job-1', source: aSource(), request, now: now() }));
  const runner = aRunner(store, now, { kind: 'key', key: KEY }, liar.fetch);
  for (let look = 0; look < 60; look += 1) {
    await runner.run();
    const job = await store.jobs.get('job-1');
    if (!job) break;
    if (lie.canceling && !told && job.state === 'running') {
      told = true;
      await runner.tell('job-1', { type: 'cancel' });
      continue;
    }
    if (!isOpen(job) || job.state === 'ask-user' || job.state === 'paused') return job;
    // Two hours of nothing new are put to the user: nobody needs to be asked a thousand times for that.
    ahead += look > 20 ? 3600_000 : Math.max(job.nextAt - now(), 250);
  }
  throw new Error('it comes to no end');
}

const expectedOf = ({ card }: Lie, service: ServiceId): string =>
  typeof card === 'string' ? card : (card[service] ?? card.else);

const cardOf = ({ state, problem }: Job): string => (problem ? `${state} ${problem}` : state);

describe.each(SERVICE_IDS)('%s', (service) => {
  const told = CORPUS.filter(({ of }) => of === undefined || of.includes(service));

  it.each(told.map((lie) => [`${lie.at}: ${lie.name}`, lie] as const))('%s', async (_, lie) => {
    const job = await followed(service, lie);
    const card = expectedOf(lie, service);
    if (card === '!saved') expect(job.state).not.toBe('saved');
    else if (card !== '*') expect(cardOf(job)).toBe(card);
    expect(lie.money).toContain(job.attempts.at(-1)?.money.verdict);
    const { asked } = liar;
    expect(asked.filter(({ phase }) => phase === 'order')).toHaveLength(1);
    // The key goes home and nowhere else, and is kept nowhere.
    for (const { url, keyed } of asked) {
      const { origin, pathname, username } = new URL(url);
      expect([url, keyed]).toEqual([url, origin === HOME]);
      expect(url).not.toContain(KEY);
      expect(username).toBe('');
      if (origin === HOME) expect(`${HOME}${pathname}`).toContain(baseOf(service));
      else expect(origin).toMatch(/^https:\/\/(files\.example|service\.example:8443)$/);
    }
    const kept = JSON.stringify([job, await store.clips.page({ limit: 10 })]);
    // However it is spelled, and not a beginning of it either.
    await expectNoLeak(KEY, job, kept);
    expect(kept).not.toContain('AIza-of-another');
    expect(job.failure?.message.length ?? 0).toBeLessThanOrEqual(300);
  });
});
