import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOKS } from '@/utils/domain';
import { fieldOf } from '@/utils/renderer/draw/field';
import { moodOf } from '@/utils/renderer/draw/moods';
import { contrast, hueDistance, oklch, parseHex, toOklch, worstContrast } from '@/utils/renderer/draw/oklch';
import { paletteOf, vividTint } from '@/utils/renderer/draw/palette';

const tint = fc.record({
  hue: fc.double({ min: 0, max: 360, noNaN: true }),
  chroma: fc.double({ min: 0, max: 0.32, noNaN: true }),
});
const look = fc.constantFrom(...LOOKS);

describe('a palette', () => {
  it('has text of 7:1, secondary text and accents of 4.5:1 on every stop, for any hue and look', () => {
    fc.assert(
      fc.property(look, tint, (name, from) => {
        const palette = paletteOf(name, from);
        expect(worstContrast(palette.fg, palette.ground)).toBeGreaterThanOrEqual(7);
        expect(worstContrast(palette.muted, palette.ground)).toBeGreaterThanOrEqual(4.5);
        expect(worstContrast(palette.accent, palette.ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 400 },
    );
  });

  it('has no dark yellow or olive ground', () => {
    fc.assert(
      fc.property(fc.constantFrom('grotesk' as const, 'vivid' as const), tint, (name, from) => {
        const palette = paletteOf(name, from);
        if (!palette.dark) return;
        for (const stop of palette.ground) {
          const { c, h } = toOklch(stop);
          if (c > 0.05) expect(h > 45 && h < 128).toBe(false);
        }
      }),
    );
  });

  it('keeps the contrast everywhere on the background it is mixed into, at any time', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        look,
        tint,
        fc.constantFrom('mesh' as const, 'swell' as const),
        fc.tuple(place, place, fc.double({ min: 0, max: 90, noNaN: true })),
        fc.nat(1000),
        (name, from, texture, [x, y, seconds], seed) => {
          const palette = paletteOf(name, from);
          const field = fieldOf({
            look: name,
            palette,
            mood: { energy: 0.5, texture },
            aspect: 16 / 9,
            mirrored: false,
            seed,
          });
          const [r, g, b] = field(x, y, seconds);
          const ground = [r / 255, g / 255, b / 255] as const;
          expect(contrast(palette.fg, ground)).toBeGreaterThanOrEqual(6.5);
          expect(contrast(palette.accent, ground)).toBeGreaterThanOrEqual(4.3);
          expect(contrast(palette.muted, ground)).toBeGreaterThanOrEqual(4.3);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the tint of a picture', () => {
  const picture = (
    ...parts: [count: number, colour: readonly [number, number, number]][]
  ): Uint8ClampedArray =>
    Uint8ClampedArray.from(
      parts.flatMap(([count, [r, g, b]]) => Array.from({ length: count }, () => [r, g, b, 255]).flat()),
    );

  it('is its most vivid hue, not its most frequent', () => {
    const { hue } = vividTint(picture([700, [120, 128, 120]], [120, [210, 40, 30]]));
    expect(hueDistance(hue, toOklch([210 / 255, 40 / 255, 30 / 255]).h)).toBeLessThan(16);
  });

  it('is no tint when the picture is grey, or empty', () => {
    expect(vividTint(picture([500, [90, 90, 90]])).chroma).toBe(0);
    expect(vividTint(new Uint8ClampedArray()).chroma).toBe(0);
  });
});

describe('colours', () => {
  it('come back from OKLCH as they went in', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), ([r, g, b]) => {
        const { l, c, h } = toOklch([r / 255, g / 255, b / 255]);
        const back = oklch(l, c, h);
        expect(Math.abs(back[0] * 255 - r)).toBeLessThan(1.5);
        expect(Math.abs(back[1] * 255 - g)).toBeLessThan(1.5);
        expect(Math.abs(back[2] * 255 - b)).toBeLessThan(1.5);
      }),
    );
  });

  it('are read from six digits and from nothing else', () => {
    expect(parseHex('#ff8000')).toEqual([1, 128 / 255, 0]);
    for (const bad of ['', '#fff', 'red', '#12345g', 'javascript:']) expect(parseHex(bad)).toBeUndefined();
  });
});

describe('moods', () => {
  it('follow the words, in English and in French', () => {
    expect(moodOf('The ocean and the river')?.hue).toBe(moodOf("La mer et l'océan")?.hue);
    expect(moodOf('Les étoiles de la galaxie')?.texture).toBe('stars');
  });

  it('are not found inside other words', () => {
    expect(moodOf('The season of reasonable merchandise, started with a warm deadline')).toBeUndefined();
    expect(moodOf('Il a seulement été là')).toBeUndefined();
  });
});
