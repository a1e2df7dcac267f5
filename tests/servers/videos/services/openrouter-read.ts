import type { Form } from '../form';
import type { Read, Setup } from '../flavours';
import type { RouterModel } from './openrouter-models';
import { ROUTER_MODELS } from './openrouter-models';

const KNOWN = new Set(
  (
    'model prompt duration resolution aspect_ratio size generate_audio seed frame_images input_references ' +
    'provider previous_job_id callback_url session_id'
  ).split(' '),
);

export const modelsLeft = (retired: readonly string[]): RouterModel[] =>
  ROUTER_MODELS.filter(({ id }) => !retired.includes(id));

/** Words on what is wrong with an order; undefined: nothing. */
type Check = (fields: Record<string, unknown>, model: RouterModel) => string | undefined;

const CHECKS: readonly Check[] = [
  ({ prompt }) => (typeof prompt === 'string' && prompt !== '' ? undefined : 'prompt: Required'),
  ({ duration }, { supported_durations: all }) =>
    isOneOf(duration, all, Number.isInteger) ? undefined : `duration: Unsupported value ${String(duration)}`,
  ({ resolution }, { supported_resolutions: all }) =>
    isOneOf(resolution, all, isText) ? undefined : `resolution: Unsupported value ${String(resolution)}`,
  ({ aspect_ratio: aspect }, { supported_aspect_ratios: all }) =>
    isOneOf(aspect, all, isText) ? undefined : `aspect_ratio: Unsupported value ${String(aspect)}`,
  ({ size }, { supported_sizes: all }) =>
    isOneOf(size, all, isText) ? undefined : `size: Unsupported value ${String(size)}`,
  ({ size, resolution, aspect_ratio: aspect }) =>
    size !== undefined && (resolution !== undefined || aspect !== undefined)
      ? 'size cannot be combined with resolution and aspect_ratio'
      : undefined,
  ({ generate_audio: audio }, model) =>
    audio === undefined || (typeof audio === 'boolean' && !(audio && model.generate_audio === false))
      ? undefined
      : 'generate_audio: Not supported by this model',
  ({ seed }, model) =>
    seed === undefined || (Number.isInteger(seed) && model.seed !== false)
      ? undefined
      : 'seed: Not supported',
  ({ frame_images: frames }, { supported_frame_images: all }) => framesWrong(frames, all),
  ({ input_references: references }) =>
    references === undefined || (Array.isArray(references) && references.every(isPicture))
      ? undefined
      : 'input_references: Invalid input',
  ({ provider }) =>
    provider === undefined || (typeof provider === 'object' && provider !== null)
      ? undefined
      : 'provider: Expected object',
];

const isText = (value: unknown): boolean => typeof value === 'string';

/** Left out, or one of these; of the right type where nothing is said of the values. */
function isOneOf(value: unknown, all: readonly unknown[] | null, fits: (value: unknown) => boolean): boolean {
  return value === undefined || (fits(value) && (all === null || all.includes(value)));
}

function isPicture(value: unknown): boolean {
  const { type, image_url: image } = value as { type?: unknown; image_url?: { url?: unknown } };
  return type === 'image_url' && typeof image?.url === 'string' && /^(https:|data:image\/)/.test(image.url);
}

function framesWrong(frames: unknown, all: readonly string[] | null): string | undefined {
  if (frames === undefined) return undefined;
  if (!Array.isArray(frames) || !frames.every(isPicture)) return 'frame_images: Invalid input';
  const types = frames.map((frame) => String((frame as { frame_type?: unknown }).frame_type));
  const wrong = types.find((type) => !all?.includes(type));
  if (wrong !== undefined) return `frame_images: ${wrong} is not supported by this model`;
  return new Set(types).size === types.length ? undefined : 'frame_images: each frame_type only once';
}

/** JSON only, nothing unknown, nothing that the model does not list. */
export function read(form: Form, { retired }: Setup, no: (message: string) => Read): Read {
  const { fields } = form;
  if (form.kind !== 'json' || form.malformed) return no('Expected a JSON body');
  const unknown = Object.keys(fields).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return no(`Unrecognized key: "${unknown}"`);
  const model = modelsLeft(retired).find(({ id }) => id === fields['model']);
  if (!model) return no(`${String(fields['model'])} is not a valid model ID`);
  for (const check of CHECKS) {
    const wrong = check(fields, model);
    if (wrong !== undefined) return no(wrong);
  }
  const order = {
    prompt: String(fields['prompt']),
    model: model.id,
    seconds: String(fields['duration'] ?? model.supported_durations?.at(-1) ?? 5),
    size: String(fields['size'] ?? ''),
    image: form.media.length === 0 ? 'none' : 'url',
  } as const;
  return { ok: true, order };
}
