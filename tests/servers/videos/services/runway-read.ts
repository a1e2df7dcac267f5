import type { Form } from '../form';
import type { Order, Setup } from '../flavours';
import { RUNWAY_MODELS, type RunwayModel } from './runway-models';

const KNOWN = new Set(
  'model promptText promptImage ratio duration seed audio contentModeration references'.split(' '),
);
const LONGEST_IMAGE = 5 * 1024 * 1024;

export interface Issue {
  code: string;
  path: string[];
  message: string;
}
export type Ordered = { ok: true; order: Order; credits: number } | { ok: false; issues: Issue[] };

type Fields = Readonly<Record<string, unknown>>;

export function read(form: Form, kind: 'text' | 'image', { retired }: Setup): Ordered {
  const { fields } = form;
  if (form.kind !== 'json' || form.malformed) return no('', 'Expected a JSON body');
  const name = String(fields['model']);
  const model = retired.includes(name) ? undefined : RUNWAY_MODELS[name];
  if (!model?.[kind]) return no('model', `Invalid enum value. Received '${name}'`, 'invalid_enum_value');
  const wrong = wrongIn(fields, model, kind);
  if (wrong) return no(wrong[0], wrong[1]);
  const seconds = Number(fields['duration'] ?? model.seconds.at(-1));
  const order = {
    prompt: String(fields['promptText'] ?? ''),
    model: name,
    seconds: String(seconds),
    size: String(fields['ratio']),
    image: form.media.length === 0 ? 'none' : 'url',
  } as const;
  return { ok: true, order, credits: model.credits * seconds };
}

function no(path: string, message: string, code = 'invalid_value'): Ordered {
  return { ok: false, issues: [{ code, path: path === '' ? [] : [path], message }] };
}

/** The first thing that is wrong, with its place. */
function wrongIn(fields: Fields, model: RunwayModel, kind: 'text' | 'image'): [string, string] | undefined {
  const { promptText: prompt, promptImage, ratio, duration, seed, audio } = fields;
  const unknown = Object.keys(fields).find((each) => !KNOWN.has(each) && !model.more.includes(each));
  if (unknown !== undefined) return [unknown, `Unrecognized key: '${unknown}'`];
  if (typeof prompt !== 'string' || prompt === '') return ['promptText', 'Required'];
  if (prompt.length > model.maxPrompt) {
    return ['promptText', `String must contain at most ${model.maxPrompt} character(s)`];
  }
  if (!hasRatio(model, kind, ratio)) return ['ratio', `Invalid ratio: ${String(ratio)}`];
  if (duration !== undefined && !model.seconds.includes(duration as number)) {
    return ['duration', `Invalid duration: ${String(duration)}`];
  }
  const isSeed = Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) < 2 ** 32;
  if (seed !== undefined && !isSeed) return ['seed', 'Number must be an integer from 0 to 4294967295'];
  if (audio !== undefined && !(typeof audio === 'boolean' && model.audio)) return ['audio', 'Not supported'];
  return kind === 'text' ? imageInText(promptImage) : imageWrong(promptImage);
}

/** Where sides are named, a picture may have its own. */
function hasRatio({ ratios }: RunwayModel, kind: 'text' | 'image', ratio: unknown): boolean {
  if (ratio === undefined) return ratios.length === 0 || (kind === 'image' && ratios.includes('3:2'));
  return ratios.includes(String(ratio));
}

function imageInText(image: unknown): [string, string] | undefined {
  return image === undefined ? undefined : ['promptImage', "Unrecognized key: 'promptImage'"];
}

function imageWrong(image: unknown): [string, string] | undefined {
  const list = Array.isArray(image)
    ? (image as { uri?: unknown; position?: unknown }[])
    : [{ uri: image, position: 'first' }];
  const bad = list.length === 0 || list.some(({ uri, position }) => !isImage(uri) || !isPlace(position));
  if (bad) return ['promptImage', 'Invalid asset'];
  return list.some(({ uri }) => String(uri).length > LONGEST_IMAGE)
    ? ['promptImage', 'Asset is larger than 5MB']
    : undefined;
}

const isPlace = (value: unknown): boolean => value === 'first' || value === 'last';
const isImage = (value: unknown): boolean =>
  typeof value === 'string' && /^(https:\/\/|runway:\/\/|data:image\/(png|jpeg|webp);base64,)/.test(value);
