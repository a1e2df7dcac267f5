import type { PriceLine } from '@/utils/domain';

/**
 * What a model's parts cost, by the names OpenRouter gives them: "duration_seconds_with_audio_4k",
 * "text_to_video_duration_seconds_720p", "cents_per_video_output_second_480p", "video_tokens_without_audio".
 */
const RATE =
  /^(?:(?:text|image)_to_video_)?(duration_seconds|per_video_second|cents_per_second_output|cents_per_video_output_second|video_tokens|generate)((?:_with_audio|_without_audio|_\d+[pk])*)$/;
const PICTURE: Readonly<Record<string, number>> = { cents_per_image_input: 100, reference_images: 1 };
const FLOOR = 'minimum_cents_per_generation';

/** Of frames of 16:9, 24 a second, by their short side; a token is 1024 pixels. */
const TOKENS = (16 / 9) * (24 / 1024);
const SHORT_SIDES: Readonly<Record<string, number>> = { '1k': 1024, '2k': 1440, '4k': 2160 };

/** What there is to choose, and the shortest clip. */
export interface Offer {
  resolutions: readonly string[];
  audio: boolean;
  seconds: number;
}

/**
 * A model's price lines, the closest first. Where text and picture have prices of their own the dearer one stands: no
 * more than what was approved may be spent. None: there is no price that could be relied on.
 */
export function pricesOf(skus: Readonly<Record<string, unknown>>, offer: Offer): PriceLine[] {
  const lines = new Map<string, PriceLine>();
  let floor = 0;
  for (const [sku, value] of Object.entries(skus)) {
    const name = sku.toLowerCase().replaceAll('-', '_');
    const amount = amountOf(value);
    // "-1" stands for a price that varies.
    if (amount === null) continue;
    if (name === FLOOR) floor = amount / 100;
    for (const line of linesOf(name, amount, offer)) {
      const key = `${line.per} ${line.resolution} ${line.audio}`;
      if (line.usd >= (lines.get(key)?.usd ?? 0)) lines.set(key, line);
    }
  }
  const sorted = [...lines.values()].toSorted((a, b) => closeness(b) - closeness(a));
  return isAbove(floor, sorted, offer) ? [] : sorted;
}

function amountOf(value: unknown): number | null {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && amount >= 0 && Number.isFinite(amount) ? amount : null;
}

function linesOf(name: string, amount: number, offer: Offer): PriceLine[] {
  const cents = PICTURE[name];
  if (cents !== undefined) return [{ usd: amount / cents, per: 'image', resolution: '', audio: null }];
  const [, unit, rest = ''] = RATE.exec(name) ?? [];
  if (unit === undefined) return [];
  const audio = offer.audio && rest.includes('_audio') ? rest.includes('_with_') : null;
  const wanted = /\d+[pk]/.exec(rest)?.[0] ?? '';
  const resolution = offer.resolutions.find((each) => each.toLowerCase() === wanted);
  // Another resolution than those on offer is nobody's price, unless there is no choice at all.
  if (wanted !== '' && resolution === undefined && offer.resolutions.length > 0) return [];
  const per = unit === 'generate' ? 'clip' : 'second';
  if (unit !== 'video_tokens') {
    const usd = unit.startsWith('cents') ? amount / 100 : amount;
    return [{ usd, per, resolution: resolution ?? '', audio }];
  }
  const each = resolution === undefined ? offer.resolutions : [resolution];
  return each.flatMap((resolution) => {
    const side = SHORT_SIDES[resolution.toLowerCase()] ?? Number.parseInt(resolution, 10);
    return side > 0 ? [{ usd: amount * side * side * TOKENS, per, resolution, audio }] : [];
  });
}

/** Sound tells more than size: a price without it, for one size, is the silent clip's. */
function closeness({ audio, resolution }: PriceLine): number {
  return (audio === null ? 0 : 2) + (resolution === '' ? 0 : 1);
}

/** Whether the least that is charged could be more than the lines add up to. */
function isAbove(floor: number, lines: readonly PriceLine[], { seconds }: Offer): boolean {
  const rates = lines.flatMap(({ per, usd }) =>
    per === 'image' ? [] : usd * (per === 'second' ? seconds : 1),
  );
  return floor > 0 && floor > Math.min(...rates);
}
