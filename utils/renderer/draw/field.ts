/** Background colour as a function of place and time, mixed in OKLab. Pure numbers, no canvas. */
import type { Look } from '@/utils/domain';
import { clamp, mix } from './easing';
import type { Mood } from './moods';
import { cloudsFrom } from './noise';
import { fromOklab, toOklab, type Rgb } from './oklch';
import type { Palette } from './palette';

/** `x`, `y` in 0..1 of the frame; the answer is sRGB in 0..255, not rounded. */
export type Field = (x: number, y: number, seconds: number) => Rgb;

export interface FieldOptions {
  look: Look;
  palette: Palette;
  mood: Pick<Mood, 'energy' | 'texture'>;
  /** Width over height. */
  aspect: number;
  /** Text stands on the right: the light goes left. */
  mirrored: boolean;
  seed: number;
}

const smooth = (low: number, high: number, value: number): number => {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
};

type Lab = [number, number, number];

function blend(into: Lab, towards: Rgb, share: number): void {
  const s = clamp(share);
  for (let i = 0; i < 3; i += 1) into[i] = mix(into[i]!, towards[i]!, s);
}

export function fieldOf(options: FieldOptions): Field {
  const stops = options.palette.ground.map(toOklab) as [Rgb, Rgb, Rgb, Rgb];
  const paint = PAINTERS[options.look](options, stops);
  return (x, y, seconds) => {
    const across = options.mirrored ? 1 - x : x;
    const [l, a, b] = paint(across, y, seconds);
    const [red, green, blue] = fromOklab(l, a, b);
    return [clamp(red) * 255, clamp(green) * 255, clamp(blue) * 255];
  };
}

type Painter = (x: number, y: number, seconds: number) => Lab;
type MakePainter = (options: FieldOptions, stops: [Rgb, Rgb, Rgb, Rgb]) => Painter;

/** A deep ground with one or two slow glows; the side the text begins on stays darkest. */
const grotesk: MakePainter = ({ mood, aspect, seed }, [base, low, glow, far]) => {
  const clouds = cloudsFrom(seed);
  const speed = 0.035 + 0.055 * mood.energy;
  const swell = mood.texture === 'swell';
  return (x, y, seconds) => {
    const t = seconds * speed;
    const px = (x - 0.5) * Math.min(aspect, 1.4);
    const py = (y - 0.5) / Math.max(1, 1 / aspect / 1.2);
    const colour: Lab = [...base];
    if (swell) {
      const warp = clouds(px * 1.15 + t * 0.7, py * 1.15);
      const wave = y + 0.12 * Math.sin(px * 2.1 + t * 2.3) + 0.3 * (warp - 0.5);
      blend(colour, low, smooth(0.05, 0.95, 1 - wave) * 0.8);
      blend(colour, glow, (0.5 + 0.5 * Math.sin(wave * 5.4 - t * 1.9)) ** 2.2 * smooth(-0.1, 0.8, x) * 0.9);
      blend(
        colour,
        far,
        (0.5 + 0.5 * Math.sin(wave * 8.1 + t * 1.5 + 1.9)) ** 3 * smooth(0.15, 0.95, x) * 0.75,
      );
    } else {
      const qx = clouds(px * 1.1 + t, py * 1.1);
      const qy = clouds(px * 1.1 + 5.2, py * 1.1 + 1.3 - t * 0.8);
      const f = clouds(px * 0.95 + 1.9 * qx + 1.7, py * 0.95 + 1.9 * qy + 9.2 + t * 0.6);
      blend(colour, low, smooth(0.18, 0.72, f));
      blend(colour, glow, smooth(0.34, 0.8, qx * 0.66 + x * 0.4) * 0.95);
      blend(colour, far, smooth(0.4, 0.8, qy * 0.66 + f * 0.2 + y * 0.2) * 0.7);
    }
    // Towards the text and the edges it darkens only: contrast can but grow.
    const side = mix(0.84, 1, smooth(-0.05, 0.7, x));
    const edge = 1 - 0.22 * clamp(((x - 0.5) ** 2 + (y - 0.5) ** 2) * 1.6);
    const dim = mix(base[0] * 0.72, colour[0], side * edge);
    const share = dim / Math.max(0.001, colour[0]);
    return [dim, colour[1] * share, colour[2] * share];
  };
};

/** Two saturated hues meeting in a wide soft band, and a sun. */
const vivid: MakePainter = ({ mood, aspect, seed }, [base, low, glow, far]) => {
  const clouds = cloudsFrom(seed);
  const speed = 0.06 + 0.06 * mood.energy;
  return (x, y, seconds) => {
    const t = seconds * speed;
    const px = (x - 0.5) * aspect;
    const py = y - 0.5;
    const colour: Lab = [...base];
    const warp = clouds(px * 0.8 + t * 0.5, py * 0.8 - t * 0.35) - 0.5;
    const slope = y * 0.75 + (1 - x) * 0.35 + warp * 0.7;
    blend(colour, low, smooth(0.35, 0.95, slope));
    const sx = 0.8 + 0.06 * Math.sin(t * 1.3);
    const sy = 0.22 + 0.07 * Math.cos(t);
    const distance = Math.hypot((x - sx) * Math.max(aspect, 0.8), (y - sy) / Math.max(1, 1 / aspect) / 0.8);
    blend(colour, far, smooth(0.95, 0, distance + warp * 0.35) * 0.9);
    blend(colour, glow, smooth(0.5, 0, Math.abs(distance - 0.62) + warp * 0.3) * 0.75);
    return colour;
  };
};

/** Paper: almost one tone, a breath of the printed colour at one corner. */
const editorial: MakePainter = ({ aspect, seed }, [base, low, tint, light]) => {
  const clouds = cloudsFrom(seed);
  return (x, y, seconds) => {
    const t = seconds * 0.05;
    const px = (x - 0.5) * aspect;
    const colour: Lab = [...base];
    const drift = clouds(px * 0.9 + t, y * 0.9 - t * 0.6);
    blend(colour, light, smooth(0.3, 0.8, drift) * 0.8);
    const corner = Math.hypot((x - 1.02) * Math.min(aspect, 1.3), (y - 1.0) * 0.9) + (drift - 0.5) * 0.45;
    blend(colour, tint, smooth(1.05, 0.05, corner));
    const other = Math.hypot((x + 0.05) * Math.min(aspect, 1.3), y + 0.05) - (drift - 0.5) * 0.3;
    blend(colour, low, smooth(0.75, 0, other) * 0.9);
    return colour;
  };
};

/** A dark tube: flat, a faint light low on the far side. */
const terminal: MakePainter = ({ aspect, seed }, [base, low, glow, far]) => {
  const clouds = cloudsFrom(seed);
  return (x, y, seconds) => {
    const t = seconds * 0.06;
    const colour: Lab = [...base];
    const drift = clouds(x * aspect * 0.8 + t, y * 0.8) - 0.5;
    blend(colour, low, smooth(1.1, 0.1, Math.hypot((x - 0.5) * aspect, y - 0.45)));
    blend(
      colour,
      glow,
      smooth(0.9, 0.05, Math.hypot((x - 0.95) * Math.min(aspect, 1.4), y - 0.95) + drift * 0.4),
    );
    blend(colour, far, smooth(0.55, 1.1, Math.hypot(x - 0.5, y - 0.5) * 1.3) * 0.8);
    return colour;
  };
};

const PAINTERS: Record<Look, MakePainter> = { grotesk, vivid, editorial, terminal };
