import type { Look } from '@/utils/domain';
import { hueDistance, oklch, toOklch, worstContrast, type Rgb } from './oklch';

/** The colours of one clip. `ground` are the stops the background is mixed from, base first. */
export interface Palette {
  dark: boolean;
  ground: readonly [Rgb, Rgb, Rgb, Rgb];
  /** Body text: at least 7:1 on every stop. */
  fg: Rgb;
  /** Secondary text: at least 4.5:1 on every stop. */
  muted: Rgb;
  /** Key words, marks and rules: at least 4.5:1 on every stop. */
  accent: Rgb;
  /** Text on a field of the accent: at least 4.5:1. */
  onAccent: Rgb;
}

/** Where the colours start from. */
export interface Tint {
  hue: number;
  /** 0 grey .. 0.3 pure; below 0.04 a hue means nothing. */
  chroma: number;
}

/** Accents that look well on dark grounds: amber, coral, mint, cyan, pink. */
const ACCENT_HUES = [75, 38, 162, 208, 352];
const PHOSPHORS = [148, 78, 205];

function nearest(options: readonly number[], target: number): number {
  return options.reduce((a, b) => (hueDistance(b, target) < hueDistance(a, target) ? b : a));
}

/** Dark yellows and olives look like mud: the nearest hue that does not. */
function clean(hue: number): number {
  const h = ((hue % 360) + 360) % 360;
  if (h <= 38 || h >= 138) return h;
  return h < 88 ? 38 : 138;
}

/** Moves lightness away from the grounds until the contrast is there. */
function raise(start: Rgb, grounds: readonly Rgb[], least: number, lighter: boolean): Rgb {
  const { l, c, h } = toOklch(start);
  let colour = start;
  for (let step = 1; step <= 50 && worstContrast(colour, grounds) < least; step += 1) {
    const next = lighter ? l + (1 - l) * (step / 50) : l * (1 - step / 50);
    colour = oklch(next, c * (1 - step / 80), h);
  }
  return colour;
}

/** Whichever of a light and a dark ink of that hue reads better on the field. */
function inkOn(field: Rgb, hue: number): Rgb {
  const dark = raise(oklch(0.2, 0.03, hue), [field], 4.5, false);
  const light = raise(oklch(0.97, 0.01, hue), [field], 4.5, true);
  return worstContrast(dark, [field]) >= worstContrast(light, [field]) ? dark : light;
}

function finish(
  dark: boolean,
  ground: Palette['ground'],
  ink: { fg: Rgb; muted: Rgb; accent: Rgb },
  hue: number,
): Palette {
  const fg = raise(ink.fg, ground, 7, dark);
  const muted = raise(ink.muted, ground, 4.6, dark);
  const accent = raise(ink.accent, ground, 4.6, dark);
  return { dark, ground, fg, muted, accent, onAccent: inkOn(accent, hue) };
}

/** Deep, with one glow; yellow and olive darks look muddy, so their ground moves to plum or forest and keeps the accent. */
function grotesk({ hue, chroma }: Tint): Palette {
  const grey = chroma < 0.04;
  const c = grey ? 0.02 : Math.min(0.15, Math.max(0.085, chroma));
  const muddy = !grey && hue > 42 && hue < 128;
  const base = muddy ? (hue < 88 ? 22 : 165) : hue;
  const accent = muddy ? oklch(0.84, 0.15, hue) : oklch(0.84, 0.14, nearest(ACCENT_HUES, hue + 165));
  return finish(
    true,
    [
      oklch(0.165, c * 0.5, base),
      oklch(0.29, c, clean(base - 16)),
      oklch(0.425, c * 1.3, clean(base + 12)),
      oklch(0.36, c * 1.25, clean(base > 0 && base < 60 ? base - 48 : base + 42)),
    ],
    { fg: oklch(0.975, 0.012, base), muted: oklch(0.82, 0.025, base), accent },
    base,
  );
}

/** Saturated: bright with dark ink where the hue is bright by nature, deep with white ink where it is not. */
function vivid({ hue, chroma }: Tint): Palette {
  const h = chroma < 0.04 ? 262 : hue;
  if (h > 44 && h < 212) {
    // Greens and cyans turn acid before yellows do.
    const c = h < 128 ? 0.165 : 0.125;
    return finish(
      false,
      [oklch(0.85, c, h), oklch(0.89, c * 0.9, h + 22), oklch(0.8, c, h - 24), oklch(0.93, c * 0.6, h + 8)],
      { fg: oklch(0.19, 0.045, h), muted: oklch(0.33, 0.06, h), accent: oklch(0.36, 0.15, h + 160) },
      h,
    );
  }
  // Reds turn towards pink, not towards brown.
  const turn = h < 45 || h > 330 ? 1 : -1;
  return finish(
    true,
    [
      oklch(0.4, 0.19, clean(h)),
      oklch(0.34, 0.17, clean(h + turn * 26)),
      oklch(0.475, 0.21, clean(h - turn * 22)),
      oklch(0.43, 0.2, clean(h - turn * 46)),
    ],
    {
      fg: oklch(0.985, 0.008, h),
      muted: oklch(0.9, 0.03, h),
      accent: oklch(0.9, 0.15, nearest([95, 165, 195], h + 150)),
    },
    h,
  );
}

/** Ink on warm paper, one printed colour. */
function editorial({ hue, chroma }: Tint): Palette {
  const grey = chroma < 0.04;
  // A printed yellow is no ink: ochre or green instead.
  const printed = hue > 62 && hue < 128 ? (hue < 108 ? 55 : 138) : hue;
  const paper = 78;
  return finish(
    false,
    [
      oklch(0.962, 0.012, paper),
      oklch(0.94, 0.018, paper - 8),
      grey ? oklch(0.93, 0.012, paper) : oklch(0.925, 0.032, hue),
      oklch(0.972, 0.01, paper + 10),
    ],
    {
      fg: oklch(0.21, 0.018, grey ? 60 : hue),
      muted: oklch(0.44, 0.02, 65),
      accent: grey ? oklch(0.5, 0.17, 30) : oklch(0.5, 0.17, printed),
    },
    grey ? 60 : hue,
  );
}

/** Near-black and one phosphor. */
function terminal({ hue, chroma }: Tint): Palette {
  const phosphor = chroma < 0.04 ? 148 : nearest(PHOSPHORS, hue);
  return finish(
    true,
    [
      oklch(0.145, 0.008, phosphor),
      oklch(0.165, 0.012, phosphor),
      oklch(0.195, 0.022, phosphor),
      oklch(0.15, 0.008, phosphor),
    ],
    {
      fg: oklch(0.93, 0.012, phosphor),
      muted: oklch(0.7, 0.02, phosphor),
      accent: oklch(0.84, 0.17, phosphor),
    },
    phosphor,
  );
}

const LOOK_PALETTES: Record<Look, (tint: Tint) => Palette> = { editorial, grotesk, vivid, terminal };

export function paletteOf(look: Look, tint: Tint): Palette {
  return LOOK_PALETTES[look](tint);
}

/** The chroma-weighted hue of a picture's RGBA bytes; `chroma` is 0 for a picture without colour. */
export function vividTint(rgba: Uint8ClampedArray): Tint {
  const weight = new Float64Array(24);
  const strongest = new Float64Array(24);
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    const { l, c, h } = toOklch([rgba[i]! / 255, rgba[i + 1]! / 255, rgba[i + 2]! / 255]);
    if (l < 0.22 || l > 0.94 || c < 0.05) continue;
    const bin = Math.floor(h / 15) % 24;
    weight[bin]! += c ** 2.2;
    strongest[bin] = Math.max(strongest[bin]!, c);
  }
  let best = 0;
  for (let bin = 1; bin < 24; bin += 1) if (weight[bin]! > weight[best]!) best = bin;
  // A hue on less than about 1 % of the picture says nothing about it.
  const enough = weight[best]! > (rgba.length / 4) * 0.01 * 0.1 ** 2.2;
  return enough ? { hue: best * 15 + 7.5, chroma: strongest[best]! } : { hue: 0, chroma: 0 };
}
