import * as v from 'valibot';
import { ModelCard, oneLine, type PromptFamily } from '@/utils/domain';
import { pricesOf } from './prices';

const MAX_MODELS = 200;
/** Of one kind, at one model; what has more of them is no model. */
const MAX_CHOICES = 100;
const MB = 1024 * 1024;

/** What cannot be read stands for "not said". */
const words = v.pipe(v.fallback(v.array(v.string()), []), v.maxLength(MAX_CHOICES));
const flag = v.fallback(v.boolean(), false);

const Listed = v.object({
  id: v.string(),
  name: v.fallback(v.string(), ''),
  supported_durations: v.pipe(v.fallback(v.array(v.number()), []), v.maxLength(MAX_CHOICES)),
  supported_resolutions: words,
  supported_aspect_ratios: words,
  supported_sizes: words,
  supported_frame_images: words,
  generate_audio: flag,
  seed: flag,
  allowed_passthrough_parameters: words,
  pricing_skus: v.pipe(
    v.fallback(v.record(v.string(), v.unknown()), {}),
    v.check((skus) => Object.keys(skus).length <= MAX_CHOICES),
  ),
});
const List = v.object({ data: v.array(v.unknown()) });

/** UTF-16 units; the makers' own limits where they are known, else what all of them take. */
const MAX_PROMPT: Partial<Record<PromptFamily, number>> = { kling: 2500, seedance: 3500, runway: 1000 };

/** The models in the list, as cards with today's prices; null: it is no list. */
export function cardsIn(json: unknown, now: number): ModelCard[] | null {
  const list = v.safeParse(List, json);
  if (!list.success) return null;
  return list.output.data.flatMap((entry) => cardOf(entry, now) ?? []).slice(0, MAX_MODELS);
}

/** Null: it cannot be read, or makes nothing from words alone: models without lengths work on a video. */
function cardOf(entry: unknown, now: number): ModelCard | null {
  const listed = v.safeParse(Listed, entry);
  if (!listed.success || listed.output.supported_durations.length === 0) return null;
  const model = listed.output;
  const { supported_durations: values, generate_audio: audio } = model;
  const { aspects, resolutions, inputs } = shapesOf(model);
  const family = familyOf(model.id);
  const prices = pricesOf(model.pricing_skus, { resolutions, audio, seconds: Math.min(...values) });
  const hasFirst = model.supported_frame_images.includes('first_frame');
  const card = v.safeParse(ModelCard, {
    id: model.id,
    name: nameOf(model.name) || nameOf(model.id),
    family,
    seconds: { kind: 'list', values },
    aspects,
    resolutions,
    firstFrame: hasFirst ? 'optional' : 'no',
    lastFrame: model.supported_frame_images.includes('last_frame'),
    // "Image references are supported by all providers", says its specification, and not how many.
    references: hasFirst ? 3 : 0,
    maxImageBytes: 8 * MB,
    withImage: '',
    audio: audio ? 'choice' : 'none',
    // What is passed through goes to whoever runs the model, by their name, which only this one's documents tell:
    // https://openrouter.ai/docs, "Passthrough Options". Elsewhere it would be dropped without a word.
    negative:
      model.id === 'alibaba/wan-2.7' && model.allowed_passthrough_parameters.includes('negative_prompt'),
    seed: model.seed,
    maxPrompt: MAX_PROMPT[family] ?? 4000,
    tasks: [],
    progress: 'none',
    cancel: 'none',
    resultTtlMs: null,
    prices,
    priceBasis: prices.length > 0 ? 'live' : 'not-told',
    asOf: now,
    retiredAt: null,
    inputs,
  } satisfies v.InferInput<typeof ModelCard>);
  return card.success ? card.output : null;
}

const SHAPES = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'];
/** Sizes are whole blocks of pixels: 832 by 480 is meant as 16:9. */
const NEAR = 0.04;

/** Shapes and resolutions; of a model that names sizes only, those that they stand for, each with its size. */
function shapesOf(
  model: v.InferOutput<typeof Listed>,
): Pick<ModelCard, 'aspects' | 'resolutions' | 'inputs'> {
  const { supported_aspect_ratios: aspects, supported_resolutions: resolutions } = model;
  if (aspects.length + resolutions.length > 0) return { aspects, resolutions, inputs: {} };
  const values: Record<string, string> = {};
  const found = { aspects: new Set<string>(), resolutions: new Set<string>() };
  for (const size of model.supported_sizes) {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const shape = SHAPES.find((each) => {
      const [w = 0, h = 0] = each.split(':').map(Number);
      return Math.abs((width * h) / (height * w) - 1) < NEAR;
    });
    if (shape === undefined) continue;
    const resolution = `${Math.min(width, height)}p`;
    found.aspects.add(shape);
    found.resolutions.add(resolution);
    values[`${shape} ${resolution}`] = size;
    // Not every shape comes in every resolution.
    values[shape] ??= size;
  }
  const name = { name: 'size', form: 'as-is', values } as const;
  return {
    aspects: [...found.aspects],
    resolutions: [...found.resolutions],
    inputs: found.aspects.size > 0 ? { aspect: name } : {},
  };
}

/** Shown among the user's own words: without what turns the line around or cannot be seen. */
const nameOf = (said: string): string => oneLine(said, 60);

/** How its prompts are to be written, by the name of its maker or its own. */
function familyOf(id: string): PromptFamily {
  const [name] = /kling|\bveo|seedance|sora|grok|omni|runway|\bwan/.exec(id.toLowerCase()) ?? [];
  return (name as PromptFamily | undefined) ?? 'plain';
}
