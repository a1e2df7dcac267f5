import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASPECTS, LOOKS } from '@/utils/domain';
import { kenBurns, kenBurnsAt } from '@/utils/renderer/draw/crop';
import { contrast, type Rgb } from '@/utils/renderer/draw/oklch';
import { photoLayout } from '@/utils/renderer/draw/photo-layout';
import { safeArea, stageSize } from '@/utils/renderer/draw/stage';
import { brightest, SCRIM, scrimFor } from '@/utils/renderer/draw/tone';

const side = fc.integer({ min: 1, max: 12_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.record({ width: side, height: side });

describe('a slow zoom', () => {
  it('never shows what is outside the picture, and keeps the shape of its frame', () => {
    fc.assert(
      fc.property(size, size, share, share, share, fc.boolean(), (picture, shape, px, py, at, outwards) => {
        const point = { x: px * picture.width, y: py * picture.height };
        const part = kenBurnsAt(kenBurns(picture, shape, point, { x: 0.5, y: 0.4 }, 0.13, outwards), at);
        const slack = 1e-6 * Math.max(picture.width, picture.height);
        expect(part.x).toBeGreaterThanOrEqual(-slack);
        expect(part.y).toBeGreaterThanOrEqual(-slack);
        expect(part.x + part.width).toBeLessThanOrEqual(picture.width + slack);
        expect(part.y + part.height).toBeLessThanOrEqual(picture.height + slack);
        expect(part.width / part.height / (shape.width / shape.height)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('grows by what it is told, inwards or outwards', () => {
    const into = kenBurns(
      { width: 1600, height: 900 },
      { width: 16, height: 9 },
      { x: 800, y: 450 },
      { x: 0.5, y: 0.5 },
      0.13,
      false,
    );
    expect(into.from.width / into.to.width).toBeCloseTo(1.13);
    const out = kenBurns(
      { width: 1600, height: 900 },
      { width: 16, height: 9 },
      { x: 800, y: 450 },
      { x: 0.5, y: 0.5 },
      0.13,
      true,
    );
    expect(out.to.width / out.from.width).toBeCloseTo(1.13);
  });
});

describe('the place of a picture', () => {
  it('is the whole frame, a card for a wide picture in an upright one, and print on paper', () => {
    const upright = stageSize('9:16');
    const wide = { width: 1600, height: 1000 };
    const tall = { width: 900, height: 1400 };
    expect(photoLayout('grotesk', upright, safeArea(upright), wide, true).kind).toBe('card');
    expect(photoLayout('grotesk', upright, safeArea(upright), tall, true).kind).toBe('full');
    expect(photoLayout('editorial', upright, safeArea(upright), tall, true).kind).toBe('print');
  });

  it('leaves words their own room in the frame, clear of the picture but where it is the whole frame', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOOKS),
        fc.constantFrom(...ASPECTS),
        size,
        fc.boolean(),
        (look, aspect, picture, hasWords) => {
          const frame = stageSize(aspect);
          const safe = safeArea(frame);
          const { kind, words, picture: place } = photoLayout(look, frame, safe, picture, hasWords);
          expect(place.width).toBeGreaterThan(0);
          expect(place.height).toBeGreaterThan(0);
          expect(place.y + place.height).toBeLessThanOrEqual(frame.height + 0.001);
          expect(place.x + place.width).toBeLessThanOrEqual(frame.width + 0.001);
          if (!hasWords) return;
          expect(words.height).toBeGreaterThan(100);
          expect(words.width).toBeGreaterThan(200);
          expect(words.y + words.height).toBeLessThanOrEqual(frame.height - safe.bottom + 0.001);
          const beside = words.x >= place.x + place.width;
          const under = words.y >= place.y + place.height;
          if (kind !== 'full') expect(beside || under).toBe(true);
        },
      ),
    );
  });
});

describe('the scrim', () => {
  const colour = fc.tuple(share, share, share);

  it('is just strong enough for the contrast', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(4.5, 7), (under, ratio) => {
        const alpha = scrimFor(under as Rgb, [1, 1, 1], ratio);
        const mixed = under.map((v, k) => v + (SCRIM[k]! - v) * alpha) as unknown as Rgb;
        expect(contrast([1, 1, 1], mixed)).toBeGreaterThanOrEqual(ratio - 0.01);
        if (alpha > 0.01) {
          const less = under.map((v, k) => v + (SCRIM[k]! - v) * (alpha - 0.01)) as unknown as Rgb;
          expect(contrast([1, 1, 1], less)).toBeLessThan(ratio + 0.01);
        }
      }),
    );
  });

  it('looks at the bright parts behind the words, not at the mean of the picture', () => {
    const rgba = new Uint8ClampedArray(10 * 10 * 4);
    rgba.fill(255, 10 * 8 * 4);
    expect(brightest({ width: 10, height: 10, rgba }, 0.8, 1)).toEqual([1, 1, 1]);
    expect(brightest({ width: 10, height: 10, rgba }, 0, 0.5)).toEqual([0, 0, 0]);
  });
});
