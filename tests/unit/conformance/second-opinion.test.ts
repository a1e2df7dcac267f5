/**
 * A second opinion on what four services say and take, by people who never saw our fakes. Where aimock is known to
 * differ from the service itself, that is said at the test.
 */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { probeService } from '@/utils/providers/runtime';
import { KEY } from '../../conformance/rig';
import { CLIP } from '../../servers/videos/clip';
import {
  HOMES,
  KNOWN,
  SecondOpinion,
  type Flag,
  type Known,
  type Outcome,
  type Phase,
  type Trouble,
} from './second-opinion';

const aimock = new SecondOpinion();
beforeAll(() => aimock.open());
afterAll(() => aimock.close());

/** Waits of ten seconds and more, aimock's and our own, pass forty times as fast. */
const { setTimeout: inFull } = globalThis;
beforeEach(() => {
  const hurried = (then: (...about: unknown[]) => void, ms = 0, ...about: unknown[]): unknown =>
    inFull(then, ms >= 10_000 ? ms / 40 : ms, ...about);
  vi.stubGlobal('setTimeout', hurried);
});
afterEach(() => vi.unstubAllGlobals());

const OWN = createHash('sha256').update(CLIP).digest('hex');
const ONCE: readonly Flag[] = ['drop', 'disconnect', 'rate limit', 'malformed', 'ten seconds of latency'];
const LASTING: readonly Flag[] = ['drop', 'disconnect', 'rate limit', 'malformed'];
const after = (service: Known): Phase[] =>
  service === 'fal' ? ['look', 'result', 'file'] : ['look', 'file'];

/** Orders that were taken on, or may have been: what is told to come again later was not. */
const taken = ({ journal }: Outcome): number =>
  journal.filter(({ method, response }) => method === 'POST' && response.status !== 429).length;

const moneyOf = ({ job }: Outcome) => job.attempts.at(-1)?.money;

/** The key went home in its header, and nowhere else; and is kept nowhere. */
function expectKeyAtHome({ asked, request, job }: Outcome): void {
  const home = new URL(request.baseUrl).origin;
  for (const { url, headers, body } of asked) {
    expect([url.href, JSON.stringify(headers).includes(KEY)]).toEqual([url.href, url.origin === home]);
    const said = body instanceof FormData ? JSON.stringify([...body]) : `${body as string | undefined}`;
    expect(url.href + said).not.toContain(KEY);
  }
  expect(JSON.stringify(job)).not.toContain(KEY);
}

function expectSaved(outcome: Outcome): void {
  expect(outcome).toMatchObject({ card: 'saved', sha256: OWN });
  expect(taken(outcome)).toBe(1);
  expectKeyAtHome(outcome);
}

/** The whole of an order, as it is to be written for each. */
const BODIES: Record<Known, (request: ServiceRequest) => object> = {
  openrouter: ({ model, seconds }) => ({
    model,
    prompt: 'A lighthouse',
    duration: seconds,
    aspect_ratio: '16:9',
    resolution: '720p',
    generate_audio: true,
    seed: 7,
  }),
  xai: ({ model, seconds }) => ({
    model,
    prompt: 'A lighthouse',
    duration: seconds,
    aspect_ratio: '16:9',
    resolution: '720p',
    generate_audio: true,
  }),
  fal: ({ seconds }) => ({
    prompt: 'A lighthouse',
    duration: seconds,
    aspect_ratio: '16:9',
    resolution: '720p',
    audio: true,
    seed: 7,
    enable_prompt_expansion: false,
  }),
  'openai-videos': ({ model, seconds }) => ({
    prompt: 'A lighthouse',
    model,
    seconds: `${seconds}`,
    size: '1280x720',
  }),
};

/** What was asked from order to clip. Addresses have `{id}` in the place of the work's number. */
const PATHS: Record<Known, (request: ServiceRequest) => string[]> = {
  // The order is answered with 200 where the service itself says 202.
  openrouter: () => [
    'POST /api/v1/videos',
    ...repeated('GET /api/v1/videos/{id}', 2),
    'GET /api/v1/videos/{id}/content?index=0',
  ],
  // "Not yet" is a 200 with "pending" where the service itself says 202, and says nothing more at times.
  xai: () => [
    'POST /v1/videos/generations',
    ...repeated('GET /v1/videos/{id}', 3),
    'GET /v1/files/{id}/content',
  ],
  // Its addresses keep the whole name of the model; fal's own leave the last part out. Those that are told are used.
  fal: ({ model }) => [
    `POST /fal/${model}`,
    ...repeated(`GET /fal/${model}/requests/{id}/status`, 4),
    ...repeated(`GET /fal/${model}/requests/{id}`, 2),
    'GET /v1/files/{id}/content',
  ],
  // It has no "/content", and does not say that what it made is a "video": the job's own address is followed.
  'openai-videos': () => [
    'POST /v1/videos',
    ...repeated('GET /v1/videos/{id}', 2),
    'GET /v1/files/{id}/content',
  ],
};

const repeated = (line: string, times: number): string[] => Array.from({ length: times }, () => line);

const pathsOf = ({ journal }: Outcome): string[] =>
  journal.map(
    ({ method, path }) =>
      `${method} ${method === 'POST' ? path : path.replace(/(videos|requests|files)\/[\w-]+/, '$1/{id}')}`,
  );

describe.each(KNOWN)('%s', (service) => {
  it('becomes a clip, byte for byte, by one order that says what was meant', async () => {
    const outcome = await aimock.follow(service);
    expectSaved(outcome);
    const { request, asked, journal } = outcome;
    const order = asked.find(({ phase }) => phase === 'order');
    const body = order?.body;
    expect(body instanceof FormData ? Object.fromEntries(body) : JSON.parse(`${body as string}`)).toEqual(
      BODIES[service](request),
    );
    expect(order?.headers['Idempotency-Key']).toBe(outcome.job.attempts[0]?.id);
    expect(journal[0]?.body).toMatchObject({
      model: request.model,
      messages: [{ role: 'user', content: 'A lighthouse' }],
    });
    expect(pathsOf(outcome)).toEqual(PATHS[service](request));
  });

  it('is charged what it says, and nothing is made up where it says nothing', async () => {
    const tells = service === 'openrouter' || service === 'xai';
    expect(moneyOf(await aimock.follow(service))).toMatchObject(
      tells ? { verdict: 'charged', chargedUsd: 0.4 } : { verdict: 'unknown', chargedUsd: null },
    );
  });

  it.each(['drop', 'disconnect', 'malformed'] as const)('is not ordered again after: %s', async (flag) => {
    const outcome = await aimock.follow(service, { trouble: { flag, at: 'order', times: 1 } });
    expect(outcome.card).toBe('ask-user answer-lost');
    expect(taken(outcome)).toBe(1);
    expect(moneyOf(outcome)).toMatchObject({ verdict: 'unknown' });
    expectKeyAtHome(outcome);
  });

  it('waits out an order that takes its time', async () => {
    const trouble: Trouble = { flag: 'ten seconds of latency', at: 'order', times: 1 };
    const outcome = await aimock.follow(service, { trouble });
    expectSaved(outcome);
    expect(outcome.asked.filter(({ phase }) => phase === 'order')).toHaveLength(1);
  });

  it('is ordered later where that is asked for, and taken on once', async () => {
    expectSaved(await aimock.follow(service, { trouble: { flag: 'rate limit', at: 'order', times: 1 } }));
  });

  it('is put to the user where "later" has no end, and has cost nothing', async () => {
    const trouble: Trouble = { flag: 'rate limit', at: 'order', times: Infinity };
    const outcome = await aimock.follow(service, { trouble });
    expect(outcome.card).toBe('paused rate-limited');
    expect(taken(outcome)).toBe(0);
    expect(moneyOf(outcome)).toMatchObject({ verdict: 'not-charged' });
  });

  describe.each(after(service))('at a %s', (at) => {
    it.each(ONCE)('gets over: %s', async (flag) => {
      expectSaved(await aimock.follow(service, { trouble: { flag, at, times: 1 } }));
    });

    it.each(LASTING)('comes to an end in spite of nothing but: %s', async (flag) => {
      const outcome = await aimock.follow(service, { trouble: { flag, at, times: Infinity } });
      const missing = flag === 'malformed' ? 'damaged not-a-video' : 'paused download-failed';
      expect(outcome.card).toBe(at === 'file' ? missing : 'ask-user overdue');
      expect(taken(outcome)).toBe(1);
      expectKeyAtHome(outcome);
    });
  });

  it.each([
    [400, 'failed request-refused', 'not-charged'],
    [401, 'paused needs-key', 'not-charged'],
    [402, 'paused no-credit', 'not-charged'],
    [503, 'ask-user answer-lost', 'unknown'],
  ])('knows what %i to an order means', async (status, card, verdict) => {
    const outcome = await aimock.follow(service, { prompt: `A lighthouse [${status}]` });
    expect(outcome.card).toBe(card);
    expect(taken(outcome)).toBe(1);
    expect(moneyOf(outcome)).toMatchObject({ verdict });
    expectKeyAtHome(outcome);
  });
});

describe('work that fails', () => {
  // fal's queue cannot be told to fail there: what it is given as a result is said with a 200.
  it.each([
    ['openrouter', { code: 'failed', message: 'Its maker gave up' }],
    // The code stands beside a text, as in the service's own refusals.
    ['xai', { code: 'generation_failed', message: 'Its maker gave up' }],
    // It is not said why.
    ['openai-videos', { code: 'failed', message: '' }],
  ] as const)('is told as failed: %s', async (service, failure) => {
    const outcome = await aimock.follow(service, { prompt: 'A lighthouse [fails]' });
    expect(outcome.card).toBe('failed provider-failed');
    expect(outcome.job.failure).toEqual({ gate: 'service', charged: 'unknown', ...failure });
    expect(taken(outcome)).toBe(1);
  });
});

describe('a cancel', () => {
  // Afterwards it says CANCELLED, a word that fal's own documents do not have.
  it('takes back what waits in fal’s queue', async () => {
    const outcome = await aimock.follow('fal', {
      running: (runner) => runner.tell('job-1', { type: 'cancel' }),
    });
    expect(outcome.card).toBe('canceled');
    expect(outcome.asked.filter(({ phase }) => phase === 'cancel')).toHaveLength(1);
    expect(taken(outcome)).toBe(1);
  });

  it('that somebody else gave is believed', async () => {
    const outcome = await aimock.follow('fal', {
      running: (_, { attempts }) =>
        aimock.send(`https://queue.fal.run${attempts[0]?.handle}/cancel`, { method: 'PUT' }),
    });
    expect(outcome.card).toBe('failed provider-failed');
    expect(outcome.job.failure).toMatchObject({ code: 'cancelled' });
  });

  it.each(['openrouter', 'xai'] as const)(
    'is told as impossible, and the clip comes: %s',
    async (service) => {
      const outcome = await aimock.follow(service, {
        running: (runner) => runner.tell('job-1', { type: 'cancel' }),
      });
      expectSaved(outcome);
      expect(outcome.job.cancelAnswer).toBe('unsupported');
    },
  );
});

describe('the test of a connection', () => {
  it.each(KNOWN)('is passed, and orders nothing: %s', async (service) => {
    aimock.mock.clearRequests();
    const ports = { fetch: aimock.send, hasHost: () => Promise.resolve(true), now: () => Date.now() };
    const at = { kind: service, preset: 'custom' as const, baseUrl: HOMES[service] };
    const { answer, cards } = await probeService(at, { kind: 'key', key: KEY }, ports);
    expect(answer).toBe('ok');
    expect(aimock.mock.getRequests().filter(({ method }) => method !== 'GET')).toEqual([]);
    if (service !== 'openrouter') return;
    // Its prices are an empty list, where the service has an object: then none are made up.
    expect(cards).toMatchObject([
      { seconds: { kind: 'list', values: [4, 8] }, resolutions: ['720p', '1080p'], prices: [] },
      { seed: true, audio: 'none', firstFrame: 'no' },
    ]);
  });
});
