import { describe, expect, it } from 'vitest';
import { xai } from '@/utils/providers/xai/provider';
import {
  anOrder,
  html,
  json,
  KEY,
  MALFORMED,
  noting,
  offline,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://api.x.ai/v1';
const request = anOrder(xai, BASE, { model: 'grok-imagine-video-1.5', audio: true });
const call = { jobId: 'job-1', attemptId: 'attempt-1', request };
const taken = (): Response => json({ request_id: 'req-1' });
/** Its errors have a code beside them. */
const error = (status: number, message: string, code = 'Client specified an invalid argument'): Response =>
  json({ code, error: message }, { status });

describe('an order to Grok Imagine', () => {
  it('is one POST of all that the model has, and nothing is left to a default', async () => {
    const { fetch, sent } = scripted(taken());
    expect(await providerOver(xai, fetch).submit(call)).toEqual({
      kind: 'accepted',
      handle: 'req-1',
      expiresAt: null,
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/videos/generations` });
    expect(sent[0]?.json).toEqual({
      model: 'grok-imagine-video-1.5',
      prompt: request.prompt,
      duration: 8,
      aspect_ratio: '16:9',
      resolution: '720p',
      generate_audio: true,
    });
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(sent[0]?.headers.get('idempotency-key')).toBe('attempt-1');
  });

  it('sends nothing of what the model does not have', async () => {
    const { fetch, sent } = scripted(taken());
    const bare = { ...request, aspect: '', resolution: '', audio: null, seed: 7 };
    await providerOver(xai, fetch).submit({ ...call, request: bare });
    expect(sent[0]?.json).toEqual({ model: request.model, prompt: request.prompt, duration: 8 });
  });

  it('carries each picture under its role', async () => {
    const { fetch, sent } = scripted(taken());
    const { wishes, picture } = noting();
    const images = [
      { imageId: 'c', role: 'reference' as const },
      { imageId: 'b', role: 'last-frame' as const },
      { imageId: 'a', role: 'first-frame' as const },
      { imageId: 'd', role: 'reference' as const },
    ];
    await providerOver(xai, fetch, { picture }).submit({ ...call, request: { ...request, images } });
    const at = (text: string) => ({ url: `data:image/png;base64,${btoa(text)}` });
    expect(sent[0]?.json).toMatchObject({
      image: at('a'),
      last_frame: at('b'),
      reference_images: [at('c'), at('d')],
    });
    expect(wishes[0]?.size).toEqual({ width: 1280, height: 720 });
  });
});

describe('another of a clip that Grok Imagine made', () => {
  const source = 'https://vidgen.x.ai/xai-vidgen-bucket/old.mp4?sig=1';
  const of = (kind: 'edit' | 'extend' | 'remix') => ({
    ...call,
    request: { ...request, work: { kind, handle: 'req-0' } },
  });

  it('is one POST, with the clip’s address asked for anew, freely', async () => {
    const { fetch, sent } = scripted(json({ status: 'done', video: { url: source } }), taken());
    expect(await providerOver(xai, fetch).submit(of('edit'))).toMatchObject({ kind: 'accepted' });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${BASE}/videos/req-0`,
      `POST ${BASE}/videos/edits`,
    ]);
    // Length, shape and sound stay the clip's own: it takes no others.
    expect(sent[1]?.json).toEqual({ model: request.model, prompt: request.prompt, video: { url: source } });
  });

  it('may be longer by so many seconds', async () => {
    const { fetch, sent } = scripted(json({ status: 'done', video: { url: source } }), taken());
    await providerOver(xai, fetch).submit(of('extend'));
    expect(sent[1]?.url).toBe(`${BASE}/videos/extensions`);
    expect(sent[1]?.json).toMatchObject({ video: { url: source }, duration: 8 });
  });

  it.each([
    ['the clip is gone', error(404, 'Not found'), { kind: 'refused', problem: 'result-expired' }],
    ['the clip has expired', json({ status: 'expired' }), { kind: 'refused', problem: 'result-expired' }],
    ['the clip has no address', json({ status: 'done' }), { kind: 'refused', problem: 'result-expired' }],
    ['nobody answers', offline, { kind: 'later', afterMs: 30_000 }],
    ['a proxy answers', html(502), { kind: 'later', afterMs: 30_000 }],
    ['the key is none', json({}, { status: 401 }), { kind: 'blocked', problem: 'needs-key' }],
  ] as [string, Answer, object][])('costs nothing when %s', async (_, answer, expected) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(xai, fetch).submit(of('edit'))).toMatchObject(expected);
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is not made in a way that it does not have', async () => {
    const { fetch, sent } = scripted();
    expect(await providerOver(xai, fetch).submit(of('remix'))).toMatchObject({ kind: 'refused' });
    expect(sent).toEqual([]);
  });
});

describe('an answer of xAI', () => {
  it.each([
    ...MALFORMED.filter(([name]) => name !== '__proto__'),
    ['a number that is another place', () => json({ request_id: '.' })],
    ['a number that no address can hold', () => json({ request_id: 'req-\ud800' })],
    ['no answer', offline],
    ['a 500', () => error(500, 'Internal error')],
    ['a 502 of a proxy', () => html(502)],
    ['a 408', () => error(408, 'timeout')],
    ['a 400 that says nothing', () => json({}, { status: 400 })],
  ] as const)('that is %s leaves it open, and is never asked for twice', async (_, answer) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(xai, fetch).submit(call)).toEqual({ kind: 'doubtful' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [400, 'Duration 20s exceeds the maximum allowed, which is 15s.', undefined, 'request-refused', 'input'],
    [400, 'Rejected', 'imagine:content-moderated', 'content-refused', 'input'],
    [400, 'The input image was rejected by content moderation.', undefined, 'content-refused', 'image'],
    [404, 'The model grok-imagine-video-0.9 does not exist', undefined, 'model-retired', 'service'],
    [422, 'Failed to deserialize the JSON body', undefined, 'request-refused', 'input'],
  ])('%d "%s" proves that nothing was taken on', async (status, message, code, problem, gate) => {
    const { fetch } = scripted(error(status, message, code));
    expect(await providerOver(xai, fetch).submit(call)).toMatchObject({
      kind: 'refused',
      problem,
      failure: { gate, message, charged: 'no' },
    });
  });

  it.each([
    [
      400,
      'Incorrect API key provided: xa***99. You can obtain an API key from https://console.x.ai.',
      'needs-key',
    ],
    [401, 'No', 'needs-key'],
    [403, 'The caller does not have permission to execute the specified operation', 'needs-key'],
    [403, 'Your newly created team doesn’t have any credits yet.', 'no-credit'],
    [
      429,
      'Your team has either used all available credits or reached its monthly spending limit.',
      'no-credit',
    ],
    [402, 'Payment required', 'no-credit'],
  ])('%d "%s" waits for the user', async (status, message, problem) => {
    expect(await providerOver(xai, scripted(error(status, message)).fetch).submit(call)).toEqual({
      kind: 'blocked',
      problem,
    });
  });

  it('that says "too many" is for later', async () => {
    const answer = error(
      429,
      'Too many requests for team: 60 per minute',
      'Some resource has been exhausted',
    );
    expect(await providerOver(xai, scripted(answer).fetch).submit(call)).toEqual({
      kind: 'later',
      afterMs: 30_000,
    });
  });
});

it('sends nothing where a picture cannot be read any more, and is not in doubt about it', async () => {
  const { fetch, sent } = scripted();
  const blob = new Blob(['gone']);
  blob.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
  const picture = () => Promise.resolve({ blob, mime: 'image/png' as const });
  const images = [{ imageId: 'a', role: 'first-frame' as const }];
  const answer = await providerOver(xai, fetch, { picture }).submit({
    ...call,
    request: { ...request, images },
  });
  expect(answer).toEqual({ kind: 'refused', problem: 'image-unreadable', failure: null });
  expect(sent).toEqual([]);
});

it.each([
  [400, { code: 'invalid', error: `Duration is wrong for Bearer ${KEY}` }],
  [422, { error: { message: `${KEY} sent no prompt` } }],
])('a key that an error of %s repeats is in nothing that is kept', async (status, body) => {
  const { fetch } = scripted(json(body, { status }));
  const answer = await providerOver(xai, fetch).submit(call);
  expect(answer).toMatchObject({ kind: 'refused' });
  expect(JSON.stringify(answer)).not.toContain(KEY);
});

it.each([
  [2_500_000_000, 'yes'],
  [0, 'no'],
  [-1, 'no'],
] as const)('a refusal with a bill of %i ticks was charged: %s', async (cost_in_usd_ticks, charged) => {
  const body = {
    code: 'imagine:content-moderated',
    error: 'Content moderated',
    usage: { cost_in_usd_ticks },
  };
  const { fetch, sent } = scripted(json(body, { status: 400 }));
  expect(await providerOver(xai, fetch).submit(call)).toMatchObject({
    kind: 'refused',
    problem: 'content-refused',
    failure: { charged },
  });
  expect(sent).toHaveLength(1);
});
