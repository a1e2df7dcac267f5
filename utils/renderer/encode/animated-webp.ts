import { readableCanvas } from './canvas';
import { DrawError, describe, type EncodeOptions, type FrameSource } from './types';
import { animatedWebp, type WebpFrame } from './webp';

/** Pixels of the longer side: the still encoder takes 10 ms for such a frame, and the file stays near 1 MB. */
const LONG_SIDE = 640;
/** Every second frame. */
const STEP = 2;
const QUALITY = 0.75;

export interface WebpFile {
  file: Blob;
  frames: number;
}

/**
 * The clip as an animated WebP, for browsers without any video encoder: smaller, and half the frames.
 * Undefined where the browser writes no WebP either. Throws like `encodeVideo`.
 */
export async function encodeAnimatedWebp(
  frames: FrameSource,
  { signal, onProgress }: EncodeOptions,
): Promise<WebpFile | undefined> {
  const scale = Math.min(1, LONG_SIDE / Math.max(frames.width, frames.height));
  const full = readableCanvas(frames.width, frames.height);
  const small = readableCanvas(Math.round(frames.width * scale), Math.round(frames.height * scale));
  const { width, height } = small.canvas;
  small.ctx.imageSmoothingQuality = 'medium';
  const made: WebpFrame[] = [];
  for (let index = 0; index < frames.frameCount; index += STEP) {
    try {
      frames.draw(full.ctx, index / frames.fps);
    } catch (error) {
      throw new DrawError(describe(error), { cause: error });
    }
    small.ctx.drawImage(full.canvas, 0, 0, width, height);
    const blob = await small.canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
    if (blob.type !== 'image/webp') return undefined;
    const next = Math.min(index + STEP, frames.frameCount);
    made.push({
      still: new Uint8Array(await blob.arrayBuffer()),
      // Whole milliseconds that still add up to the clip's length.
      duration: milliseconds(next, frames.fps) - milliseconds(index, frames.fps),
    });
    onProgress(next, frames.frameCount);
    signal.throwIfAborted();
  }
  const file = new Blob([animatedWebp(made, width, height)], { type: 'image/webp' });
  return { file, frames: made.length };
}

function milliseconds(frame: number, fps: number): number {
  return Math.round((frame * 1000) / fps);
}
