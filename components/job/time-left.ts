import type { RenderProgress } from '@/utils/renderer';

/** The first frames pay for fonts and shaders: a rate taken from fewer says nothing. */
const ENOUGH_FRAMES = 12;

/** Seconds left by the rate measured so far; undefined while it cannot be told. */
export function secondsLeft(progress: RenderProgress): number | undefined {
  const { framesDone, framesTotal, elapsedMs } = progress;
  if (framesDone < ENOUGH_FRAMES || framesTotal < framesDone || elapsedMs <= 0) return undefined;
  return ((framesTotal - framesDone) * elapsedMs) / framesDone / 1000;
}
