import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes } from '@/utils/domain';
import { keyRanges, piecesOf } from '@/utils/renderer/draw/highlights';

const marked = (text: string, ranges: [number, number][]): string[] =>
  keyRanges(text, ranges).map(([start, end]) => text.slice(start, end));

describe('key ranges', () => {
  it('leave punctuation at their edges to the text', () => {
    expect(marked('He said “life”, twice.', [[8, 15]])).toEqual(['life']);
  });

  it('keep the signs of a figure', () => {
    expect(marked('up 12%, or $5.2 now', [[3, 7]])).toEqual(['12%']);
    expect(marked('up 12%, or $5.2 now', [[11, 16]])).toEqual(['$5.2']);
  });

  it('grow to whole graphemes', () => {
    const text = 'go 👩🏽‍🚀 go';
    expect(marked(text, [[4, 6]])).toEqual(['👩🏽‍🚀']);
  });

  it('are never out of bounds, empty, crossing or inside a grapheme', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 60 }), fc.constantFrom(NaN, Infinity, 0.5));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(fc.tuple(number, number), { maxLength: 2 }),
        (text, ranges) => {
          const edges = new Set([0]);
          for (const letter of graphemes(text)) edges.add([...edges].at(-1)! + letter.length);
          let at = 0;
          for (const [start, end] of keyRanges(text, ranges)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(edges.has(start) && edges.has(end)).toBe(true);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe('pieces', () => {
  it('cut a stretch at the edges of key ranges and lose nothing', () => {
    expect(
      piecesOf(2, 10, [
        [0, 4],
        [6, 8],
      ]),
    ).toEqual([
      { start: 2, end: 4, key: true },
      { start: 4, end: 6, key: false },
      { start: 6, end: 8, key: true },
      { start: 8, end: 10, key: false },
    ]);
  });
});
