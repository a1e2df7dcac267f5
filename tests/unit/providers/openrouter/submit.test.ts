import { describe, expect, it } from 'vitest';
import { openrouter } from '@/utils/providers/openrouter/provider';
import { anOrder, html, json, KEY, MALFORMED, noting, offline, providerOver, scripted } from '../kit';

const BASE = 'https://openrouter.ai/api/v1';
const request = anOrder(openrouter, BASE, { model: 'google/veo-3.1', audio: true, seed: 42 });
const call = { jobId: 'job-1', attemptId: 'attempt-1', request };
const pending = (): Response =>
  json({ id: 'gen-vid-1', polling_url: '/api/v1/videos/gen-vid-1', status: 'pending' }, { status: 202 });
const error = (code: number, message: string, metadata?: unknown): Response =>
  json({ error: { code, message, ...(metadata === undefined ? {} : { metadata }) } }, { status: code });

describe('an order to OpenRouter', () => {
  it('is one POST of all that the model has, and nothing is left to a default', async () => {
    const { fetch, sent } = scripted(pending());
    const answer = await providerOver(openrouter, fetch).submit(call);
    expect(answer).toEqual({ kind: 'accepted', handle: 'gen-vid-1', expiresAt: null });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/videos` });
    expect(sent[0]?.json).toEqual({
      model: 'google/veo-3.1',
      prompt: request.prompt,
      duration: 8,
      aspect_ratio: '16:9',
      resolution: '720p',
      generate_audio: true,
      seed: 42,
    });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${KEY}`,
      'idempotency-key': 'attempt-1',
    });
  });

  it('sends nothing of what the model does not have', async () => {
    const { fetch, sent } = scripted(pending());
    const bare = { ...request, aspect: '', resolution: '', audio: null, seed: null };
    await providerOver(openrouter, fetch).submit({ ...call, request: bare });
    expect(sent[0]?.json).toEqual({ model: 'google/veo-3.1', prompt: request.prompt, duration: 8 });
  });

  it('names a size where the model has no other word for its shape', async () => {
    const { fetch, sent } = scripted(pending(), pending());
    const values = { '9:16': '720x1280', '9:16 480p': '480x832' };
    const sized = {
      ...request,
      aspect: '9:16',
      inputs: { aspect: { name: 'size', form: 'as-is' as const, values } },
    };
    await providerOver(openrouter, fetch).submit({ ...call, request: { ...sized, resolution: '480p' } });
    await providerOver(openrouter, fetch).submit({ ...call, request: { ...sized, resolution: '1080p' } });
    expect(sent.map(({ json }) => (json as { size?: string }).size)).toEqual(['480x832', '720x1280']);
    expect(sent[0]?.json).not.toHaveProperty('aspect_ratio');
    expect(sent[0]?.json).not.toHaveProperty('resolution');
  });

  it('passes what not to show on to who runs the model', async () => {
    const { fetch, sent } = scripted(pending());
    await providerOver(openrouter, fetch).submit({
      ...call,
      request: { ...request, negative: 'people, text' },
    });
    expect(sent[0]?.json).toMatchObject({
      provider: { options: { 'atlas-cloud': { negative_prompt: 'people, text' } } },
    });
  });

  it('says of silent clips and of seed 0 what they are', async () => {
    const { fetch, sent } = scripted(pending());
    await providerOver(openrouter, fetch).submit({ ...call, request: { ...request, audio: false, seed: 0 } });
    expect(sent[0]?.json).toMatchObject({ generate_audio: false, seed: 0 });
  });

  it('carries frames and references as pictures of its own, frames cut to the clip’s shape', async () => {
    const { fetch, sent } = scripted(pending());
    const { wishes, picture } = noting();
    const images = [
      { imageId: 'a', role: 'first-frame' },
      { imageId: 'b', role: 'last-frame' },
      { imageId: 'c', role: 'reference' },
    ] as const;
    await providerOver(openrouter, fetch, { picture }).submit({
      ...call,
      request: { ...request, images: [...images] },
    });
    const at = (text: string) => ({ url: `data:image/png;base64,${btoa(text)}` });
    expect(sent[0]?.json).toMatchObject({
      frame_images: [
        { type: 'image_url', image_url: at('a'), frame_type: 'first_frame' },
        { type: 'image_url', image_url: at('b'), frame_type: 'last_frame' },
      ],
      input_references: [{ type: 'image_url', image_url: at('c') }],
    });
    expect(wishes[0]?.size).toEqual({ width: 1280, height: 720 });
  });

  it('leaves the shape of what is only gone by', async () => {
    const { wishes, picture } = noting();
    const images = [{ imageId: 'c', role: 'reference' as const }];
    await providerOver(openrouter, scripted(pending()).fetch, { picture }).submit({
      ...call,
      request: { ...request, images },
    });
    expect(wishes).toEqual([{ maxBytes: 8 * 1024 * 1024, size: null }]);
  });

  it('is not sent without a key', async () => {
    const { fetch, sent } = scripted();
    const keyFor = () => Promise.resolve({ kind: 'none' } as const);
    expect(await providerOver(openrouter, fetch, { keyFor }).submit(call)).toEqual({
      kind: 'blocked',
      problem: 'needs-key',
    });
    expect(sent).toEqual([]);
  });
});

describe('an answer of OpenRouter that leaves it open', () => {
  it.each([
    ...MALFORMED,
    ['an id that is another place', () => json({ id: '..' }, { status: 202 })],
    ['an id longer than can be kept', () => json({ id: 'v'.repeat(401) }, { status: 202 })],
    ['no answer', offline],
    ['a 500', () => error(500, 'Internal Server Error')],
    ['a 502 of a proxy', () => html(502)],
    ['a 400 of a proxy', () => html(400)],
    ['a 408', () => error(408, 'timeout')],
    ['a 302', () => json({}, { status: 302 })],
  ] as const)('%s is doubtful, and sent once', async (_, answer) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(openrouter, fetch).submit(call)).toEqual({ kind: 'doubtful' });
    expect(sent).toHaveLength(1);
  });
});

describe('an answer of OpenRouter that proves it was not taken on', () => {
  it.each([
    [error(400, 'duration must be one of 4, 6, 8'), 'request-refused', 'input'],
    [error(400, 'google/veo-9 is not a valid model ID'), 'model-retired', 'input'],
    [error(404, 'No endpoints found for google/veo-2'), 'model-retired', 'service'],
    [error(413, 'Too large'), 'request-refused', 'input'],
    [error(403, 'Your input was flagged by moderation'), 'content-refused', 'input'],
    [error(400, 'The first frame violates the content policy'), 'content-refused', 'image'],
    [
      error(400, 'Provider returned error', { raw: '{"code":"SafetyBlocked","reason":"input"}' }),
      'content-refused',
      'input',
    ],
  ])('case %#: %o', async (answer, problem, gate) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(openrouter, fetch).submit(call)).toMatchObject({
      kind: 'refused',
      problem,
      failure: { gate, charged: 'no' },
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [error(401, 'Missing Authentication header'), 'needs-key'],
    [error(403, 'This key may not do that: permission denied'), 'needs-key'],
    [error(402, 'Insufficient credits. Add more using https://openrouter.ai/credits'), 'no-credit'],
  ])('case %# waits for the user', async (answer, problem) => {
    expect(await providerOver(openrouter, scripted(answer).fetch).submit(call)).toEqual({
      kind: 'blocked',
      problem,
    });
  });

  it('is for later when it says "too many"', async () => {
    const answer = json({ error: { code: 429 } }, { status: 429, headers: { 'retry-after': '7' } });
    expect(await providerOver(openrouter, scripted(answer).fetch).submit(call)).toEqual({
      kind: 'later',
      afterMs: 7000,
    });
  });

  it('quotes what the maker’s own service said', async () => {
    const answer = error(400, 'Provider returned error', { raw: 'image too small' });
    expect(await providerOver(openrouter, scripted(answer).fetch).submit(call)).toMatchObject({
      failure: { message: 'Provider returned error: image too small', code: '400' },
    });
  });
});

it('a setting of the account that leaves no maker over is no word on what the order says', async () => {
  const message =
    'No endpoints found matching your data policy (Paid model training). Configure: https://openrouter.ai/settings/privacy';
  const { fetch } = scripted(error(404, message));
  expect(await providerOver(openrouter, fetch).submit(call)).toMatchObject({
    kind: 'refused',
    problem: 'request-refused',
    failure: { gate: 'service', message },
  });
});
