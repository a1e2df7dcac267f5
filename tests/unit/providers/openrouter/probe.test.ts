import { describe, expect, it } from 'vitest';
import { estimateOf } from '@/utils/domain';
import { openrouter } from '@/utils/providers/openrouter/provider';
import { html, json, KEY, MALFORMED, NOW, offline, probeOver, scripted, type Answer } from '../kit';

const BASE = 'https://openrouter.ai/api/v1';
const key = (change: Record<string, unknown> = {}): Response =>
  json({ data: { label: 'sk-or-v1-abc', limit: null, limit_remaining: null, usage: 1.5, ...change } });
const model = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'google/veo-3.1',
  canonical_slug: 'google/veo-3.1',
  name: 'Google: Veo 3.1',
  created: 1_700_000_000,
  supported_durations: [4, 6, 8],
  supported_resolutions: ['720p', '1080p'],
  supported_aspect_ratios: ['16:9', '9:16'],
  supported_frame_images: ['first_frame', 'last_frame'],
  supported_sizes: null,
  generate_audio: true,
  seed: true,
  upscale_factor: null,
  creativity: null,
  allowed_passthrough_parameters: [],
  pricing_skus: { duration_seconds_with_audio: '0.40', duration_seconds_without_audio: '0.20' },
  ...change,
});
const models = (...data: unknown[]): Response => json({ data });

async function probe(...answers: Answer[]) {
  const { fetch, sent } = scripted(...answers);
  return { report: await probeOver(openrouter, BASE, fetch), sent };
}

describe('a look at OpenRouter', () => {
  it('is two free calls, and brings its models with today’s prices', async () => {
    const { report, sent } = await probe(key(), models(model()));
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${BASE}/key`,
      `GET ${BASE}/videos/models`,
    ]);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(report).toMatchObject({ answer: 'ok', lists: false, models: ['google/veo-3.1'] });
    expect(report.cards[0]).toMatchObject({
      id: 'google/veo-3.1',
      name: 'Google: Veo 3.1',
      family: 'veo',
      seconds: { kind: 'list', values: [4, 6, 8] },
      aspects: ['16:9', '9:16'],
      resolutions: ['720p', '1080p'],
      firstFrame: 'optional',
      lastFrame: true,
      audio: 'choice',
      seed: true,
      negative: false,
      priceBasis: 'live',
      asOf: NOW,
    });
    const order = { seconds: 8, resolution: '720p', audio: false, images: [] };
    expect(estimateOf(report.cards[0]!, order)).toEqual({ usd: 1.6, basis: 'live', asOf: NOW });
  });

  it('knows shapes and resolutions of a model that lists only sizes', async () => {
    const sized = model({
      supported_resolutions: null,
      supported_aspect_ratios: null,
      supported_sizes: ['1280x720', '720x1280', '832x480', '1080x1080', 'large', '0x0', '1000x100'],
      pricing_skus: { duration_seconds_480p: '0.1', duration_seconds_720p: '0.2' },
    });
    const { report } = await probe(key(), models(sized));
    const [card] = report.cards;
    expect(card).toMatchObject({ aspects: ['16:9', '9:16', '1:1'], resolutions: ['720p', '480p', '1080p'] });
    expect(card?.inputs.aspect?.values).toEqual({
      '16:9': '1280x720',
      '16:9 720p': '1280x720',
      '16:9 480p': '832x480',
      '9:16': '720x1280',
      '9:16 720p': '720x1280',
      '1:1': '1080x1080',
      '1:1 1080p': '1080x1080',
    });
    const order = { seconds: 4, resolution: '480p', audio: false, images: [] };
    expect(estimateOf(card!, order).usd).toBe(0.4);
  });

  it('has a field for what not to show only where its documents say who reads it', async () => {
    const passes = { allowed_passthrough_parameters: ['negative_prompt', 'watermark'] };
    const { report } = await probe(
      key(),
      models(
        model({ id: 'alibaba/wan-2.7', ...passes }),
        model({ id: 'alibaba/wan-2.7' }),
        model({ id: 'maker/film-1', ...passes }),
      ),
    );
    expect(report.cards.map(({ negative }) => negative)).toEqual([true, false, false]);
  });

  it('draws no more of a model than it is said to have', async () => {
    const bare = model({
      id: 'maker/film-1',
      name: '',
      supported_resolutions: null,
      supported_aspect_ratios: null,
      supported_frame_images: null,
      generate_audio: null,
      seed: null,
      pricing_skus: null,
    });
    const { report } = await probe(key(), models(bare));
    expect(report.cards[0]).toMatchObject({
      name: 'maker/film-1',
      family: 'plain',
      aspects: [],
      resolutions: [],
      firstFrame: 'no',
      lastFrame: false,
      references: 0,
      audio: 'none',
      seed: false,
      prices: [],
      priceBasis: 'not-told',
    });
  });

  it.each([
    ['kwaivgi/kling-v3.0-pro', 'kling'],
    ['google/veo-3.1-fast', 'veo'],
    ['google/gemini-omni-flash', 'omni'],
    ['bytedance/seedance-2.0', 'seedance'],
    ['alibaba/wan-3.0', 'wan'],
    ['openai/sora-2-pro', 'sora'],
    ['x-ai/grok-imagine-video', 'grok'],
    ['runway/gen-4.5', 'runway'],
    ['minimax/hailuo-3', 'plain'],
    ['taiwan/film', 'plain'],
  ])('writes prompts for %s as for %s', async (id, family) => {
    const { report } = await probe(key(), models(model({ id })));
    expect(report.cards[0]?.family).toBe(family);
  });

  it.each([
    ['has no lengths: it works on a video', model({ supported_durations: null })],
    ['has an endless name', model({ id: 'm'.repeat(500) })],
    ['has lengths of nothing', model({ supported_durations: [0, -1] })],
    ['has a thousand resolutions', model({ supported_resolutions: Array(1000).fill('720p') })],
    ['is no object', null],
    ['is a list', []],
    ['has no name', { supported_durations: [5] }],
  ])('leaves out a model that %s', async (_, odd) => {
    const { report } = await probe(key(), models(odd, model()));
    expect(report).toMatchObject({ answer: 'ok', models: ['google/veo-3.1'] });
    expect(report.cards).toHaveLength(1);
  });

  it('keeps two hundred models, and no more', async () => {
    const many = Array.from({ length: 300 }, (_, i) => model({ id: `maker/model-${i}` }));
    expect((await probe(key(), models(...many))).report.cards).toHaveLength(200);
  });

  it.each([
    ['nobody is there', [offline], 'not-reachable'],
    ['only a proxy is there', [html(502)], 'not-reachable'],
    [
      'the key is none',
      [json({ error: { code: 401, message: 'User not found.' } }, { status: 401 })],
      'bad-key',
    ],
    ['the key may not', [json({ error: { code: 403, message: 'no' } }, { status: 403 })], 'bad-key'],
    ['nothing is left on the key', [key({ limit: 5, limit_remaining: 0 }), models(model())], 'no-credit'],
    ['more than all was spent', [key({ limit: 5, limit_remaining: -0.2 }), models(model())], 'no-credit'],
    ['the account is empty', [json({ error: { code: 402, message: 'no' } }, { status: 402 })], 'no-credit'],
    ['it is a web site', [html(200)], 'not-a-video-server'],
    ['it is something else', [json({ hello: 'world' })], 'not-a-video-server'],
    [
      'it has no such place',
      [json({ error: { message: 'Not found' } }, { status: 404 })],
      'not-a-video-server',
    ],
    ['it lists no models', [key(), html(200)], 'not-a-video-server'],
    ['its list is none', [key(), json({ data: 'none' })], 'not-a-video-server'],
    ['its list cannot be had', [key(), json({}, { status: 500 })], 'not-reachable'],
  ] as [string, Answer[], string][])('tells when %s', async (_, answers, answer) => {
    expect((await probe(...answers)).report.answer).toBe(answer);
  });

  it.each(MALFORMED)('is no reason to fall over for %s', async (_, answer) => {
    expect((await probe(answer)).report.answer).toMatch(/not-a-video-server|not-reachable/);
    expect((await probe(key(), answer)).report.answer).toMatch(/not-a-video-server|not-reachable/);
  });
});

describe('a list of models that goes beyond all bounds', () => {
  it.each([
    ['lengths', { supported_durations: Array.from({ length: 300_000 }, () => 5) }],
    ['resolutions', { supported_resolutions: Array.from({ length: 100_000 }, (_, i) => `${i}p`) }],
    [
      'prices',
      {
        pricing_skus: Object.fromEntries(
          Array.from({ length: 50_000 }, (_, i) => [`duration_seconds_${i}p`, 1]),
        ),
      },
    ],
    ['a length', { supported_durations: [4, 1e300] }],
    ['a price', { pricing_skus: { duration_seconds: '1e308' } }],
    [
      'a name for a prototype',
      JSON.parse('{"pricing_skus":{"__proto__":{"duration_seconds":"1"}}}') as object,
    ],
  ])('of %s takes neither the look nor the other models along', async (_, change) => {
    const began = performance.now();
    const { report } = await probe(key(), models(model({ id: 'odd/one', ...change }), model()));
    expect(report.answer).toBe('ok');
    expect(report.models).toContain('google/veo-3.1');
    const whole = { seconds: 4, resolution: '720p', audio: true, images: [] };
    const sums = report.cards.map((card) => estimateOf(card, whole).usd ?? 0);
    expect(sums.every(Number.isFinite)).toBe(true);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('shows a name without what turns a line around, and none that is longer than a line', async () => {
    const { report } = await probe(key(), models(model({ name: `Veo\u202e 3\n${'x'.repeat(500)}` })));
    expect(report.cards[0]?.name).toMatch(/^Veo 3 x+…$/);
    expect(report.cards[0]?.name).toHaveLength(60);
  });
});
