import { loadFonts, prepareFrames, type Frames } from '@/utils/renderer/draw';
import type { OnDeviceRequest } from '@/utils/domain';
import { fromBase64, toBase64 } from '../../lab/bytes';
import { exposeToLab } from '../../lab/expose';
import { PICTURE } from './cases';
import { dunes } from './picture';

/** Drawn at twice the kept size and halved: dither and the fine differences of font rasterisers average out. */
const DRAWN_SHORT_SIDE = 360;

function newCanvas(width: number, height: number): { canvas: OffscreenCanvas; ctx: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no 2D canvas');
  return { canvas, ctx };
}

const PICTURES: Record<string, () => Promise<Blob>> = {
  [PICTURE]: () => dunes(1200, 800),
  broken: () => Promise.resolve(new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])], { type: 'image/png' })),
  empty: () => Promise.resolve(new Blob([])),
  page: () => Promise.resolve(new Blob(['<!doctype html><p>Not a picture'], { type: 'image/jpeg' })),
};

const phraseModel = async (model: string): Promise<unknown> => (await fetch(`/models/${model}.json`)).json();

async function prepare(request: OnDeviceRequest, shortSide: number): Promise<Awaited<ReturnType<typeof prepareFrames>>> {
  await loadFonts((file) => `/fonts/${file}`);
  return prepareFrames(request, { image: async (id) => PICTURES[id]?.(), phraseModel }, { scale: shortSide / 720 });
}

async function framesOf(request: OnDeviceRequest, shortSide = DRAWN_SHORT_SIDE): Promise<Frames> {
  const prepared = await prepare(request, shortSide);
  if (!prepared.ok) throw new Error(prepared.detail);
  return prepared.frames;
}

function halfSize(frames: Frames, seconds: number): OffscreenCanvas {
  const { canvas, ctx } = newCanvas(frames.width, frames.height);
  frames.draw(ctx, seconds);
  const half = newCanvas(Math.round(frames.width / 2), Math.round(frames.height / 2));
  half.ctx.imageSmoothingQuality = 'high';
  half.ctx.drawImage(canvas, 0, 0, half.canvas.width, half.canvas.height);
  // Six bits a channel: what is left of the dither would be most of the file.
  const image = half.ctx.getImageData(0, 0, half.canvas.width, half.canvas.height);
  for (let i = 0; i < image.data.length; i += 1) if (i % 4 !== 3) image.data[i] = (image.data[i]! & 0xfc) | 2;
  half.ctx.putImageData(image, 0, 0);
  return half.canvas;
}

function pixelsOf(source: CanvasImageSource & { width: number; height: number }): Uint8ClampedArray {
  const { ctx } = newCanvas(source.width, source.height);
  ctx.drawImage(source, 0, 0);
  return ctx.getImageData(0, 0, source.width, source.height).data;
}

/** How far a drawn frame is from the kept one. */
export interface Difference {
  /** Mean absolute difference of a channel, 0..255. */
  mean: number;
  /** Share of pixels with a channel more than 40 off. */
  clearly: number;
}

function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): Difference {
  let sum = 0;
  let clearly = 0;
  for (let i = 0; i < a.length; i += 4) {
    let worst = 0;
    for (let k = 0; k < 3; k += 1) {
      const off = Math.abs(a[i + k]! - b[i + k]!);
      sum += off;
      worst = Math.max(worst, off);
    }
    if (worst > 40) clearly += 1;
  }
  return { mean: sum / ((a.length / 4) * 3), clearly: clearly / (a.length / 4) };
}

exposeToLab({
  /** The frame as a lossless WebP, and how far it is from the golden one if there is one of its size. */
  async goldenFrame(
    request: OnDeviceRequest,
    at: number | 'poster',
    golden: string | null,
  ): Promise<{ drawn: string; difference: Difference | null }> {
    const frames = await framesOf(request);
    const canvas = halfSize(frames, at === 'poster' ? frames.posterTime : at);
    frames.dispose();
    const file = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    const drawn = toBase64(new Uint8Array(await file.arrayBuffer()));
    if (golden === null) return { drawn, difference: null };
    const kept = await createImageBitmap(new Blob([fromBase64(golden)]));
    if (kept.width !== canvas.width || kept.height !== canvas.height) return { drawn, difference: { mean: 255, clearly: 1 } };
    return { drawn, difference: difference(pixelsOf(canvas), pixelsOf(kept)) };
  },

  /** Draws some moments forwards, then backwards on the same canvas; the most any channel differs. */
  async orderMatters(request: OnDeviceRequest): Promise<number> {
    const frames = await framesOf(request, 180);
    const { canvas, ctx } = newCanvas(frames.width, frames.height);
    const times = [0, 0.21, 0.5, 0.77, 0.95, 1].map((share) => share * frames.seconds);
    const forwards = times.map((time) => (frames.draw(ctx, time), pixelsOf(canvas)));
    let worst = 0;
    for (let i = times.length - 1; i >= 0; i -= 1) {
      frames.draw(ctx, times[i]!);
      pixelsOf(canvas).forEach((value, k) => {
        worst = Math.max(worst, Math.abs(value - forwards[i]![k]!));
      });
    }
    frames.dispose();
    return worst;
  },

  /** The same moment at two scales, compared at the smaller one. */
  async scaleMatters(request: OnDeviceRequest): Promise<Difference> {
    const small = await framesOf(request, 360);
    const large = await framesOf(request, 720);
    const a = newCanvas(small.width, small.height);
    const b = newCanvas(large.width, large.height);
    small.draw(a.ctx, small.posterTime);
    large.draw(b.ctx, large.posterTime);
    const c = newCanvas(small.width, small.height);
    c.ctx.imageSmoothingQuality = 'high';
    c.ctx.drawImage(b.canvas, 0, 0, small.width, small.height);
    small.dispose();
    large.dispose();
    return difference(pixelsOf(a.canvas), pixelsOf(c.canvas));
  },

  /** Turns of the mean luminance by more than 10 % of white within any second: two make a flash (WCAG 2.3.1). */
  async flashesPerSecond(request: OnDeviceRequest): Promise<number> {
    const frames = await framesOf(request, 90);
    const { canvas, ctx } = newCanvas(frames.width, frames.height);
    const turns: number[] = [];
    let extreme: number | undefined;
    let rising = 0;
    for (let i = 0; i < frames.frameCount; i += 1) {
      frames.draw(ctx, i / frames.fps);
      const data = pixelsOf(canvas);
      let sum = 0;
      for (let k = 0; k < data.length; k += 4) sum += 0.2126 * data[k]! + 0.7152 * data[k + 1]! + 0.0722 * data[k + 2]!;
      const level = sum / (data.length / 4) / 255;
      extreme ??= level;
      const change = level - extreme;
      if (Math.sign(change) === rising || rising === 0) {
        if (Math.abs(change) > 0.1) rising = Math.sign(change);
        if (rising !== 0) extreme = rising > 0 ? Math.max(extreme, level) : Math.min(extreme, level);
      } else if (Math.abs(change) > 0.1) {
        turns.push(i / frames.fps);
        rising = Math.sign(change);
        extreme = level;
      }
    }
    frames.dispose();
    return Math.max(0, ...turns.map((from) => turns.filter((at) => at >= from && at < from + 1).length / 2));
  },

  /** What the request is, once prepared; the problem when it cannot be. */
  async prepared(request: OnDeviceRequest): Promise<{ seconds: number; frameCount: number; posterTime: number } | { problem: string }> {
    const result = await prepare(request, 90);
    if (!result.ok) return { problem: result.problem };
    const { seconds, frameCount, posterTime } = result.frames;
    result.frames.dispose();
    return { seconds, frameCount, posterTime };
  },
});
