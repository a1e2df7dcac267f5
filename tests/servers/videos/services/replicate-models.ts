interface Property {
  type?: 'string' | 'integer' | 'boolean' | 'array';
  title: string;
  enum?: readonly (string | number)[];
  format?: 'uri';
  minimum?: number;
  maximum?: number;
  default?: unknown;
  nullable?: boolean;
}

export interface InputSchema {
  type: 'object';
  required: readonly string[];
  properties: Readonly<Record<string, Property>>;
}

const prompt: Property = { type: 'string', title: 'Prompt' };
const seed: Property = { type: 'integer', title: 'Seed', nullable: true };
const negative: Property = { type: 'string', title: 'Negative Prompt', default: '' };
const image = (title: string): Property => ({ type: 'string', format: 'uri', title });
const choice = (title: string, ...values: (string | number)[]): Property => ({
  title,
  enum: values,
  default: values[0],
  type: typeof values[0] === 'number' ? 'integer' : 'string',
});

/** Inputs of each model as its page has them; each names them in its own way. */
export const REPLICATE_MODELS: Readonly<Record<string, InputSchema>> = {
  'google/veo-3.1': {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt,
      image: image('Image'),
      last_frame: image('Last Frame'),
      duration: choice('Duration', 8, 6, 4),
      resolution: choice('Resolution', '1080p', '720p'),
      aspect_ratio: choice('Aspect Ratio', '16:9', '9:16'),
      negative_prompt: negative,
      generate_audio: { type: 'boolean', title: 'Generate Audio', default: true },
      seed,
    },
  },
  'bytedance/seedance-2.0': seedance('480p', '720p', '1080p'),
  'bytedance/seedance-2.0-fast': seedance('480p', '720p'),
  'kwaivgi/kling-v3-video': {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt,
      start_image: image('Start Image'),
      end_image: image('End Image'),
      mode: choice('Mode', 'standard', 'pro'),
      generate_audio: { type: 'boolean', title: 'Generate Audio', default: false },
      duration: { type: 'integer', title: 'Duration', minimum: 3, maximum: 15, default: 5 },
      aspect_ratio: choice('Aspect Ratio', '16:9', '9:16', '1:1'),
      negative_prompt: negative,
    },
  },
  'wan-video/wan-2.7-t2v': {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt,
      duration: { type: 'integer', title: 'Duration', minimum: 2, maximum: 15, default: 5 },
      resolution: choice('Resolution', '720p', '1080p'),
      aspect_ratio: choice('Aspect Ratio', '16:9', '9:16', '1:1', '4:3', '3:4'),
      negative_prompt: negative,
      seed,
    },
  },
};

function seedance(...resolutions: string[]): InputSchema {
  return {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt,
      image: image('Image'),
      last_frame_image: image('Last Frame Image'),
      reference_images: { type: 'array', title: 'Reference Images', default: [] },
      duration: { type: 'integer', title: 'Duration', minimum: 4, maximum: 15, default: 5 },
      resolution: choice('Resolution', ...resolutions),
      aspect_ratio: choice('Aspect Ratio', '16:9', '9:16', '1:1', '4:3', '3:4', '21:9'),
      generate_audio: { type: 'boolean', title: 'Generate Audio', default: true },
      seed,
    },
  };
}

/** What is wrong with an input, one line each, as the service says it. */
export function wrongIn(
  { required, properties }: InputSchema,
  input: Readonly<Record<string, unknown>>,
): string[] {
  const missing = required
    .filter((name) => input[name] === undefined)
    .map((name) => `- input: ${name} is required`);
  const wrong = Object.entries(input).flatMap(([name, value]) => {
    const property = properties[name];
    if (!property) return [`- input: Additional property ${name} is not allowed`];
    const words = wrongWith(property, value);
    return words === undefined ? [] : [`- input.${name}: ${words}`];
  });
  return [...missing, ...wrong];
}

function wrongWith(property: Property, value: unknown): string | undefined {
  if (value === null && property.nullable) return undefined;
  if (property.enum) {
    return property.enum.includes(value as string | number)
      ? undefined
      : `must be one of the following: ${property.enum.map((each) => JSON.stringify(each)).join(', ')}`;
  }
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (property.type !== type) return `Invalid type. Expected: ${property.type}, given: ${type}`;
  if (property.format === 'uri' && !/^(https:\/\/|data:)/.test(String(value)))
    return 'Does not match format uri';
  if (Number(value) < (property.minimum ?? -Infinity))
    return `Must be greater than or equal to ${property.minimum}`;
  if (Number(value) > (property.maximum ?? Infinity))
    return `Must be less than or equal to ${property.maximum}`;
  return undefined;
}
