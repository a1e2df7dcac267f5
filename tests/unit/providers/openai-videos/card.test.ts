import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ModelCard, nearestSeconds, PRESETS, Request, type Connection } from '@/utils/domain';
import { serverCard, serviceRequest } from '@/utils/providers';
import { sizeOf } from '@/utils/providers/openai-videos/size';
import { aConnection, aRequest } from '../../samples';

const { storyboard } = aRequest();

describe('an order to a server', () => {
  it('freezes where it goes and what a second costs there', () => {
    const connection = aConnection({ baseUrl: 'https://gpu.example.com/v1', model: '', usdPerSecond: null });
    const order = serviceRequest({
      connection,
      card: serverCard(connection, connection.model),
      storyboard,
      plan: null,
      wishes: { prompt: '  A lighthouse. ', seconds: 6, aspect: '9:16', resolution: '720p' },
    });
    connection.baseUrl = 'https://elsewhere.example.com/v1';
    expect(order).toMatchObject({
      providerId: 'openai-videos',
      baseUrl: 'https://gpu.example.com/v1',
      model: '',
      prompt: 'A lighthouse.',
      aspect: '9:16',
      estimate: { usd: null, basis: 'not-told' },
    });
    expect(v.is(Request, order)).toBe(true);
  });
});

describe('the card of a server', () => {
  const card = (preset: Connection['preset'], model = '') => serverCard(aConnection({ preset }), model);

  it.each(PRESETS)('of %s is a valid one, with the user’s own price', (preset) => {
    expect(v.is(ModelCard, card(preset, 'clip-2'))).toBe(true);
    expect(card(preset)).toMatchObject({
      id: '',
      priceBasis: 'your-price',
      prices: [{ usd: 0.1, per: 'second' }],
    });
    expect(serverCard(aConnection({ preset, usdPerSecond: null }), '')).toMatchObject({
      prices: [],
      priceBasis: 'not-told',
    });
  });

  it.each(['vllm-omni', 'sglang'] as const)('of %s has a seed, what to avoid, and any length', (preset) => {
    const own = card(preset);
    expect(own).toMatchObject({ seed: true, negative: true, tasks: [] });
    expect([0.2, 3, 7.4, 30].map((wished) => nearestSeconds(own, wished))).toEqual([1, 3, 7, 20]);
  });

  it.each([
    ['MiniMaxAI/MiniMax-H3', 'choice', 4],
    ['Lightricks/LTX-2', 'choice', 0],
    ['nvidia/Cosmos3-Super', 'choice', 0],
    ['Wan-AI/Wan2.2-T2V-A14B-Diffusers', 'none', 0],
  ] as const)('of vLLM-Omni with %s has sound: %s, and %d pictures to go by', (model, audio, references) => {
    expect(card('vllm-omni', model)).toMatchObject({ audio, references, mixes: false });
    expect(card('sglang', model)).toMatchObject({ audio: 'none', references: 0 });
  });

  it.each(['custom', 'litellm', 'new-api'] as const)('of %s has the protocol’s own parameters', (preset) => {
    expect(card(preset, 'clip-2')).toMatchObject({
      seed: false,
      negative: false,
      seconds: { kind: 'list', values: [4, 5, 6, 8, 10, 12] },
      tasks: [],
    });
  });

  it.each([
    ['custom', 'sora-2', ['edit', 'remix', 'extend']],
    ['litellm', 'azure/sora-2', ['edit', 'remix', 'extend']],
    ['new-api', 'sora-2-pro', ['remix']],
  ] as const)(
    'of %s with %s offers what OpenAI’s own model takes, and nothing else',
    (preset, model, tasks) => {
      const sora = card(preset, model);
      expect(sora).toMatchObject({ family: 'sora', tasks, audio: 'always' });
      expect([5, 6, 10].map((wished) => nearestSeconds(sora, wished))).toEqual([4, 4, 8]);
      const sizes = sora.aspects.flatMap((aspect) =>
        sora.resolutions.map((resolution) => sizeOf({ aspect, resolution })),
      );
      const small = ['1280x720', '720x1280'];
      const large = ['1792x1024', '1024x1792'];
      expect(sizes.toSorted()).toEqual((model.endsWith('pro') ? [...small, ...large] : small).toSorted());
    },
  );

  it('tells a model that moves a picture from one that takes words only', () => {
    const first = (model: string) => card('vllm-omni', model).firstFrame;
    expect(first('Wan-AI/Wan2.2-I2V-A14B-Diffusers')).toBe('required');
    expect(first('Wan-AI/Wan2.2-T2V-A14B-Diffusers')).toBe('no');
    expect(first('Wan-AI/Wan2.2-TI2V-5B-Diffusers')).toBe('optional');
    expect(first('hunyuanvideo-community/HunyuanVideo-1.5-Diffusers-480p_i2v')).toBe('required');
    expect(first('clip-2')).toBe('optional');
    expect(serverCard(aConnection(), 'clip-2', 'required').firstFrame).toBe('required');
  });

  it.each([
    ['sora-2', 'sora'],
    ['gemini/veo-3.1-generate-preview', 'veo'],
    ['Wan-AI/Wan2.2-T2V-A14B-Diffusers', 'wan'],
    ['wan-2.6', 'wan'],
    ['kling-v3', 'kling'],
    ['doubao-seedance-2-0', 'seedance'],
    ['grok-imagine-video-1.5', 'grok'],
    ['gemini-omni-1.2-flash', 'omni'],
    ['gen4.5', 'runway'],
    ['hunyuanvideo-community/HunyuanVideo-1.5', 'plain'],
    ['MiniMax-H3', 'plain'],
    ['swan-lake', 'plain'],
    ['', 'plain'],
  ])('knows the family of %j: %s', (model, family) => {
    expect(card('custom', model).family).toBe(family);
  });
});

describe('the pixels of an order', () => {
  it.each([
    ['16:9', '720p', '1280x720'],
    ['9:16', '720p', '720x1280'],
    ['16:9', '480p', '848x480'],
    ['16:9', '1080p', '1920x1080'],
    ['1:1', '1080p', '1080x1080'],
    ['1:1', '1024p', '1024x1024'],
    ['9:16', '1024p', '1024x1792'],
    ['4:3', '720p', '960x720'],
    ['21:9', '720p', '1680x720'],
    ['', '720p', ''],
    ['16:9', '', ''],
    ['0:9', '720p', ''],
  ])('of %s at %s are %j', (aspect, resolution, size) => {
    expect(sizeOf({ aspect, resolution })).toBe(size);
  });
});
