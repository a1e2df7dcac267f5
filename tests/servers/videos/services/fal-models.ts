/** What one input of a model may be. */
export type Field =
  | { kind: 'text'; required?: boolean; max?: number }
  | { kind: 'picture'; required?: boolean }
  | { kind: 'flag' }
  | { kind: 'whole'; min: number; max: number }
  | { kind: 'choice'; of: readonly (string | number)[] };

type Inputs = Readonly<Record<string, Field>>;

const prompt: Field = { kind: 'text', required: true };
const text: Field = { kind: 'text' };
const flag: Field = { kind: 'flag' };
const picture: Field = { kind: 'picture' };
const needed: Field = { kind: 'picture', required: true };
const seed: Field = { kind: 'whole', min: 0, max: 2 ** 31 - 1 };

const choice = (...of: (string | number)[]): Field => ({ kind: 'choice', of });
/** Whole seconds, written as text. */
const written = (min: number, max: number): Field =>
  choice(...Array.from({ length: max - min + 1 }, (_, i) => String(min + i)));

const SQUARE = choice('16:9', '9:16', '1:1');
const MOST = choice('16:9', '9:16', '1:1', '4:3', '3:4', '21:9');

const kling: Inputs = {
  prompt: { kind: 'text', required: true, max: 2500 },
  negative_prompt: text,
  duration: written(3, 15),
  generate_audio: flag,
};

const wan3: Inputs = {
  prompt,
  duration: { kind: 'whole', min: 2, max: 30 },
  resolution: choice('480p', '720p', '1080p'),
  audio: flag,
  enable_prompt_expansion: flag,
  seed,
};

const wan27: Inputs = {
  prompt: { kind: 'text', required: true, max: 5000 },
  negative_prompt: text,
  duration: written(2, 15),
  resolution: choice('720p', '1080p'),
  enable_prompt_expansion: flag,
  seed,
};

const seedance: Inputs = {
  prompt,
  duration: written(4, 15),
  resolution: choice('480p', '720p'),
  generate_audio: flag,
  seed,
};

const h3: Inputs = {
  prompt,
  duration: { kind: 'whole', min: 5, max: 15 },
  resolution: choice('480P', '768P'),
  prompt_expansion_mode: text,
  seed,
};

const veo: Inputs = {
  prompt,
  negative_prompt: text,
  duration: choice('4s', '6s', '8s'),
  resolution: choice('720p', '1080p'),
  aspect_ratio: choice('16:9', '9:16'),
  generate_audio: flag,
  auto_fix: flag,
  seed,
};

/** Models by endpoint. Each names its inputs, and counts seconds, in its own way: "5", 5 and "8s". */
export const FAL_MODELS: Readonly<Record<string, Inputs>> = {
  ...pair('fal-ai/kling-video/v3/standard', kling, SQUARE, {
    start_image_url: needed,
    end_image_url: picture,
  }),
  ...pair('fal-ai/kling-video/v3/pro', kling, SQUARE, { start_image_url: needed, end_image_url: picture }),
  ...pair('alibaba/wan-3.0', wan3, MOST, { start_image_url: needed, end_image_url: picture }),
  ...pair('fal-ai/wan/v2.7', wan27, MOST, { image_url: needed, end_image_url: picture }),
  ...pair('bytedance/seedance-2.0', seedance, MOST, { image_url: needed, end_image_url: picture }),
  ...pair('bytedance/seedance-2.0/fast', seedance, MOST, { image_url: needed, end_image_url: picture }),
  ...pair('minimax/h3-max', h3, SQUARE, { image_url: needed }),
  'fal-ai/veo3.1': veo,
  'fal-ai/veo3.1/image-to-video': { ...veo, image_url: needed },
};

/** A model for words, which has a shape to choose, and its sister for pictures. */
function pair(path: string, inputs: Inputs, aspects: Field, pictures: Inputs): Record<string, Inputs> {
  return {
    [`${path}/text-to-video`]: { ...inputs, aspect_ratio: aspects },
    [`${path}/image-to-video`]: { ...inputs, ...pictures },
  };
}

/** One thing that is wrong with an input, as FastAPI says it. */
export interface Wrong {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: unknown;
}

/** Everything that is wrong with a model's input; unknown inputs are let through, as the service does. */
export function wrongIn(model: string, input: Readonly<Record<string, unknown>>): Wrong[] {
  return Object.entries(FAL_MODELS[model] ?? {}).flatMap(([name, field]) => {
    const value = input[name];
    if (value === undefined || value === null) {
      const required = 'required' in field && field.required === true;
      return required ? [{ loc: ['body', name], msg: 'Field required', type: 'missing' }] : [];
    }
    const wrong = wrongWith(field, value);
    return wrong ? [{ loc: ['body', name], input: value, ...wrong }] : [];
  });
}

function wrongWith(field: Field, value: unknown): Pick<Wrong, 'msg' | 'type'> | undefined {
  switch (field.kind) {
    case 'text': {
      if (typeof value !== 'string') return { msg: 'Input should be a valid string', type: 'string_type' };
      const max = field.max ?? 20_000;
      if (value.length <= max) return undefined;
      return { msg: `String should have at most ${max} characters`, type: 'string_too_long' };
    }
    case 'picture':
      if (typeof value === 'string' && /^(https:\/\/|data:image\/)/.test(value)) return undefined;
      return { msg: 'Failed to load the image', type: 'image_load_error' };
    case 'flag':
      if (typeof value === 'boolean') return undefined;
      return { msg: 'Input should be a valid boolean', type: 'bool_type' };
    case 'whole':
      if (Number.isInteger(value) && Number(value) >= field.min && Number(value) <= field.max)
        return undefined;
      return { msg: `Input should be a whole number from ${field.min} to ${field.max}`, type: 'int_type' };
    default:
      if (field.of.includes(value as string | number)) return undefined;
      return {
        msg: `Input should be ${field.of.map((each) => JSON.stringify(each)).join(', ')}`,
        type: 'literal_error',
      };
  }
}
