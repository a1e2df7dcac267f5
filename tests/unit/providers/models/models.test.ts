import { describe, expect, it } from 'vitest';
import { estimateOf, isOffered, type Connection } from '@/utils/domain';
import { cardsFor, loadModels, modelName, tableOf } from '@/utils/providers/models';
import { isHosted, SERVICES } from '@/utils/providers/services-data';
import { checkModels } from '../../../run/models-check';
import { aConnection } from '../../samples';

const NOW = Date.parse('2026-11-23');

function aFile(models: Record<string, unknown>[], change: Record<string, unknown> = {}) {
  return { asOf: '2026-11-23', services: { fal: { models } }, ...change };
}

describe('the table of models', () => {
  it('is sound, with a model to offer for every service that lists none', async () => {
    const table = await loadModels();
    expect(table.asOf).toBe(NOW);
    for (const service of ['gemini-omni', 'xai', 'fal', 'runway', 'replicate'] as const) {
      expect(table.services[service]?.some((card) => isOffered(card, NOW))).toBe(true);
    }
  });

  it('hides what was retired, and still has its name', async () => {
    const table = await loadModels();
    const veo = table.services['gemini-omni']?.find(({ id }) => id === 'veo-3.1-generate-preview');
    expect(veo && isOffered(veo, NOW)).toBe(false);
    expect(modelName(table, { providerId: 'openai-videos', model: 'sora-2' })).toBe('Sora 2');
  });

  it('names a clip that was made from a picture, where that goes to an id of its own', async () => {
    const model = 'alibaba/wan-3.0/image-to-video';
    expect(modelName(await loadModels(), { providerId: 'fal', model })).toBe('Wan 3.0');
  });

  it('names a model that nobody knows by its id', async () => {
    expect(modelName(await loadModels(), { providerId: 'xai', model: 'grok-9' })).toBe('grok-9');
  });

  it.each([
    ['fal', 'alibaba/wan-3.0/text-to-video', { seconds: 5, resolution: '720p', audio: true }, 0, 0.5],
    ['fal', 'fal-ai/kling-video/v3/pro/text-to-video', { seconds: 10, resolution: '', audio: true }, 0, 1.68],
    [
      'fal',
      'fal-ai/kling-video/v3/pro/text-to-video',
      { seconds: 10, resolution: '', audio: false },
      0,
      1.12,
    ],
    ['xai', 'grok-imagine-video-1.5', { seconds: 8, resolution: '720p', audio: true }, 2, 1.14],
    ['runway', 'seedance2_5', { seconds: 6, resolution: '1080p', audio: true }, 0, 4.08],
    ['runway', 'seedance2', { seconds: 6, resolution: '1080p', audio: true }, 0, null],
    ['replicate', 'kwaivgi/kling-v3-video', { seconds: 5, resolution: '720p', audio: false }, 0, null],
  ] as const)('%s %s with %j and %i pictures costs %s', async (service, id, order, pictures, usd) => {
    const card = (await loadModels()).services[service]?.find((each) => each.id === id);
    if (!card) throw new Error('no such model');
    const estimate = estimateOf(card, { ...order, images: Array.from({ length: pictures }) });
    expect(estimate).toEqual({
      usd,
      basis: usd === null ? 'not-told' : 'table',
      asOf: usd === null ? null : NOW,
    });
  });

  it('takes from the service what a model does not say, and from nothing what neither says', () => {
    const table = tableOf({
      asOf: '2026-11-23',
      services: {
        fal: {
          defaults: { resultHours: 2, maxImageMB: 1.5, audio: 'always' },
          models: [{ id: 'a/b', name: 'B', audio: 'none', asOf: '2026-10-01' }],
        },
      },
    });
    expect(table.services.fal?.[0]).toMatchObject({
      id: 'a/b',
      audio: 'none',
      resultTtlMs: 7_200_000,
      maxImageBytes: 1_572_864,
      priceBasis: 'not-told',
      prices: [],
      asOf: Date.parse('2026-10-01'),
      retiredAt: null,
    });
  });

  it.each([
    ['a word it does not know', [{ id: 'a', name: 'A', secnods: 5 }]],
    ['a day that is none', [{ id: 'a', name: 'A', retired: 'soon' }]],
    ['a price that is none', [{ id: 'a', name: 'A', prices: [{ usd: -1, per: 'second' }] }]],
    ['a model without a name', [{ id: 'a' }]],
  ])('is refused with %s', (_, models) => {
    expect(() => tableOf(aFile(models))).toThrow();
  });
});

describe('the check of the file', () => {
  it('finds nothing in the file as it is', async () => {
    const file = (await import('@/utils/providers/models.json')).default;
    expect(checkModels(file, NOW)).toEqual([]);
  });

  const others = {
    'gemini-omni': { models: [{ id: 'g', name: 'G' }] },
    xai: { models: [{ id: 'x', name: 'X' }] },
    runway: { models: [{ id: 'r', name: 'R', inputs: { prompt: { name: 'p' }, seconds: { name: 's' } } }] },
    replicate: {
      models: [{ id: 'e', name: 'E', inputs: { prompt: { name: 'p' }, seconds: { name: 's' } } }],
    },
  };
  const sound = { id: 'f', name: 'F', inputs: { prompt: { name: 'prompt' }, seconds: { name: 'duration' } } };
  const check = (models: Record<string, unknown>[], asOf = '2026-11-01') =>
    checkModels({ asOf, services: { ...others, fal: { models } } }, NOW).map(
      ({ level, where, text }) => `${level}: ${where}: ${text}`,
    );

  it.each([
    [[sound], []],
    [[{ ...sound, prices: [{ usd: 1, per: 'clip' }] }], ['error: fal f: a price without a source']],
    [
      [{ ...sound, prices: [{ usd: 1, per: 'clip', resolution: '4k' }], source: 's' }],
      ['error: fal f: a price for 4k, which it does not make'],
    ],
    [[sound, sound], ['error: fal f: stands there twice']],
    [[{ ...sound, retired: '2026-11-22' }], ['error: fal: no model to offer']],
    [[{ ...sound, retired: '2026-12-01' }], ['warning: fal f: will be closed on 2026-12-01']],
    [[], ['error: fal: no model to offer']],
    [[{ ...sound, seed: true }], ['error: fal f: no name for its seed']],
    [[{ ...sound, firstFrame: 'optional' }], ['error: fal f: no name for its first-frame']],
    [
      [{ ...sound, lastFrame: true }],
      ['error: fal f: a last frame without a first', 'error: fal f: no name for its last-frame'],
    ],
    [
      [{ ...sound, aspects: ['16:9'], resolutions: ['720p', '1080p'] }],
      ['error: fal f: no name for its aspect', 'error: fal f: no name for its resolution'],
    ],
  ])('of %j says %j', (models, expected) => {
    expect(check(models)).toEqual(expected);
  });

  it('warns of prices of more than ninety days, and refuses those of tomorrow', () => {
    expect(check([sound], '2026-08-01')).toEqual(['warning: : 114 days old: look the prices up again']);
    expect(check([sound], '2026-11-24')).toEqual(['error: : dated 2026-11-24, which is to come']);
  });

  it.each([
    null,
    7,
    'x',
    [],
    {},
    { asOf: 'x' },
    { asOf: '2026-11-23', services: { nobody: { models: [] } } },
  ])('refuses %j as such a file', (json) => {
    expect(checkModels(json, NOW)).toMatchObject([{ level: 'error' }]);
  });
});

describe('the models of a connection', () => {
  const none = { usdPerSecond: null } as const;
  const hosted = (change: Partial<Connection> = {}) =>
    aConnection({ kind: 'fal', preset: 'custom', ...none, ...change });

  it('are those of the table, where the service has not listed any', async () => {
    const table = await loadModels();
    expect(cardsFor(hosted(), table)).toEqual(table.services.fal);
    expect(cardsFor(hosted(), table, { cards: [] })).toEqual(table.services.fal);
  });

  it('are those that the service lists, where it does', async () => {
    const table = await loadModels();
    const live = table.services.xai?.slice(0, 1) ?? [];
    expect(cardsFor(hosted({ kind: 'openrouter' }), table, { cards: live })).toEqual(live);
  });

  it("cost what the user says, whatever the table says, and the table's cards stay as they were", async () => {
    const table = await loadModels();
    const cards = cardsFor(hosted({ usdPerSecond: 0.02, priceAt: 5 }), table);
    expect(cards.map(({ priceBasis, asOf }) => [priceBasis, asOf])).toEqual(
      cards.map(() => ['your-price', 5]),
    );
    expect(cards[0]?.prices).toEqual([{ usd: 0.02, per: 'second', resolution: '', audio: null }]);
    expect(table.services.fal?.[0]?.priceBasis).toBe('table');
  });

  it('are, on a server of one’s own, the one that was named and those that it lists, each once', async () => {
    const table = await loadModels();
    const listed = cardsFor(aConnection({ model: 'wan' }), table).concat(
      cardsFor(aConnection({ model: 'h3' }), table),
    );
    const cards = cardsFor(aConnection({ model: 'wan' }), table, { cards: listed });
    expect(cards.map(({ id }) => id)).toEqual(['wan', 'h3']);
    expect(cards.every(({ priceBasis }) => priceBasis === 'your-price')).toBe(true);
  });

  it('are none for a chat model', async () => {
    expect(cardsFor(aConnection({ kind: 'chat' }), await loadModels())).toEqual([]);
  });
});

describe('the services', () => {
  it.each(Object.entries(SERVICES))('%s has its address among the hosts it asks for', (_, facts) => {
    expect(facts.hosts.some((pattern) => `${new URL(facts.baseUrl).origin}/*` === pattern)).toBe(true);
    for (const url of [facts.baseUrl, facts.keyUrl, facts.pricesUrl])
      expect(new URL(url).protocol).toBe('https:');
    expect(facts.baseUrl.endsWith('/')).toBe(false);
  });

  it('are told from servers and chat models', () => {
    expect(['fal', 'openai-videos', 'chat'].map((kind) => isHosted(kind as 'fal'))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
