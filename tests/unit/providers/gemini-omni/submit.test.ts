import { describe, expect, it } from 'vitest';
import { geminiOmni } from '@/utils/providers/gemini-omni/provider';
import { anOrder, html, json, KEY, MALFORMED, noting, offline, providerOver, scripted } from '../kit';

const BASE = 'https://generativelanguage.googleapis.com/v1beta';
const request = anOrder(geminiOmni, BASE, { model: 'gemini-omni-1.2-flash' });
const call = { jobId: 'job-1', attemptId: 'attempt-1', request };
const taken = (): Response => json({ id: 'v1_Abc', status: 'in_progress', object: 'interaction' });
const error = (code: number, message: string, status = 'INVALID_ARGUMENT'): Response =>
  json({ error: { code, message, status } }, { status: code });

describe('an order to Gemini Omni', () => {
  it('is one POST that runs in the background, and nothing is left to a default', async () => {
    const { fetch, sent } = scripted(taken());
    expect(await providerOver(geminiOmni, fetch).submit(call)).toEqual({
      kind: 'accepted',
      handle: 'v1_Abc',
      expiresAt: null,
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/interactions` });
    expect(sent[0]?.json).toEqual({
      model: 'gemini-omni-1.2-flash',
      background: true,
      store: true,
      input: [{ type: 'user_input', content: [{ type: 'text', text: request.prompt }] }],
      response_format: {
        type: 'video',
        aspect_ratio: '16:9',
        resolution: '720p',
        duration: '8s',
        delivery: 'uri',
      },
      generation_config: { video_config: { task: 'text_to_video' } },
    });
  });

  it('carries the key in a header, never in the address', async () => {
    const { fetch, sent } = scripted(taken());
    await providerOver(geminiOmni, fetch).submit(call);
    expect(sent[0]?.headers.get('x-goog-api-key')).toBe(KEY);
    expect(sent[0]?.headers.has('authorization')).toBe(false);
    expect(sent[0]?.url).not.toContain(KEY);
  });

  it('carries pictures as their bytes, first frame before last before what is gone by', async () => {
    const { fetch, sent } = scripted(taken());
    const { wishes, picture } = noting();
    const images = [
      { imageId: 'c', role: 'reference' as const },
      { imageId: 'b', role: 'last-frame' as const },
      { imageId: 'a', role: 'first-frame' as const },
    ];
    await providerOver(geminiOmni, fetch, { picture }).submit({ ...call, request: { ...request, images } });
    const image = (text: string) => ({ type: 'image', data: btoa(text), mime_type: 'image/png' });
    expect(sent[0]?.json).toMatchObject({
      input: [{ content: [image('a'), image('b'), image('c'), { type: 'text', text: request.prompt }] }],
      generation_config: { video_config: { task: 'image_to_video' } },
    });
    expect(wishes[0]?.size).toEqual({ width: 1280, height: 720 });
  });

  it('keeps all its pictures below what one request may weigh', async () => {
    const { wishes, picture } = noting();
    const images = Array.from({ length: 10 }, (_, i) => ({ imageId: `${i}`, role: 'reference' as const }));
    const { fetch, sent } = scripted(taken());
    await providerOver(geminiOmni, fetch, { picture }).submit({ ...call, request: { ...request, images } });
    const weight = wishes.reduce((sum, { maxBytes }) => sum + maxBytes, 0);
    expect((weight * 4) / 3).toBeLessThan(20 * 1024 * 1024);
    expect(sent[0]?.json).toMatchObject({
      generation_config: { video_config: { task: 'reference_to_video' } },
    });
  });

  it.each(['edit', 'extend'] as const)('goes on from what it made before, to %s it', async (kind) => {
    const { fetch, sent } = scripted(taken());
    const work = { kind, handle: 'v1_Before' };
    await providerOver(geminiOmni, fetch).submit({ ...call, request: { ...request, work } });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.json).toMatchObject({
      previous_interaction_id: 'v1_Before',
      generation_config: { video_config: { task: kind } },
      response_format: { duration: '8s', aspect_ratio: '16:9', resolution: '720p' },
    });
  });

  it('is not made in a way that it does not have', async () => {
    const { fetch, sent } = scripted();
    const work = { kind: 'remix' as const, handle: 'v1_Before' };
    const answer = await providerOver(geminiOmni, fetch).submit({ ...call, request: { ...request, work } });
    expect(answer).toMatchObject({ kind: 'refused' });
    expect(sent).toEqual([]);
  });
});

describe('an answer of Gemini', () => {
  it.each([
    ...MALFORMED,
    ['an id that is another place', () => json({ id: '..', status: 'in_progress' })],
    ['no answer', offline],
    ['a 500', () => error(500, 'Internal error', 'INTERNAL')],
    ['a 503', () => error(503, 'The model is overloaded', 'UNAVAILABLE')],
    ['a 502 of a proxy', () => html(502)],
    ['a 409', () => error(409, 'aborted', 'ABORTED')],
  ] as const)('that is %s leaves it open, and is never asked for twice', async (_, answer) => {
    const { fetch, sent } = scripted(answer);
    expect(await providerOver(geminiOmni, fetch).submit(call)).toEqual({ kind: 'doubtful' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [400, 'duration: maximum allowed 15s', 'request-refused', 'input'],
    [400, 'The prompt was blocked: PROHIBITED_CONTENT', 'content-refused', 'input'],
    [400, 'The input image violates our safety policies', 'content-refused', 'image'],
    [404, 'models/gemini-omni-flash-preview is not found for API version v1beta', 'model-retired', 'service'],
    [404, 'Interaction v1_Before not found', 'request-refused', 'service'],
  ])('%d "%s" proves that nothing was taken on', async (status, message, problem, gate) => {
    expect(await providerOver(geminiOmni, scripted(error(status, message)).fetch).submit(call)).toMatchObject(
      {
        kind: 'refused',
        problem,
        failure: { gate, charged: 'no' },
      },
    );
  });

  it.each([
    [400, 'API key not valid. Please pass a valid API key.', 'needs-key'],
    [400, 'API key expired. Please renew the API key.', 'needs-key'],
    [401, 'Request had invalid authentication credentials.', 'needs-key'],
    [403, 'Your API key was reported as leaked. Please use another API key.', 'needs-key'],
    [
      429,
      `You exceeded your current quota, please check your plan and billing details. ${'x'.repeat(300)} generate_content_free_tier_requests, limit: 0`,
      'no-credit',
    ],
  ])('%d "%s" waits for the user', async (status, message, problem) => {
    expect(await providerOver(geminiOmni, scripted(error(status, message)).fetch).submit(call)).toEqual({
      kind: 'blocked',
      problem,
    });
  });

  it('that says "too many" is for later', async () => {
    const answer = error(429, 'You exceeded your current quota, please check your plan and billing details.');
    expect(await providerOver(geminiOmni, scripted(answer).fetch).submit(call)).toEqual({
      kind: 'later',
      afterMs: 30_000,
    });
  });
});
