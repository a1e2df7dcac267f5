import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes } from '@/utils/domain';
import { textOf, unitsOf } from '@/utils/renderer/draw/breaks';
import { splitLongUnits } from '@/utils/renderer/draw/long-words';

const pieces = (text: string, letters: number): { text: string; hyphen: boolean }[] =>
  splitLongUnits(text, unitsOf(text, 'de'), (piece) => graphemes(piece).length <= letters).map((unit) => ({
    text: textOf(text, unit),
    hyphen: unit.hyphen,
  }));

describe('long words', () => {
  it('stay whole when they fit', () => {
    expect(pieces('kurze Worte', 10).map(({ text }) => text)).toEqual(['kurze', 'Worte']);
  });

  it('are cut between syllables, never inside "ch" or "tr"', () => {
    const cut = pieces('Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgebung', 20);
    const edges = cut.slice(0, -1).map(({ text }, i) => `${text.at(-1)}${cut[i + 1]!.text[0]}`);
    expect(cut.length).toBeGreaterThan(4);
    expect(edges).not.toContain('ch');
    expect(edges).not.toContain('tr');
    expect(cut.slice(0, -1).every(({ hyphen }) => hyphen)).toBe(true);
    expect(cut.at(-1)!.hyphen).toBe(false);
  });

  it('take no hyphen in an address, and break after its separators', () => {
    const cut = pieces('https://example.com/a/very/long/path?query=string', 14);
    expect(cut.every(({ hyphen }) => !hyphen)).toBe(true);
    expect(cut.some(({ text }) => /[/?=]$/.test(text))).toBe(true);
  });

  it('take no hyphen where letters join', () => {
    expect(pieces('والاستقلاليةالكاملةوالمستدامة', 8).every(({ hyphen }) => !hyphen)).toBe(true);
  });

  it('never come apart inside a grapheme, and together are the word', () => {
    const letter = fc.constantFrom('a', 'e', 't', 'ü', 'e\u0301', '👩🏽‍🚀', '猫', 'n', '.', '/');
    fc.assert(
      fc.property(
        fc.array(letter, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (letters, most) => {
          const word = letters.join('');
          const whole = [{ start: 0, end: word.length, gap: false, hyphen: false }];
          const cut = splitLongUnits(word, whole, (piece) => graphemes(piece).length <= most + 1);
          expect(cut.map((unit) => word.slice(unit.start, unit.end)).join('')).toBe(word);
          expect(cut.flatMap((unit) => graphemes(word.slice(unit.start, unit.end)))).toEqual(graphemes(word));
          for (const unit of cut) expect(unit.end).toBeGreaterThan(unit.start);
        },
      ),
    );
  });
});
