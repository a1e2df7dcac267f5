import type { FrameSource } from '@/utils/renderer/encode';

/** Colours an encoder's colour conversion gets wrong first: saturated primaries, greys, skin, a brand blue. */
export const SWATCHES: readonly (readonly [number, number, number])[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255],
  [255, 0, 255],
  [0, 0, 0],
  [255, 255, 255],
  [128, 128, 128],
  [32, 32, 32],
  [224, 172, 138],
  [26, 95, 180],
];

/** The swatches side by side, in two rows, the same in every frame. */
export function swatchFrames(width: number, height: number): FrameSource {
  return {
    width,
    height,
    fps: 30,
    seconds: 0.5,
    frameCount: 15,
    posterTime: 0,
    hits: [],
    energy: 0,
    draw(ctx) {
      SWATCHES.forEach(([r, g, b], i) => {
        const { x, y, w, h } = swatchBox(i, width, height);
        ctx.fillStyle = `rgb(${r} ${g} ${b})`;
        ctx.fillRect(x, y, w, h);
      });
    },
  };
}

/** Where swatch `i` lies, in pixels. */
export function swatchBox(
  i: number,
  width: number,
  height: number,
): { x: number; y: number; w: number; h: number } {
  const columns = SWATCHES.length / 2;
  const w = width / columns;
  const h = height / 2;
  return { x: (i % columns) * w, y: Math.floor(i / columns) * h, w, h };
}

/** The swatch a pixel belongs to. */
export function swatchAt(x: number, y: number, width: number, height: number): number {
  const columns = SWATCHES.length / 2;
  return Math.floor((y * 2) / height) * columns + Math.floor((x * columns) / width);
}
