/** What a picture is like where words shall stand, and how dark it has to be made. */
import { clamp } from './easing';
import { contrast, luminance, type Rgb } from './oklch';

/** A picture reduced to a few pixels. */
export interface Thumb {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

/** The colour that only 5 % of the rows from `top` to `bottom` (0..1 of the height) outshine. */
export function brightest({ width, height, rgba }: Thumb, top: number, bottom: number): Rgb {
  const first = clamp(Math.floor(top * height), 0, height - 1);
  const last = clamp(Math.ceil(bottom * height), first + 1, height);
  const colours: Rgb[] = [];
  for (let i = first * width; i < last * width; i += 1) {
    colours.push([rgba[i * 4]! / 255, rgba[i * 4 + 1]! / 255, rgba[i * 4 + 2]! / 255]);
  }
  colours.sort((a, b) => luminance(a) - luminance(b));
  return colours[Math.floor((colours.length - 1) * 0.95)] ?? [1, 1, 1];
}

/** What is laid over a picture. */
export const SCRIM: Rgb = [0.024, 0.031, 0.047];

/** The least alpha of the scrim at which the text has that contrast on the colour. */
export function scrimFor(colour: Rgb, text: Rgb, ratio: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 12; i += 1) {
    const alpha = (low + high) / 2;
    const under = colour.map((v, k) => v + (SCRIM[k]! - v) * alpha) as unknown as Rgb;
    if (contrast(text, under) >= ratio) high = alpha;
    else low = alpha;
  }
  return high;
}
