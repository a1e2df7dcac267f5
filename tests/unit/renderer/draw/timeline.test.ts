import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, framesIn, momentAt } from '@/utils/renderer/draw/timeline';
import * as easing from '@/utils/renderer/draw/easing';

const part = fc.record({
  seconds: fc.double({ min: 0.5, max: 60, noNaN: true }),
  transition: fc.constantFrom('cut' as const, 'fade' as const, 'push' as const, 'wipe' as const),
});
const parts = fc.array(part, { minLength: 1, maxLength: 12 });

describe('the timeline', () => {
  it('lasts exactly as long as its shots together: transitions overlap, they add nothing', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const last = entriesOf(all).at(-1)!;
        const sum = all.reduce((total, { seconds }) => total + seconds, 0);
        expect(last.start + last.seconds).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('ignores the first transition', () => {
    expect(entriesOf([{ seconds: 2, transition: 'wipe' }])[0]).toMatchObject({
      transition: 'cut',
      overlap: 0,
    });
  });

  it('never lets a transition take more than half of a short shot', () => {
    fc.assert(
      fc.property(parts, (all) => {
        for (const entry of entriesOf(all)) expect(entry.overlap).toBeLessThanOrEqual(entry.seconds / 2);
      }),
    );
  });

  it('shows one shot, or a shot coming in over the one before it, at any moment', () => {
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const entries = entriesOf(all);
        const now = share * all.reduce((total, { seconds }) => total + seconds, 0);
        const { index, over } = momentAt(entries, now);
        expect(entries[index]!.start).toBeLessThanOrEqual(now);
        if (!over) return;
        expect(over.index).toBe(index - 1);
        expect(over.share).toBeGreaterThanOrEqual(0);
        expect(over.share).toBeLessThan(1);
      }),
    );
  });

  it('has at least one frame, and the nearest number of whole ones', () => {
    expect(framesIn(6, 30)).toBe(180);
    expect(framesIn(0.001, 24)).toBe(1);
    expect(framesIn(21.400000000000002, 30)).toBe(642);
  });
});

describe('easings', () => {
  const curves = [
    easing.outQuint,
    easing.outCubic,
    easing.inCubic,
    easing.inOutCubic,
    easing.inOutSine,
    easing.outExpo,
  ];

  it('begin at 0, end at 1, and never turn back or leave that range', () => {
    for (const curve of curves) {
      expect(curve(0)).toBeCloseTo(0, 6);
      expect(curve(1)).toBeCloseTo(1, 6);
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (a, b) => {
            const [low, high] = a < b ? [a, b] : [b, a];
            expect(curve(low)).toBeLessThanOrEqual(curve(high) + 1e-9);
            expect(curve(a)).toBeGreaterThanOrEqual(-1e-9);
            expect(curve(a)).toBeLessThanOrEqual(1 + 1e-9);
          },
        ),
      );
    }
  });

  it('get a clamped progress, also of something that takes no time', () => {
    expect(easing.progress(-1, 0, 2)).toBe(0);
    expect(easing.progress(1, 0, 2)).toBe(0.5);
    expect(easing.progress(9, 0, 2)).toBe(1);
    expect(easing.progress(1, 1, 0)).toBe(1);
  });
});
