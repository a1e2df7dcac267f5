import type { Aspect } from '@/utils/domain';
import type { Insets, Size } from './types';

/** Layout units of a frame: 720 on the short side. */
export function stageSize(aspect: Aspect): Size {
  const [w, h] = aspect.split(':').map(Number) as [number, number];
  const unit = 720 / Math.min(w, h);
  return { width: w * unit, height: h * unit };
}

/**
 * Where words may stand. Upright frames are watched inside apps: their buttons cover the foot and the right side,
 * their clock the head. Elsewhere it is the broadcast title-safe area.
 */
export function safeArea({ width, height }: Size): Insets {
  const side = width * 0.085;
  if (height > width * 1.5)
    return { left: side, right: width * 0.12, top: height * 0.12, bottom: height * 0.2 };
  if (width > height * 1.2) return { left: side, right: side, top: height * 0.1, bottom: height * 0.135 };
  return { left: side, right: side, top: height * 0.085, bottom: height * 0.125 };
}

/** The most lines that still read as one thought. */
export function maxLines({ width, height }: Size): number {
  if (height > width * 1.5) return 8;
  return width > height * 1.2 ? 5 : 7;
}

export const MAX_TEXT_SIZE = 0.155 * 720;
export const MIN_TEXT_SIZE = 0.042 * 720;
