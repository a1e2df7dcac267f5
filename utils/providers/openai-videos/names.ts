import type { ModelCard, PromptFamily } from '@/utils/domain';

/** Families by what their models are called, wherever they are served: "Wan-AI/Wan2.2-T2V", "gemini/veo-3.1". */
const FAMILIES: readonly (readonly [RegExp, PromptFamily])[] = [
  [/sora/i, 'sora'],
  [/gemini.*omni|omni.*flash/i, 'omni'],
  [/(^|[^a-z])veo/i, 'veo'],
  [/kling/i, 'kling'],
  [/seedance/i, 'seedance'],
  [/grok/i, 'grok'],
  [/runway|(^|[^a-z0-9])gen-?[345]([^a-z0-9]|$)/i, 'runway'],
  [/(^|[^a-z])wan([^a-z]|$)/i, 'wan'],
];

/** How a model wants its prompts written, as far as its name tells. */
export function familyOf(model: string): PromptFamily {
  return FAMILIES.find(([pattern]) => pattern.test(model))?.[1] ?? 'plain';
}

/** Whether a model begins with a picture; `name`: its own, or a task as servers name it ("T2V", "TI2V"). */
export function firstFrameOf(name: string): ModelCard['firstFrame'] {
  if (/(^|[^a-z0-9])(ti2v|it2v)/i.test(name)) return 'optional';
  const fromWords = /(^|[^a-z0-9])t2v|text[-_ ]?(to|2)[-_ ]?video/i.test(name);
  const fromPicture = /(^|[^a-z0-9])i2v|image[-_ ]?(to|2)[-_ ]?video/i.test(name);
  if (fromWords === fromPicture) return 'optional';
  return fromPicture ? 'required' : 'no';
}
