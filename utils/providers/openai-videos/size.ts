import type { ServiceRequest } from '@/utils/domain';

/** Video models work in blocks of so many pixels. */
const BLOCK = 16;
/** Long sides that do not follow from the shape: OpenAI's larger size is 7:4. */
const LONG_SIDES: Readonly<Record<string, number>> = { '1024p': 1792 };

/** Pixels of an order: the resolution is its short side. Null where the order names none. */
export function pixelsOf({
  aspect,
  resolution,
}: Pick<ServiceRequest, 'aspect' | 'resolution'>): { width: number; height: number } | null {
  const ratio = /^([1-9]\d*):([1-9]\d*)$/.exec(aspect);
  const short = Number(/^(\d+)p$/.exec(resolution)?.[1] ?? 0);
  if (!ratio || short === 0) return null;
  const [w, h] = [Number(ratio[1]), Number(ratio[2])];
  if (w === h) return { width: short, height: short };
  const shaped = BLOCK * Math.round((short * Math.max(w, h)) / Math.min(w, h) / BLOCK);
  const long = LONG_SIDES[resolution] ?? shaped;
  return w > h ? { width: long, height: short } : { width: short, height: long };
}

/** "1280x720"; empty where the order names none. */
export function sizeOf(order: Pick<ServiceRequest, 'aspect' | 'resolution'>): string {
  const pixels = pixelsOf(order);
  return pixels ? `${pixels.width}x${pixels.height}` : '';
}
