/** Pixels of a still: near a megapixel, in steps that image models are trained on. */
const AREA = 1024 * 1024;
const STEP = 64;
/** OpenAI's models take these three and no others. */
const OPENAI_SIZES = ['1536x1024', '1024x1024', '1024x1536'] as const;

/** OpenAI's own: they take other sizes, and always answer with the picture itself. */
export const isGptImage = (model: string): boolean => /(?:^|\/)(?:chat)?gpt-image/i.test(model);

/** The size to ask for; a clip cuts its own shape out of what comes. `aspect`: "16:9"; anything else is a square. */
export function sizeOf(model: string, aspect: string): string {
  const ratio = ratioOf(aspect);
  if (isGptImage(model)) return OPENAI_SIZES[ratio > 1.2 ? 0 : ratio < 0.84 ? 2 : 1];
  const side = (length: number): number => Math.max(STEP, STEP * Math.round(length / STEP));
  return `${side(Math.sqrt(AREA * ratio))}x${side(Math.sqrt(AREA / ratio))}`;
}

function ratioOf(aspect: string): number {
  const [, w = '1', h = '1'] = /^(\d{1,3}(?:\.\d+)?):(\d{1,3}(?:\.\d+)?)$/.exec(aspect) ?? [];
  const ratio = Number(w) / Number(h);
  return ratio >= 1 / 4 && ratio <= 4 ? ratio : 1;
}
