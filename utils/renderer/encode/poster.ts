import { readableCanvas } from './canvas';
import { still } from './still';
import { DrawError, describe, type FrameSource } from './types';

/** Pixels; what a card of the library shows at twice its size. */
const POSTER_WIDTH = 480;

/** The frame at `posterTime` as a small still. Throws DrawError when it cannot be drawn. */
export async function poster(frames: FrameSource): Promise<Blob> {
  const full = readableCanvas(frames.width, frames.height);
  try {
    frames.draw(full.ctx, frames.posterTime);
  } catch (error) {
    throw new DrawError(describe(error), { cause: error });
  }
  const small = readableCanvas(POSTER_WIDTH, Math.round((POSTER_WIDTH * frames.height) / frames.width));
  small.ctx.imageSmoothingQuality = 'high';
  small.ctx.drawImage(full.canvas, 0, 0, small.canvas.width, small.canvas.height);
  return still(small.canvas, 0.82);
}
