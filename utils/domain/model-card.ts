import * as v from 'valibot';
import { amount, text } from './bounds';
import type { Estimate } from './money';

/** Services and protocols that make videos elsewhere. */
export const SERVICE_IDS = [
  'openai-videos',
  'openrouter',
  'gemini-omni',
  'xai',
  'fal',
  'runway',
  'replicate',
] as const;
export type ServiceId = (typeof SERVICE_IDS)[number];

/** How a family of models wants its prompts written. */
export const PROMPT_FAMILIES = [
  'sora',
  'omni',
  'veo',
  'kling',
  'runway',
  'wan',
  'seedance',
  'grok',
  'plain',
] as const;
export type PromptFamily = (typeof PROMPT_FAMILIES)[number];

/** What can be made of a clip that the service still has. */
export const TASKS = ['edit', 'remix', 'extend'] as const;
export type Task = (typeof TASKS)[number];

const INPUT_ROLES = [
  'prompt',
  'negative',
  'seconds',
  'aspect',
  'resolution',
  'audio',
  'seed',
  'first-frame',
  'last-frame',
  'references',
  /** Whether the service may write the prompt anew: it is always told not to. */
  'rewriting',
] as const;

/** What a model calls its inputs, and in which form it wants them; for services where every model has its own. */
export const InputMap = v.record(
  v.picklist(INPUT_ROLES),
  v.object({
    name: text(60),
    /** `text`: 5 as "5"; `seconds`: 5 as "5s"; `list`: the only one as a list of one. */
    form: v.optional(v.picklist(['as-is', 'text', 'seconds', 'list']), 'as-is'),
    /** Its own words for ours: "1080p" as "pro"; an aspect may be named with its resolution, "16:9 720p". */
    values: v.optional(v.record(text(40), text(60))),
    /** Taken only with, or only without, a first or last frame. */
    when: v.optional(v.picklist(['frame', 'no-frame'])),
  }),
);
export type InputMap = v.InferOutput<typeof InputMap>;

/** One line of a price; the lines that apply are added up. An empty `resolution` and a null `audio` fit all. */
const PriceLine = v.object({
  /** More than a million is no price, and what is made of it no sum. */
  usd: v.pipe(amount, v.maxValue(1e6)),
  per: v.picklist(['second', 'clip', 'image']),
  resolution: v.optional(text(20), ''),
  audio: v.optional(v.nullable(v.boolean()), null),
});
export type PriceLine = v.InferOutput<typeof PriceLine>;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(600));

/** What a model can do, takes and costs: the form is drawn from it, and nothing is left to a service's default. */
export const ModelCard = v.object({
  /** As the service calls it. Empty: a server's only one. */
  id: text(200),
  name: text(120),
  family: v.picklist(PROMPT_FAMILIES),
  seconds: v.variant('kind', [
    v.object({ kind: v.literal('list'), values: v.pipe(v.array(positive), v.minLength(1), v.maxLength(40)) }),
    v.object({ kind: v.literal('range'), min: positive, max: positive, step: positive }),
  ]),
  /** "16:9"; empty: there is no choice. */
  aspects: v.pipe(v.array(text(20)), v.maxLength(20)),
  /** "720p"; empty: there is no choice. */
  resolutions: v.pipe(v.array(text(20)), v.maxLength(20)),
  firstFrame: v.picklist(['no', 'optional', 'required']),
  lastFrame: v.boolean(),
  /** How many pictures it takes to go by, beside first and last frame. */
  references: v.pipe(amount, v.maxValue(20)),
  /** Whether it takes these together with a first or last frame; where it does not, the frame counts. */
  mixes: v.optional(v.boolean(), false),
  /** Bytes of one picture. */
  maxImageBytes: amount,
  /** Another id that is to be asked where there is a first frame; empty: the same. */
  withImage: text(200),
  audio: v.picklist(['none', 'always', 'choice']),
  negative: v.boolean(),
  seed: v.boolean(),
  /** UTF-16 units. */
  maxPrompt: v.pipe(amount, v.minValue(50)),
  tasks: v.pipe(v.array(v.picklist(TASKS)), v.maxLength(3)),
  progress: v.picklist(['percent', 'queue', 'none']),
  cancel: v.picklist(['any', 'queued', 'none']),
  /** How long a result can be had (ms); null: nobody says. */
  resultTtlMs: v.nullable(amount),
  /** None: the price is not known. */
  prices: v.pipe(v.array(PriceLine), v.maxLength(40)),
  /** Who says so, and since when. */
  priceBasis: v.picklist(['live', 'table', 'your-price', 'not-told']),
  asOf: amount,
  /** When the service closed it, or will (ms). A closed one is not offered; its clips stay. */
  retiredAt: v.nullable(amount),
  inputs: v.optional(InputMap, {}),
});
export type ModelCard = v.InferOutput<typeof ModelCard>;

/** What of an order its price depends on. */
export interface Priced {
  seconds: number;
  resolution: string;
  audio: boolean | null;
  images: readonly unknown[];
}

/** The price of an order by its model's card, in US dollars to a millionth; a part that nobody prices: not told. */
export function estimateOf(card: ModelCard, order: Priced): Estimate {
  const fits = card.prices.filter(
    ({ resolution, audio }) =>
      (resolution === '' || resolution === order.resolution) &&
      (audio === null || audio === (order.audio ?? false)),
  );
  // Of one kind only the first counts: the closest line stands first.
  const lines = (['second', 'clip', 'image'] as const).flatMap(
    (per) => fits.find((line) => line.per === per) ?? [],
  );
  if (!lines.some(({ per }) => per !== 'image')) return { usd: null, basis: 'not-told', asOf: null };
  const times = { second: order.seconds, clip: 1, image: order.images.length };
  const usd = lines.reduce((sum, line) => sum + line.usd * times[line.per], 0);
  const basis = card.priceBasis;
  return { usd: Math.round(usd * 1e6) / 1e6, basis, asOf: basis === 'not-told' ? null : card.asOf };
}

/** Whether it can still be asked for. */
export function isOffered({ retiredAt }: ModelCard, now: number): boolean {
  return retiredAt === null || retiredAt > now;
}

/** The length nearest to what is wished that the model makes. */
export function nearestSeconds({ seconds }: Pick<ModelCard, 'seconds'>, wished: number): number {
  if (seconds.kind === 'list') {
    return seconds.values.reduce((best, value) =>
      Math.abs(value - wished) < Math.abs(best - wished) ? value : best,
    );
  }
  const { min, max, step } = seconds;
  const steps = Math.round((Math.min(Math.max(wished, min), max) - min) / step);
  return Math.min(min + steps * step, max);
}
