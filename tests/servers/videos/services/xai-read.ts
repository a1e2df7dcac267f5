import type { Form } from '../form';
import type { Answer, Order, Setup } from '../flavours';

/** US dollars a second, by resolution. */
export const XAI_MODELS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'grok-imagine-video': { '480p': 0.05, '720p': 0.07 },
  'grok-imagine-video-1.5-lite': { '480p': 0.02, '720p': 0.035 },
  'grok-imagine-video-1.5': { '480p': 0.08, '720p': 0.14, '1080p': 0.25 },
};

export type Kind = 'generations' | 'edits' | 'extensions';

type Fields = Readonly<Record<string, unknown>>;

const ASPECTS = new Set(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3']);

export type Ordered = { ok: true; order: Order } | { ok: false; message: string };

/** 480p and eight seconds for whoever names neither: made, and paid for. */
export function read(form: Form, kind: Kind, { retired }: Setup, filesAt: string): Ordered {
  const { fields } = form;
  if (form.kind !== 'json' || form.malformed) return no('Failed to parse the request body as JSON');
  const { model, prompt, duration = 8, resolution = '480p' } = fields;
  const rates = XAI_MODELS[String(model)];
  if (!rates || retired.includes(String(model))) {
    return no(`The model ${String(model)} does not exist or your team does not have access to it.`);
  }
  if (typeof prompt !== 'string' || prompt === '') return no('prompt: field required');
  const wrong = kind === 'generations' ? generationWrong(fields, rates) : videoWrong(fields, kind, filesAt);
  if (wrong !== undefined) return no(wrong);
  const order = {
    prompt,
    model: String(model),
    seconds: String(duration),
    size: String(resolution),
    image: form.media.length === 0 ? 'none' : 'url',
  } as const;
  return { ok: true, order };
}

const no = (message: string): Ordered => ({ ok: false, message });

const isLength = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 15;

function isMedium(value: unknown): boolean {
  const { url } = (value ?? {}) as { url?: unknown };
  return typeof url === 'string' && /^(https:\/\/|data:(image|video)\/)/.test(url);
}

function generationWrong(fields: Fields, rates: Readonly<Record<string, number>>): string | undefined {
  const { duration, resolution, aspect_ratio: aspect, generate_audio: audio } = fields;
  const { image, last_frame: last, reference_images: references } = fields;
  const wrong: readonly [boolean, string][] = [
    [duration !== undefined && !isLength(duration), 'duration: must be an integer from 1 to 15'],
    [resolution !== undefined && !Object.hasOwn(rates, String(resolution)), 'resolution: not supported'],
    [aspect !== undefined && !ASPECTS.has(String(aspect)), 'aspect_ratio: not supported'],
    [audio !== undefined && typeof audio !== 'boolean', 'generate_audio: must be a boolean'],
    [image !== undefined && !isMedium(image), 'image: must be an object with a url'],
    [
      last !== undefined && !(isMedium(last) && image !== undefined),
      'last_frame: needs an image to start from',
    ],
    [references !== undefined && !areReferences(references), 'reference_images: at most 7'],
    [references !== undefined && image !== undefined, 'reference_images: cannot be combined with image'],
    [fields['seed'] !== undefined, 'seed: unknown field'],
  ];
  return wrong.find(([is]) => is)?.[1];
}

function areReferences(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= 7 && value.every(isMedium);
}

/** What it made itself lies with this server, behind plain http. */
function videoWrong({ video, duration }: Fields, kind: Kind, filesAt: string): string | undefined {
  const { url } = (video ?? {}) as { url?: unknown };
  if (!isMedium(video) && !String(url).startsWith(`${filesAt}/files/`))
    return 'video: must be an object with a url';
  const given = duration !== undefined;
  if (kind === 'edits') return given ? 'duration: not supported for edits' : undefined;
  return given && !isLength(duration) ? 'duration: must be an integer from 1 to 15' : undefined;
}

/** xAI's way of saying what is wrong: both members are plain text. */
export function xaiError(status: number, error: string, code: string): Answer {
  return { status, body: { code, error } };
}
