import { describe, expect, it } from 'vitest';
import { aPrice, aVideosRequest } from '../../samples';
import { aVideo, html, json, NOW, offline, providerOver, scripted } from './kit';

const request = aVideosRequest();
const call = { jobId: 'job-1', attemptId: 'attempt-1', request };
const error = (code: string | number | null, message: string): unknown => ({
  error: { message, type: 'invalid_request_error', param: null, code },
});
const cut = (): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    }),
    { status: 200 },
  );

describe('sending an order', () => {
  it('is one POST of a form with the words of the request and nothing else', async () => {
    const { fetch, sent } = scripted(json(aVideo()));
    await providerOver(fetch).submit(call);
    expect(sent).toHaveLength(1);
    const [post] = sent;
    expect(post?.method).toBe('POST');
    expect(post?.url).toBe('http://127.0.0.1:8091/v1/videos');
    expect([...(post?.form ?? [])].toSorted()).toEqual([
      ['model', 'clip-2'],
      ['prompt', request.prompt],
      ['seconds', '8'],
      ['size', '1280x720'],
    ]);
  });

  it('names no model to a server that has only one', async () => {
    const { fetch, sent } = scripted(json(aVideo()));
    await providerOver(fetch).submit({ ...call, request: aVideosRequest({ model: '' }) });
    expect(sent[0]?.form?.has('model')).toBe(false);
  });

  it('carries the attempt as its idempotency key, and no Authorization without a key', async () => {
    const { fetch, sent } = scripted(json(aVideo()));
    await providerOver(fetch).submit(call);
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'idempotency-key': 'attempt-1',
    });
  });

  it('carries the connection’s key where there is one', async () => {
    const { fetch, sent } = scripted(json(aVideo()));
    await providerOver(fetch, {
      keyFor: async ({ connectionId: id }) => ({ kind: 'key', key: `key of ${id}` }),
    }).submit(call);
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer key of connection-1');
  });

  it('sends nothing without a permission or a connection', async () => {
    const { fetch, sent } = scripted();
    const denied = providerOver(fetch, { hasHost: () => Promise.resolve(false) });
    expect(await denied.submit(call)).toEqual({ kind: 'blocked', problem: 'needs-permission' });
    expect(await denied.ready(request)).toBe('needs-permission');
    const removed = providerOver(fetch, { connection: () => Promise.resolve(undefined) });
    expect(await removed.submit(call)).toEqual({ kind: 'blocked', problem: 'no-connection' });
    expect(sent).toEqual([]);
  });

  it.each([401, 429])(
    'takes a number in a %d as work that is there: it is not sent again',
    async (status) => {
      const failed = scripted(json(aVideo({ status: 'failed', error: { message: 'no' } }), { status }));
      expect(await providerOver(failed.fetch).submit(call)).toMatchObject({ kind: 'accepted' });
      const queued = scripted(json(aVideo(), { status }));
      expect(await providerOver(queued.fetch).submit(call)).toEqual({ kind: 'doubtful' });
    },
  );

  it('never throws, however deep an answer goes', async () => {
    const deep = `{"error":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const { fetch } = scripted(new Response(deep, { status: 400 }));
    expect(await providerOver(fetch).submit(call)).toEqual({ kind: 'doubtful' });
  });

  it('never asks what a form is by a request of its own', async () => {
    const { fetch, sent } = scripted(json(aVideo()), json(aVideo()));
    const provider = providerOver(fetch);
    await provider.submit(call);
    await provider.submit(call);
    expect(sent.map(({ url }) => url)).not.toContain('data:,');
  });
});

describe('an answer that says it was taken on', () => {
  it('gives the id as it is, slashes and all', async () => {
    const id = 'video_bGl0ZWxsbTpj/dXN0b20+b==';
    const { fetch } = scripted(json(aVideo({ id, expires_at: 1_700_003_600 }), { status: 202 }));
    expect(await providerOver(fetch).submit(call)).toEqual({
      kind: 'accepted',
      handle: id,
      expiresAt: 1_700_003_600_000,
    });
  });

  it('may call the work failed: the first poll tells', async () => {
    const failed = aVideo({ status: 'failed', error: { code: 500, message: 'out of memory' } });
    const { fetch, sent } = scripted(json(failed, { status: 500 }));
    expect(await providerOver(fetch).submit(call)).toMatchObject({ kind: 'accepted', handle: 'video_1' });
    expect(sent).toHaveLength(1);
  });
});

describe('an answer that leaves it open', () => {
  it.each([
    ['no answer', offline],
    ['an answer that breaks off', cut],
    ['a 200 without an id', json(aVideo({ id: undefined }))],
    ['a 200 with an empty id', json(aVideo({ id: ' ' }))],
    ['a 200 with an id longer than can be kept', json(aVideo({ id: 'v'.repeat(401) }))],
    ['a 200 with a page', html(200)],
    ['a 200 with half of the JSON', new Response('{"id":"video_1","obj')],
    ['a 200 with nothing', new Response('')],
    ['a 302', json({}, { status: 302 })],
    ['a 500', json(error('server_error', 'oops'), { status: 500 })],
    ['a 502 of a proxy', html(502)],
    ['a 503 with Retry-After', json({}, { status: 503, headers: { 'retry-after': '5' } })],
    ['a 408', json(error(null, 'timeout'), { status: 408 })],
    ['a 409', json(error(null, 'conflict'), { status: 409 })],
    ['a 425', json(error(null, 'too early'), { status: 425 })],
    ['a 400 of a proxy', html(400)],
    ['a 403 of a proxy', html(403)],
    ['a 422 with nothing', new Response('', { status: 422 })],
    ['a 400 that names nothing', json({}, { status: 400 })],
    ['a 500 with a Video that runs', json(aVideo(), { status: 500 })],
    ['a 400 with a Video that runs', json(aVideo(), { status: 400 })],
    ['a 418 with an error', json(error('teapot', 'no'), { status: 418 })],
  ])('%s is doubtful, and sent once', async (_, answer) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(fetch).submit(call)).toEqual({ kind: 'doubtful' });
    expect(sent).toHaveLength(1);
  });
});

describe('an answer that proves it was not taken on', () => {
  it.each([
    [400, error('invalid_value', 'seconds must be one of 4, 8'), 'request-refused', 'input', 'invalid_value'],
    [403, error('region_blocked', 'Not in your country'), 'request-refused', 'service', 'region_blocked'],
    [404, { detail: 'Not Found' }, 'request-refused', 'service', '404'],
    [413, { error: 'Too large' }, 'request-refused', 'input', '413'],
    [415, { message: 'form expected' }, 'other-form', 'input', '415'],
    [
      422,
      { detail: [{ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' }] },
      'other-form',
      'input',
      'missing',
    ],
    [400, error('sentinel_block', 'blocked'), 'content-refused', 'input', 'sentinel_block'],
    [400, error(null, 'Rejected by the safety system'), 'content-refused', 'input', 'invalid_request_error'],
    [403, error('moderation_blocked', 'no'), 'content-refused', 'input', 'moderation_blocked'],
  ])('%d %j is %s', async (status, body, problem, gate, code) => {
    const { fetch, sent } = scripted(json(body, { status }));
    const answer = await providerOver(fetch).submit(call);
    expect(answer).toMatchObject({ kind: 'refused', problem, failure: { gate, code, charged: 'no' } });
    expect(sent).toHaveLength(1);
  });

  it('quotes the service as plain text, cut', async () => {
    const message = `Bad\u202E request\n${'x'.repeat(5000)}`;
    const { fetch } = scripted(json(error('c'.repeat(500), message), { status: 400 }));
    const answer = await providerOver(fetch).submit(call);
    if (answer.kind !== 'refused') throw new Error(answer.kind);
    expect(answer.failure?.message).toMatch(/^Bad request x+…$/);
    expect(answer.failure?.message.length).toBeLessThanOrEqual(300);
    expect(answer.failure?.code.length).toBeLessThanOrEqual(80);
  });

  it.each([
    ['401', json(error('invalid_api_key', 'no'), { status: 401 })],
    ['401 of a proxy', html(401)],
    ['403 about a key', json(error('forbidden', 'This API key may not make videos'), { status: 403 })],
  ])('%s asks for a key', async (_, answer) => {
    expect(await providerOver(scripted(answer).fetch).submit(call)).toEqual({
      kind: 'blocked',
      problem: 'needs-key',
    });
  });

  it('402 asks for credit', async () => {
    const { fetch } = scripted(json(error('insufficient_credits', 'Top up'), { status: 402 }));
    expect(await providerOver(fetch).submit(call)).toEqual({ kind: 'blocked', problem: 'no-credit' });
  });

  it.each([
    ['7', 7000],
    ['0', 1000],
    ['1.5', 1500],
    ['-5', 30_000],
    ['', 30_000],
    ['soon', 30_000],
    ['999999', 3_600_000],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    [new Date(NOW - 90_000).toUTCString(), 30_000],
  ])('a 429 with Retry-After "%s" is for %d ms later', async (after, afterMs) => {
    const { fetch } = scripted(json({}, { status: 429, headers: { 'retry-after': after } }));
    expect(await providerOver(fetch).submit(call)).toEqual({ kind: 'later', afterMs });
  });

  it('reads a date by the server’s own clock', async () => {
    const headers = { 'retry-after': new Date(60_000).toUTCString(), date: new Date(20_000).toUTCString() };
    const { fetch } = scripted(json({}, { status: 429, headers }));
    expect(await providerOver(fetch).submit(call)).toEqual({ kind: 'later', afterMs: 40_000 });
  });
});

describe('the price', () => {
  it('is the user’s own, by the second', () => {
    expect(providerOver(scripted().fetch).estimate(request)).toEqual({
      usd: 0.8,
      basis: 'your-price',
      asOf: 1_700_000_000_000,
    });
  });

  it('is not told where the user told none', () => {
    const free = aVideosRequest({ estimate: aPrice(null) });
    expect(providerOver(scripted().fetch).estimate(free)).toEqual({
      usd: null,
      basis: 'not-told',
      asOf: null,
    });
  });
});
