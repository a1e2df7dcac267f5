import type { Form } from '../form';
import type { Read, Setup } from '../flavours';
import { googleError } from './google';

/** Seconds that each model takes. */
export const OMNI_MODELS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  'gemini-omni-1.1-flash': [3, 10],
  'gemini-omni-1.2-flash': [3, 15],
};

const KNOWN = new Set(
  (
    'model input background store stream response_modalities response_format generation_config ' +
    'previous_interaction_id system_instruction'
  ).split(' '),
);
const FORMAT = new Set(['type', 'aspect_ratio', 'resolution', 'duration', 'delivery', 'mime_type']);
const TASKS = new Set(['text_to_video', 'image_to_video', 'reference_to_video', 'edit']);

interface Content {
  type?: unknown;
  text?: unknown;
  data?: unknown;
  mime_type?: unknown;
  uri?: unknown;
}

/** All content of the user's turns; a plain string is one text. */
function contentOf(input: unknown): Content[] {
  if (typeof input === 'string') return [{ type: 'text', text: input }];
  const turns = (Array.isArray(input) ? input : [input]) as { type?: unknown; content?: unknown }[];
  return turns.flatMap((turn) => {
    if (typeof turn !== 'object' || turn === null) return [];
    if (turn.type !== 'user_input') return [turn as Content];
    return typeof turn.content === 'string' ? contentOf(turn.content) : ((turn.content ?? []) as Content[]);
  });
}

export function promptOf({ fields }: Form): string {
  return contentOf(fields['input'])
    .flatMap(({ type, text }) => (type === 'text' ? [String(text)] : []))
    .join('\n');
}

type Fields = Record<string, unknown>;

/** An order whose model is known already; words on what is wrong with it. */
const CHECKS: readonly ((fields: Fields, form: Form) => string | undefined)[] = [
  (fields) => unknownIn(fields, KNOWN, ''),
  (_, form) => (promptOf(form).trim() === '' ? 'The input has no text.' : undefined),
  ({ input }) => contentOf(input).map(contentWrong).find(Boolean),
  ({ background, store }) =>
    background === true && store === true ? undefined : 'Video needs background and store set to true.',
  ({ response_format: format, model }) => formatWrong(format, String(model)),
  ({ generation_config: config }) => {
    const { video_config: video } = (config ?? {}) as { video_config?: { task?: unknown } };
    return video?.task === undefined || TASKS.has(String(video.task))
      ? undefined
      : `Invalid value at 'generation_config.video_config.task': ${String(video.task)}`;
  },
];

export function read(form: Form, { retired }: Setup): Read {
  const no = (status: number, message: string): Read => ({ ok: false, answer: googleError(status, message) });
  const { fields } = form;
  if (form.kind !== 'json' || form.malformed) return no(400, 'Invalid JSON payload received.');
  const model = String(fields['model']).replace(/^models\//, '');
  if (!Object.hasOwn(OMNI_MODELS, model))
    return no(404, `models/${model} is not found for API version v1beta.`);
  if (retired.includes(model))
    return no(404, `models/${model} is no longer available. Please use a newer model.`);
  for (const check of CHECKS) {
    const wrong = check({ ...fields, model }, form);
    if (wrong !== undefined) return no(400, wrong);
  }
  const { duration, resolution } = (fields['response_format'] ?? {}) as Fields;
  const order = {
    prompt: promptOf(form),
    model,
    // Ten are made, and paid for, when nobody says how many.
    seconds: String(parseFloat(String(duration ?? '10s'))),
    size: String(resolution ?? '720p'),
    image: form.media.length === 0 ? 'none' : 'file',
  } as const;
  return { ok: true, order };
}

function unknownIn(value: object, known: ReadonlySet<string>, at: string): string | undefined {
  const name = Object.keys(value).find((each) => !known.has(each));
  if (name === undefined) return undefined;
  return `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`;
}

/** Pictures come as base64 or lie in the Files API; nothing is fetched from elsewhere. */
function contentWrong({ type, data, mime_type: mime, uri }: Content): string | undefined {
  if (type === 'text') return undefined;
  if (type !== 'image' && type !== 'video') return `Unsupported content type: ${String(type)}`;
  if (typeof uri === 'string') return /\/files\//.test(uri) ? undefined : `Cannot fetch content from ${uri}`;
  const isBase64 = typeof data === 'string' && data !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(data);
  if (!isBase64) return `Invalid value at 'input.content.data' (TYPE_BYTES), Base64 decoding failed`;
  return /^(image\/(png|jpeg|webp)|video\/mp4)$/.test(String(mime))
    ? undefined
    : `Unsupported MIME type: ${String(mime)}`;
}

function formatWrong(format: unknown, model: string): string | undefined {
  if (typeof format !== 'object' || format === null) return 'response_format is required for video.';
  const { type, aspect_ratio: aspect, resolution, duration, delivery } = format as Fields;
  const [min, max] = OMNI_MODELS[model] ?? [0, 0];
  const seconds = /^\d+(\.\d+)?s$/.test(String(duration ?? '10s'))
    ? parseFloat(String(duration ?? '10s'))
    : NaN;
  const inRange = seconds >= min && seconds <= max;
  const wrong = [
    type === 'video' ? '' : 'type',
    aspect === undefined || ['16:9', '9:16'].includes(String(aspect)) ? '' : 'aspect_ratio',
    resolution === undefined || ['360p', '720p', '1080p', '4k'].includes(String(resolution))
      ? ''
      : 'resolution',
    inRange ? '' : 'duration',
    delivery === undefined || ['uri', 'inline'].includes(String(delivery)) ? '' : 'delivery',
  ].find((name) => name !== '');
  if (wrong !== undefined) return `Invalid value at 'response_format.${wrong}'`;
  return unknownIn(format, FORMAT, " at 'response_format'");
}
