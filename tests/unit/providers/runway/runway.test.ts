import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { loadModels } from '@/utils/providers/models';
import { runway } from '@/utils/providers/runway';
import {
  anMp4,
  anOrder,
  file,
  html,
  json,
  KEY,
  MALFORMED,
  MemorySink,
  noting,
  offline,
  probeOver,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://api.dev.runwayml.com/v1';
const TASK = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const VIDEO = 'https://dnznrvs05pmza.cloudfront.net/x.mp4?_jwt=1';
const order = (change: Partial<ServiceRequest> = {}) => anOrder(runway, BASE, { model: 'gen4.5', ...change });
const task = (status: string, more: object = {}): Response =>
  json({ id: TASK, status, createdAt: '2026-11-23T10:00:00Z', ...more });

async function submit(answer: Answer, request = order()) {
  const { fetch, sent } = scripted(answer);
  const submitted = await providerOver(runway, fetch).submit({
    jobId: 'job-1',
    attemptId: 'attempt-1',
    request,
  });
  expect(sent).toHaveLength(1);
  return { submitted, sent };
}

async function bodyOf(id: string, change: Partial<ServiceRequest>) {
  const card = (await loadModels()).services.runway?.find((each) => each.id === id);
  if (!card) throw new Error(`no ${id}`);
  const { sent } = await submit(json({ id: TASK }), order({ ...change, model: id, inputs: card.inputs }));
  return { path: sent[0]?.url.slice(BASE.length), body: sent[0]?.json };
}

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'much'],
  ['less than nothing', { credits: -5 }],
  ['no number', { credits: 'many' }],
  ['more than any clip costs', { credits: 1e9 }],
])('keeps to the table where Runway says of the price: %s', async (_, estimatedCost) => {
  const { submitted } = await submit(json({ id: TASK, estimatedCost }));
  expect(submitted).toEqual({ kind: 'accepted', handle: TASK, expiresAt: null });
});

async function poll(answer: Answer) {
  return providerOver(runway, scripted(answer).fetch).poll(TASK, order());
}

const first = { imageId: 'a', role: 'first-frame' } as const;
const last = { imageId: 'b', role: 'last-frame' } as const;
const reference = { imageId: 'c', role: 'reference' } as const;
const uri = (text: string): string => `data:image/png;base64,${Buffer.from(text).toString('base64')}`;

describe('an order to Runway', () => {
  it('is one POST with the key and the version', async () => {
    const { submitted, sent } = await submit(json({ id: TASK, estimatedCost: { credits: 96 } }));
    expect(submitted).toEqual({ kind: 'accepted', handle: TASK, expiresAt: null, usd: 0.96 });
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/text_to_video` });
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(sent[0]?.headers.get('x-runway-version')).toBe('2024-11-06');
    expect(sent[0]?.headers.get('idempotency-key')).toBe('attempt-1');
  });

  it.each([
    ['gen4.5', { seconds: 7, seed: 2 ** 31 - 1 }, { ratio: '1280:720', duration: 7, seed: 2 ** 31 - 1 }],
    [
      'veo3.1',
      { resolution: '1080p', aspect: '9:16', audio: false, negative: 'fog' },
      {
        ratio: '1080:1920',
        audio: false,
        negativePrompt: 'fog',
      },
    ],
    ['seedance2_5', { resolution: '480p', audio: true }, { ratio: '854:480', audio: true }],
    ['hailuo3', { resolution: '2k', aspect: '21:9' }, { ratio: '21:9', resolution: '2k' }],
    ['wan3', { audio: false }, { ratio: '1280:720', audio: false }],
  ] as [string, Partial<ServiceRequest>, object][])(
    'to %s with %j is a text with %j',
    async (id, change, expected) => {
      const { path, body } = await bodyOf(id, change);
      expect(path).toBe('/text_to_video');
      expect(body).toEqual({
        model: id,
        promptText: order().prompt,
        duration: change.seconds ?? 8,
        ...expected,
      });
    },
  );

  it('with frames is a picture, each with its place', async () => {
    const { path, body } = await bodyOf('veo3.1', { images: [first, last], audio: true });
    expect(path).toBe('/image_to_video');
    expect(body).toMatchObject({
      promptImage: [
        { uri: uri('a'), position: 'first' },
        { uri: uri('b'), position: 'last' },
      ],
    });
  });

  it('with references is a text that goes by them', async () => {
    const { path, body } = await bodyOf('hailuo3', { resolution: '768p', images: [reference, reference] });
    expect(path).toBe('/text_to_video');
    expect(body).toMatchObject({ references: [{ uri: uri('c') }, { uri: uri('c') }] });
  });

  it('leaves the shape to the first frame where the model takes it from there', async () => {
    expect((await bodyOf('wan3', { images: [first], audio: true })).body).toMatchObject({
      ratio: 'auto_720p',
    });
    expect((await bodyOf('grok_imagine_1_5', { images: [first] })).body).not.toHaveProperty('ratio');
    const { body } = await bodyOf('h3_max', { images: [first], resolution: '480p' });
    expect(body).toMatchObject({ resolution: '480p', promptExpansionMode: 'disabled' });
  });

  it('wants pictures that are no more than 5 MB when they are written as text', async () => {
    const { wishes, picture } = noting();
    const { fetch } = scripted(json({ id: TASK }));
    const request = order({ images: [first] });
    await providerOver(runway, fetch, { picture }).submit({
      jobId: 'job-1',
      attemptId: 'attempt-1',
      request,
    });
    expect(wishes).toEqual([{ maxBytes: 3.5 * 1024 * 1024, size: { width: 1280, height: 720 } }]);
    expect((3.5 * 1024 * 1024 * 4) / 3 + 30).toBeLessThan(5_000_000);
  });

  it.each([
    [401, { error: 'The API key you provided is invalid.' }, { kind: 'blocked', problem: 'needs-key' }],
    [
      400,
      { error: 'You do not have enough credits to run this task.' },
      { kind: 'blocked', problem: 'no-credit' },
    ],
    [
      400,
      { error: 'Your input was flagged by our content moderation.' },
      { kind: 'refused', problem: 'content-refused', failure: { gate: 'input', charged: 'no' } },
    ],
    [
      400,
      {
        error: 'Validation of body failed',
        issues: [{ code: 'x', path: ['model'], message: 'Invalid enum value' }],
      },
      { kind: 'refused', problem: 'model-retired' },
    ],
    [
      400,
      {
        error: 'Validation of body failed',
        issues: [{ path: ['promptText'], message: 'at most 1000 characters' }],
      },
      {
        kind: 'refused',
        problem: 'request-refused',
        failure: {
          gate: 'input',
          code: 'promptText',
          message: 'Validation of body failed: promptText at most 1000 characters',
        },
      },
    ],
    [
      400,
      {
        error: 'Validation of body failed',
        issues: [{ path: ['promptImage', 0, 'uri'], message: 'Invalid asset' }],
      },
      { kind: 'refused', problem: 'request-refused', failure: { gate: 'image', code: 'promptImage.0.uri' } },
    ],
    [429, { error: 'Too many requests' }, { kind: 'later' }],
    [500, { error: 'Internal' }, { kind: 'doubtful' }],
  ])('that is answered with %i %j is %j', async (status, body, expected) => {
    expect((await submit(json(body, { status }))).submitted).toMatchObject(expected);
  });

  it.each(MALFORMED)('is in doubt with %s for an answer', async (name, answer) => {
    const { submitted } = await submit(answer);
    expect(submitted).toEqual({ kind: 'doubtful' });
    expect(name).toBeTruthy();
  });

  it('is in doubt when the line breaks', async () => {
    expect((await submit(offline)).submitted).toEqual({ kind: 'doubtful' });
  });
});

describe('a task at Runway', () => {
  it.each([
    ['PENDING', {}, null],
    ['THROTTLED', {}, null],
    ['RUNNING', { progress: 0.42 }, 42],
    ['RUNNING', { progress: 42 }, null],
    ['RUNNING', { progress: 'half' }, null],
    ['SOMETHING_NEW', {}, null],
  ])('with %s %j is at work, and asked for after five seconds', async (status, more, percent) => {
    expect(await poll(task(status, more))).toEqual({
      kind: 'working',
      percent,
      expiresAt: null,
      afterMs: 5000,
    });
  });

  it('waits longer where it is told to, and never shorter', async () => {
    const said = (seconds: string): Response =>
      json({ status: 'RUNNING' }, { headers: { 'retry-after': seconds } });
    expect(await poll(said('20'))).toMatchObject({ afterMs: 20_000 });
    expect(await poll(said('1'))).toMatchObject({ afterMs: 5000 });
  });

  it('that is done names its cost', async () => {
    const progress = await poll(task('SUCCEEDED', { output: [VIDEO], cost: { credits: 60 } }));
    expect(progress).toEqual({ kind: 'done', renderMs: 0, expiresAt: null, chargedUsd: 0.6 });
    expect(await poll(task('SUCCEEDED', { output: [VIDEO], cost: 'much' }))).toMatchObject({
      chargedUsd: null,
    });
  });

  it.each([
    ['SAFETY.INPUT.TEXT', 'content-refused', 'input'],
    ['INPUT_PREPROCESSING.SAFETY.TEXT', 'content-refused', 'input'],
    ['INPUT_PREPROCESSING.SAFETY.THIRD_PARTY', 'content-refused', 'input'],
    ['SAFETY.INPUT.IMAGE', 'content-refused', 'image'],
    ['SAFETY.OUTPUT.VIDEO', 'content-refused', 'output'],
    ['SAFETY', 'content-refused', 'output'],
    ['ASSET.INVALID', 'request-refused', 'image'],
    ['THIRD_PARTY.INPUT_VALIDATION', 'request-refused', 'input'],
    ['INTERNAL.BAD_OUTPUT.CODE01', 'provider-failed', 'service'],
    ['', 'provider-failed', 'service'],
  ])('that failed with "%s" is %s at the gate %s', async (failureCode, problem, gate) => {
    const progress = await poll(task('FAILED', { failure: 'Something went wrong.', failureCode }));
    expect(progress).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, code: failureCode || 'failed', message: 'Something went wrong.', charged: 'unknown' },
    });
  });

  it('whose result was refused says so, whatever else its words speak of', async () => {
    const failure = 'Try again with another prompt.';
    const progress = await poll(task('FAILED', { failure, failureCode: 'SAFETY.OUTPUT.IMAGE' }));
    expect(progress).toMatchObject({
      problem: 'content-refused',
      failure: { gate: 'output', message: failure },
    });
  });

  it.each([
    [0, 'no', 0],
    [25, 'yes', 0.25],
  ])('that failed for %i credits says so', async (credits, charged, chargedUsd) => {
    const progress = await poll(task('FAILED', { failure: 'x', failureCode: 'INTERNAL', cost: { credits } }));
    expect(progress).toMatchObject({ failure: { charged }, chargedUsd });
  });

  it('that was cancelled has ended', async () => {
    expect(await poll(task('CANCELLED', { cost: { credits: 0 } }))).toMatchObject({
      kind: 'failed',
      chargedUsd: 0,
    });
  });

  it('that nobody knows is gone', async () => {
    expect(await poll(json({ error: 'Task not found' }, { status: 404 }))).toEqual({ kind: 'gone' });
  });

  it.each([
    [
      'its key is refused',
      () => json({ error: 'x' }, { status: 401 }),
      { kind: 'blocked', problem: 'needs-key' },
    ],
    [
      'it is asked for too often',
      () => json({ error: 'x' }, { status: 429, headers: { 'retry-after': '5' } }),
      { kind: 'unreachable', afterMs: 5000 },
    ],
    ['a proxy answers', () => html(404), { kind: 'unreachable' }],
    ['the line breaks', offline, { kind: 'unreachable' }],
  ] as [string, () => Response | Promise<Response>, object][])(
    'is not given up when %s',
    async (_, answer, expected) => {
      expect(await poll(answer)).toMatchObject(expected);
    },
  );

  it.each(MALFORMED)('is not believed to be over by %s', async (_, answer) => {
    expect(['working', 'unreachable']).toContain((await poll(answer)).kind);
  });
});

describe('taking a task back', () => {
  async function cancel(...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    const answer = await providerOver(runway, fetch).cancel(TASK, order());
    return { answer, methods: sent.map(({ method }) => method) };
  }
  const empty = (status: number): Response => new Response(null, { status });
  const lost = (): Response => json({ error: 'Task not found' }, { status: 404 });

  it('looks first, and removes nothing that is over', async () => {
    expect(await cancel(task('SUCCEEDED', { output: [VIDEO] }))).toEqual({
      answer: 'too-late',
      methods: ['GET'],
    });
    expect(await cancel(task('FAILED'))).toEqual({ answer: 'too-late', methods: ['GET'] });
    expect(await cancel(lost())).toEqual({ answer: 'unsupported', methods: ['GET'] });
    expect(await cancel(offline)).toEqual({ answer: 'unreachable', methods: ['GET'] });
  });

  it('knows again what it took back before, when that answer was lost', async () => {
    expect(await cancel(task('CANCELLED'))).toEqual({ answer: 'canceled', methods: ['GET'] });
  });

  it('takes back what waits or runs', async () => {
    const expected = { answer: 'canceled', methods: ['GET', 'DELETE'] };
    expect(await cancel(task('PENDING'), empty(204))).toEqual(expected);
    expect(await cancel(task('RUNNING'), empty(204))).toEqual(expected);
  });

  it('believes no more than is said', async () => {
    expect((await cancel(task('RUNNING'), offline)).answer).toBe('unreachable');
    expect((await cancel(task('RUNNING'), html(503))).answer).toBe('unreachable');
    expect((await cancel(task('RUNNING'), html(200))).answer).toBe('unreachable');
    expect((await cancel(task('RUNNING'), json({}, { status: 409 }), task('SUCCEEDED'))).answer).toBe(
      'too-late',
    );
    expect((await cancel(task('RUNNING'), json({}, { status: 409 }), task('RUNNING'))).answer).toBe(
      'unsupported',
    );
  });
});

describe('a file at Runway', () => {
  async function download(...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    const sink = new MemorySink();
    return { downloaded: await providerOver(runway, fetch).download(TASK, order(), sink), sink, sent };
  }
  const done = (url: unknown = VIDEO): Response =>
    task('SUCCEEDED', { output: [url], cost: { credits: 60 } });

  it('is asked for anew, and fetched without the key', async () => {
    const { downloaded, sink, sent } = await download(done(), file(anMp4(3000)));
    expect(downloaded).toEqual({ ok: true });
    expect(sink.have).toBe(3000);
    expect(sent.map(({ url }) => url)).toEqual([`${BASE}/tasks/${TASK}`, VIDEO]);
    expect(JSON.stringify([...(sent[1]?.headers ?? [])])).not.toContain(KEY);
    expect(sent[1]?.headers.has('x-runway-version')).toBe(false);
  });

  it('whose address went stale is tried again, with another address', async () => {
    const stale = (): Response => new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
    expect((await download(done(), stale)).downloaded).toMatchObject({ ok: false, problem: 'cut' });
    const again = await download(done(`${VIDEO}2`), file(anMp4(100)));
    expect(again.sent[1]?.url).toBe(`${VIDEO}2`);
  });

  it('that was removed has expired', async () => {
    expect((await download(json({}, { status: 404 }))).downloaded).toMatchObject({
      problem: 'result-expired',
    });
    expect((await download(done(), html(404))).downloaded).toMatchObject({ problem: 'result-expired' });
  });

  it('waits where it is asked for too soon after the last look', async () => {
    const early = json({ error: 'x' }, { status: 429, headers: { 'retry-after': '5' } });
    expect((await download(early)).downloaded).toEqual({ ok: false, problem: 'cut', afterMs: 5000 });
  });

  it.each([[''], [7], [null], [{}]])('at %j is none', async (url) => {
    expect((await download(done(url))).downloaded).toMatchObject({ ok: false, problem: 'file-empty' });
  });

  it('of a task that failed is its failure', async () => {
    const failed = task('FAILED', { failure: 'x', failureCode: 'SAFETY.OUTPUT.VIDEO' });
    expect((await download(failed)).downloaded).toMatchObject({ ok: false, problem: 'content-refused' });
  });

  it.each(MALFORMED)('with %s for its task is not there, and nothing crashes', async (_, answer) => {
    expect((await download(answer)).downloaded).toMatchObject({ ok: false });
  });
});

describe('the test of a connection to Runway', () => {
  const models = { 'gen4.5': { maxConcurrentGenerations: 2 }, 'veo3.1': {} };
  it.each([
    [json({ creditBalance: 120, tier: { models } }), 'ok', ['gen4.5', 'veo3.1']],
    [json({ creditBalance: 120 }), 'ok', []],
    [json({ creditBalance: 0, tier: { models } }), 'no-credit', []],
    [json({ error: 'invalid' }, { status: 401 }), 'bad-key', []],
    [html(502), 'not-reachable', []],
    [html(200), 'not-a-video-server', []],
  ])('says how it stands', async (answer, expected, names) => {
    const { fetch, sent } = scripted(answer);
    expect(await probeOver(runway, BASE, fetch)).toMatchObject({
      answer: expected,
      models: names,
      lists: false,
    });
    expect(sent[0]?.url).toBe(`${BASE}/organization`);
    expect(sent[0]?.headers.get('x-runway-version')).toBe('2024-11-06');
  });

  it.each(MALFORMED)('survives %s', async (_, answer) => {
    expect(await probeOver(runway, BASE, scripted(answer).fetch)).toMatchObject({ models: [], cards: [] });
  });
});
