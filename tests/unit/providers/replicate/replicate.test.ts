import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { loadModels } from '@/utils/providers/models';
import { replicate } from '@/utils/providers/replicate/provider';
import {
  anMp4,
  anOrder,
  file,
  html,
  json,
  KEY,
  MALFORMED,
  MemorySink,
  NOW,
  offline,
  probeOver,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://api.replicate.com/v1';
const MODEL = 'kwaivgi/kling-v3-video';
const ID = 'gm3qorzdhgbfurvjtvhg6dckhu';
const VIDEO = 'https://replicate.delivery/xezq/output.mp4';
const order = (change: Partial<ServiceRequest> = {}) => anOrder(replicate, BASE, { model: MODEL, ...change });
const prediction = (status: string, more: object = {}): Response =>
  json({ id: ID, model: MODEL, status, ...more });
const at = (ms: number): string => new Date(ms).toISOString();

async function submit(answer: Answer, request = order()) {
  const { fetch, sent } = scripted(answer);
  const submitted = await providerOver(replicate, fetch).submit({
    jobId: 'job-1',
    attemptId: 'attempt-1',
    request,
  });
  expect(sent.length).toBeLessThanOrEqual(1);
  return { submitted, sent };
}

async function inputTo(id: string, change: Partial<ServiceRequest>): Promise<unknown> {
  const card = (await loadModels()).services.replicate?.find((each) => each.id === id);
  if (!card) throw new Error(`no ${id}`);
  const { sent } = await submit(json({ id: ID }), order({ ...change, model: id, inputs: card.inputs }));
  return (sent[0]?.json as { input: unknown } | undefined)?.input;
}

async function poll(answer: Answer) {
  return providerOver(replicate, scripted(answer).fetch).poll(ID, order());
}

describe('an order to Replicate', () => {
  it('is one POST to its model, with the key', async () => {
    const { submitted, sent } = await submit(json({ id: ID, status: 'starting' }, { status: 201 }));
    expect(submitted).toEqual({ kind: 'accepted', handle: ID, expiresAt: null });
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/models/${MODEL}/predictions` });
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(sent[0]?.headers.get('idempotency-key')).toBe('attempt-1');
  });

  it('holds everything that the model has, under its names and in its words', async () => {
    const input = await inputTo(MODEL, {
      seconds: 5,
      resolution: '1080p',
      audio: true,
      negative: '',
      images: [{ imageId: 'a', role: 'first-frame' }],
    });
    expect(input).toEqual({
      prompt: order().prompt,
      negative_prompt: '',
      duration: 5,
      mode: 'pro',
      generate_audio: true,
      start_image: 'data:image/png;base64,YQ==',
    });
  });

  it('holds all references in one list', async () => {
    const images = [
      { imageId: 'a', role: 'reference' },
      { imageId: 'b', role: 'reference' },
    ] as const;
    expect(
      await inputTo('bytedance/seedance-2.0', { audio: false, seed: 7, images: [...images] }),
    ).toMatchObject({
      aspect_ratio: '16:9',
      resolution: '720p',
      generate_audio: false,
      seed: 7,
      reference_images: ['data:image/png;base64,YQ==', 'data:image/png;base64,Yg=='],
    });
  });

  it.each([
    [401, { title: 'Unauthenticated', detail: 'x', status: 401 }, { kind: 'blocked', problem: 'needs-key' }],
    [
      402,
      { title: 'Insufficient credit', detail: 'x', status: 402 },
      { kind: 'blocked', problem: 'no-credit' },
    ],
    [
      404,
      { detail: 'The requested resource could not be found.' },
      { kind: 'refused', problem: 'model-retired' },
    ],
    [
      422,
      { title: 'Input validation failed', detail: '- input.duration: must be at least 3', status: 422 },
      { kind: 'refused', problem: 'request-refused', failure: { gate: 'input', charged: 'no' } },
    ],
    [
      422,
      { title: 'Input flagged', detail: 'The input was flagged as sensitive. (E005)', status: 422 },
      { kind: 'refused', problem: 'content-refused', failure: { gate: 'input' } },
    ],
    [429, { detail: 'Request was throttled.' }, { kind: 'later' }],
    [503, { detail: 'x' }, { kind: 'doubtful' }],
  ])('that is answered with %i %j is %j', async (status, body, expected) => {
    expect((await submit(json(body, { status }))).submitted).toMatchObject(expected);
  });

  it.each(MALFORMED)('is in doubt with %s for an answer', async (_, answer) => {
    expect((await submit(answer)).submitted).toEqual({ kind: 'doubtful' });
  });

  it('is in doubt when the line breaks', async () => {
    expect((await submit(offline)).submitted).toEqual({ kind: 'doubtful' });
  });

  it('to a model that would be another place is not sent', async () => {
    const { submitted, sent } = await submit(json({ id: ID }), order({ model: '../predictions' }));
    expect(submitted.kind).not.toBe('accepted');
    expect(sent).toEqual([]);
  });
});

describe('a prediction', () => {
  it.each(['starting', 'processing', 'queued', 'something-new'])('that is %s is at work', async (status) => {
    expect(await poll(prediction(status))).toEqual({
      kind: 'working',
      percent: null,
      expiresAt: null,
      afterMs: 3000,
    });
  });

  it('that succeeded can be had for an hour from its end, by our own clock', async () => {
    const more = { output: VIDEO, completed_at: at(NOW + 30_000), metrics: { predict_time: 61.2 } };
    const answer = (date: number): Response =>
      json({ id: ID, status: 'succeeded', ...more }, { headers: { date: new Date(date).toUTCString() } });
    const done = { kind: 'done', renderMs: 61_200, chargedUsd: null };
    expect(await poll(answer(NOW + 40_000))).toEqual({ ...done, expiresAt: NOW - 10_000 + 3600_000 });
    expect(await poll(answer(NOW))).toEqual({ ...done, expiresAt: NOW + 30_000 + 3600_000 });
  });

  it('that says no time of its end says no time of its expiry', async () => {
    expect(await poll(prediction('succeeded', { completed_at: 'yesterday' }))).toMatchObject({
      expiresAt: null,
    });
  });

  it('that leaves out when it ended is not taken for one of long ago', async () => {
    expect(await poll(prediction('succeeded', { output: VIDEO }))).toMatchObject({
      kind: 'done',
      expiresAt: null,
    });
  });

  it('that was wiped has expired', async () => {
    const wiped = prediction('succeeded', { output: null, data_removed: true });
    expect(await poll(wiped)).toMatchObject({ kind: 'failed', problem: 'result-expired' });
  });

  it.each([
    [
      'failed',
      'The input was flagged as sensitive. Please try again with different inputs. (E005)',
      'content-refused',
      'input',
    ],
    [
      'failed',
      'The output was flagged as sensitive. Please try again with different inputs. (E005)',
      'content-refused',
      'output',
    ],
    ['failed', 'The input image was flagged as sensitive.', 'content-refused', 'image'],
    ['failed', 'CUDA out of memory', 'provider-failed', 'service'],
    ['failed', null, 'provider-failed', 'service'],
    ['canceled', null, 'provider-failed', 'service'],
    ['aborted', 'Deadline reached', 'provider-failed', 'service'],
  ])('that is %s with "%s" is %s at the gate %s', async (status, error, problem, gate) => {
    expect(await poll(prediction(status, { error }))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, message: error ?? '', charged: 'unknown' },
    });
  });

  it('that nobody knows is gone', async () => {
    expect(await poll(json({ detail: 'Not found.' }, { status: 404 }))).toEqual({ kind: 'gone' });
  });

  it.each(MALFORMED)('is not believed to be over by %s', async (_, answer) => {
    expect(['working', 'unreachable']).toContain((await poll(answer)).kind);
  });
});

describe('taking a prediction back', () => {
  it.each([
    [prediction('canceled'), 'canceled'],
    [prediction('aborted'), 'canceled'],
    [prediction('succeeded', { output: VIDEO }), 'too-late'],
    [prediction('failed'), 'too-late'],
    [prediction('processing'), 'unreachable'],
    [json({ detail: 'Not found.' }, { status: 404 }), 'unsupported'],
    [json({ detail: 'x' }, { status: 429 }), 'unreachable'],
    [html(502), 'unreachable'],
    [offline, 'unreachable'],
  ] as [Answer, string][])('is what its word makes of it', async (answer, expected) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(replicate, fetch).cancel(ID, order())).toBe(expected);
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/predictions/${ID}/cancel` });
  });
});

describe('a file at Replicate', () => {
  async function download(...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    const sink = new MemorySink();
    return { downloaded: await providerOver(replicate, fetch).download(ID, order(), sink), sink, sent };
  }

  it.each([
    ['one address', VIDEO],
    ['a list of one', [VIDEO]],
    ['a list with a picture before it', ['https://replicate.delivery/x/still.png', VIDEO]],
  ])('is fetched without the key where the output is %s', async (_, output) => {
    const { downloaded, sink, sent } = await download(prediction('succeeded', { output }), file(anMp4(900)));
    expect(downloaded).toEqual({ ok: true });
    expect(sink.have).toBe(900);
    expect(sent[1]?.url).toBe(VIDEO);
    expect(JSON.stringify([...(sent[1]?.headers ?? [])])).not.toContain(KEY);
  });

  it.each([[null], [{}], [[]], [7], ['x'.repeat(9000)], ['javascript:alert(1)'], [[[VIDEO]]]])(
    'is none where the output is %j',
    async (output) => {
      const { downloaded } = await download(prediction('succeeded', { output }));
      expect(downloaded).toMatchObject({ ok: false, problem: 'file-empty' });
    },
  );

  it('has expired an hour after its end', async () => {
    const wiped = prediction('succeeded', { output: null, data_removed: true });
    expect((await download(wiped)).downloaded).toMatchObject({ ok: false, problem: 'result-expired' });
    const gone = await download(prediction('succeeded', { output: VIDEO }), html(404));
    expect(gone.downloaded).toMatchObject({ ok: false, problem: 'result-expired' });
  });

  it.each(MALFORMED)('with %s for its prediction is not there, and nothing crashes', async (_, answer) => {
    expect((await download(answer)).downloaded).toMatchObject({ ok: false });
  });
});

describe('the test of a connection to Replicate', () => {
  it.each([
    [json({ type: 'user', username: 'ana' }), { answer: 'ok', lists: true }],
    [json({ detail: 'x' }, { status: 401 }), { answer: 'bad-key', lists: false }],
    [json({ something: 'else' }), { answer: 'not-a-video-server' }],
    [html(502), { answer: 'not-reachable' }],
  ])('says how it stands', async (answer, expected) => {
    const { fetch, sent } = scripted(answer);
    expect(await probeOver(replicate, BASE, fetch)).toMatchObject(expected);
    expect(sent[0]?.url).toBe(`${BASE}/account`);
  });

  it.each(MALFORMED)('survives %s', async (_, answer) => {
    expect(await probeOver(replicate, BASE, scripted(answer).fetch)).toMatchObject({ models: [], cards: [] });
  });
});
