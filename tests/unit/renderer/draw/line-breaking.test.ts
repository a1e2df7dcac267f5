import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, type Item } from '@/utils/renderer/draw/line-breaking';

const word = (width: number, rest: Partial<Item> = {}): Item => ({
  width,
  gap: true,
  hyphen: 0,
  penalty: 0,
  ...rest,
});
const words = (...widths: number[]): Item[] => widths.map((width) => word(width));
const rows = (items: Item[], box: number): number[][] | undefined =>
  breakLines(items, 1, box)?.lines.map(({ from, to }) => [from, to]);

const item = fc.record({
  width: fc.double({ min: 0.2, max: 9, noNaN: true }),
  gap: fc.boolean(),
  hyphen: fc.constantFrom(0, 0, 0.4),
  penalty: fc.constantFrom(0, 0, 0.1, 0.2, -0.01),
});

describe('line breaking', () => {
  it('makes two even lines rather than a full one and a rest', () => {
    expect(rows(words(3, 3, 3, 3, 3), 16)).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  it('does not leave one short word on the last line', () => {
    const lines = breakLines(words(4, 4, 4, 4, 2), 1, 20)?.lines ?? [];
    expect(lines.at(-1)!.to - lines.at(-1)!.from).toBeGreaterThan(1);
  });

  it('does not end a line on a word with a penalty when another break is nearly as even', () => {
    const items = [word(4), word(4), word(2, { penalty: 0.18 }), word(4), word(4)];
    expect(rows(items, 13)?.[0]?.[1]).not.toBe(3);
  });

  it('says so when one item alone is wider than the box', () => {
    expect(breakLines(words(3, 12, 3), 1, 10)).toBeUndefined();
  });

  it('counts the hyphen of a word that is broken', () => {
    expect(breakLines([word(9.8, { gap: false, hyphen: 0.5 }), word(4)], 1, 10)).toBeUndefined();
    expect(breakLines([word(9.4, { gap: false, hyphen: 0.5 }), word(4)], 1, 10)?.lines[0]?.width).toBeCloseTo(
      9.9,
    );
  });

  it('keeps every item once, in order, in lines that are not empty and not wider than the box', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 60 }),
        fc.double({ min: 9.5, max: 40, noNaN: true }),
        (items, box) => {
          const breaking = breakLines(items, 0.5, box)!;
          expect(breaking).toBeDefined();
          let at = 0;
          for (const line of breaking.lines) {
            expect(line.from).toBe(at);
            expect(line.to).toBeGreaterThan(line.from);
            expect(line.width).toBeLessThanOrEqual(box * 1.001);
            at = line.to;
          }
          expect(at).toBe(items.length);
        },
      ),
    );
  });

  it('uses no more lines than filling each to the brim does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.2, max: 9, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (widths) => {
          let lines = 1;
          let used = -1;
          for (const width of widths) {
            if (used + 1 + width > 10.001) {
              lines += 1;
              used = width;
            } else used += 1 + width;
          }
          expect(breakLines(words(...widths), 1, 10)!.lines.length).toBe(lines);
        },
      ),
    );
  });
});
