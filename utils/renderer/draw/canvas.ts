import type { Measure } from './fit';
import type { Canvas2D } from './types';
import { fontOf, type Face } from './typography';

/**
 * A canvas in main memory. The composing canvas lives there too, because every frame is read back; a picture that
 * stayed on a GPU would be fetched from it for every frame (measured: 110 ms instead of 8).
 */
export function makeCanvas(width: number, height: number): { canvas: OffscreenCanvas; ctx: Canvas2D } {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no 2D canvas');
  return { canvas, ctx };
}

/** Text settings that do not change with the size: widths are then proportional to it, and layout the same at any scale. */
export function setText(ctx: Canvas2D): void {
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  ctx.direction = 'ltr';
  ctx.fontKerning = 'normal';
  ctx.textRendering = 'geometricPrecision';
}

/** What `fillText` will use: a face at a size in units. */
export function useFace(ctx: Canvas2D, face: Face, size: number): void {
  ctx.font = fontOf(face, size);
  ctx.letterSpacing = `${face.tracking * size}px`;
}

const MEASURE_SIZE = 100;

/** Widths in em, remembered. */
export function canvasMeasure(): Measure {
  const { ctx } = makeCanvas(8, 8);
  setText(ctx);
  const known = new Map<string, number>();
  return (text, face) => {
    const font = fontOf(face, MEASURE_SIZE);
    const key = `${face.tracking}|${font}|${text}`;
    let em = known.get(key);
    if (em === undefined) {
      useFace(ctx, face, MEASURE_SIZE);
      em = ctx.measureText(text).width / MEASURE_SIZE;
      known.set(key, em);
    }
    return em;
  };
}

/** Draws with the alpha multiplied, and puts everything back. */
export function within(ctx: Canvas2D, alpha: number, draw: () => void): void {
  if (alpha <= 0) return;
  ctx.save();
  ctx.globalAlpha *= Math.min(1, alpha);
  draw();
  ctx.restore();
}
