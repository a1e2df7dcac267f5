import { describe, expect, it } from 'vitest';
import { estimateOf } from '@/utils/domain';
import { pricesOf } from '@/utils/providers/openrouter/prices';
import { serverCard } from '@/utils/providers/openai-videos/card';
import { aConnection } from '../../samples';

const offer = { resolutions: ['480p', '720p', '1080p', '4K'], audio: true, seconds: 4 };

function usd(
  skus: Record<string, unknown>,
  order: { seconds?: number; resolution?: string; audio?: boolean | null; images?: number } = {},
  given: Partial<typeof offer> = {},
): number | null {
  const card = serverCard(aConnection({ usdPerSecond: null }), 'm');
  const prices = pricesOf(skus, { ...offer, ...given });
  const { seconds = 10, resolution = '720p', audio = true, images = 0 } = order;
  return estimateOf(
    { ...card, prices, priceBasis: 'live' },
    { seconds, resolution, audio, images: Array(images).fill(0) },
  ).usd;
}

/** As the service lists them. */
const veo = {
  duration_seconds_with_audio: '0.12',
  duration_seconds_without_audio: '0.10',
  duration_seconds_with_audio_720p: '0.10',
  duration_seconds_without_audio_720p: '0.08',
  duration_seconds_with_audio_4k: '0.30',
};
const kling = {
  duration_seconds: '0.112',
  duration_seconds_with_audio: '0.168',
  text_to_video_duration_seconds_720p: '0.112',
};
const wan = {
  text_to_video_duration_seconds_720p: '0.08',
  image_to_video_duration_seconds_720p: '0.10',
  text_to_video_duration_seconds_1080p: '0.12',
};
const grok = {
  cents_per_image_input: '1',
  cents_per_video_output_second_480p: '5',
  cents_per_video_output_second_720p: '7',
};
const seedance = { video_tokens: '0.000007', video_tokens_without_audio: '0.0000035' };

describe('the price of a clip at OpenRouter', () => {
  it.each([
    ['by sound and size', veo, { resolution: '720p', audio: true }, 1],
    ['silent', veo, { resolution: '720p', audio: false }, 0.8],
    ['in a size without a line of its own', veo, { resolution: '1080p', audio: true }, 1.2],
    ['in a size it writes in its own way', veo, { resolution: '4K', audio: true }, 3],
    ['with sound, where only the silent clip has a price by size', kling, { audio: true }, 1.68],
    ['silent, there', kling, { audio: false }, 1.12],
    ['by the dearer of words and picture', wan, { resolution: '720p' }, 1],
    ['in cents', grok, { resolution: '720p' }, 0.7],
    ['with pictures', grok, { resolution: '720p', images: 2 }, 0.72],
    ['by its pixels', seedance, { resolution: '720p', audio: true }, 1.512],
    ['by its pixels, silent', seedance, { resolution: '720p', audio: false }, 0.756],
    ['as a whole', { generate: '0.50' }, {}, 0.5],
    ['with pictures to go by', { duration_seconds: '0.13', reference_images: '0.04' }, { images: 2 }, 1.38],
    ['as its documentation writes it', { 'per-video-second-720p': '0.2' }, {}, 2],
    ['told as a number', { duration_seconds: 0.2 }, {}, 2],
    ['of nothing', { duration_seconds: '0' }, {}, 0],
  ])('%s', (_, skus, order, expected) => {
    expect(usd(skus, order)).toBe(expected);
  });

  it.each([
    ['it has none', {}],
    ['it varies', { duration_seconds: '-1' }],
    [
      'it is no number',
      { duration_seconds: 'soon', cents_per_second_output: '', generate: null, video_tokens: [] },
    ],
    ['it is for another size', { duration_seconds_480p: '0.05' }],
    ['only pictures have one', { cents_per_image_input: '2' }],
    [
      'it is of something else',
      { cents_per_second_video_continuation_720p: '41', cents_per_megapixel_second: '7' },
    ],
    [
      'the least that is charged may be more',
      { cents_per_second_output: '10', minimum_cents_per_generation: '56' },
    ],
    ['it has no end', { duration_seconds: '1e999' }],
  ])('is not told where %s', (_, skus) => {
    expect(usd(skus)).toBeNull();
  });

  it('stands where the least that is charged cannot be more', () => {
    expect(usd({ cents_per_second_output: '28', minimum_cents_per_generation: '56' })).toBe(2.8);
  });

  it('of a model without a choice of size or sound is the dearest', () => {
    const plain = { resolutions: [], audio: false };
    expect(usd(veo, { resolution: '', audio: null }, plain)).toBe(3);
  });
});
