import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, directionOf, hasWords, isCjk, MAX_TEXT, oneLine } from '@/utils/domain';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('text from a page', () => {
  it('loses what no reader sees, and says how much', () => {
    const tagged = `Hi${String.fromCodePoint(0xe0041, 0xe0042)}\u202Edlrow\u202C\u200B!`;
    expect(cleanText(tagged)).toEqual({ text: 'Hidlrow!', hidden: 5, length: 8 });
  });

  it('keeps the joiners that emoji and Persian are made with', () => {
    expect(cleanText('👩‍🚀 می‌خواهم').text).toBe('👩‍🚀 می‌خواهم');
  });

  it('folds white space and keeps paragraphs', () => {
    expect(cleanText('  one \t two\r\n\r\n\n three ').text).toBe('one two\nthree');
  });

  it('is cut at whole code points, with its own length told', () => {
    const { text, length } = cleanText('🙂'.repeat(MAX_TEXT + 5));
    expect(Array.from(text)).toHaveLength(MAX_TEXT);
    expect(text.isWellFormed()).toBe(true);
    expect(length).toBe(MAX_TEXT + 5);
  });

  it('is the same after a second cleaning, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = cleanText(raw).text;
        expect(cleanText(once).text).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('never grows in a title', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 50 }), (raw, max) => {
        const line = oneLine(raw, max);
        expect(Array.from(line).length).toBeLessThanOrEqual(max);
        expect(line).not.toContain('\n');
      }),
    );
  });
});

describe('a script', () => {
  it('is read in the direction of most of its letters', () => {
    expect(directionOf('اطلبوا العلم in 2026')).toBe('rtl');
    expect(directionOf('The word שלום means peace')).toBe('ltr');
    expect(directionOf('123 🎉')).toBe('ltr');
  });

  it('without spaces between words is told apart', () => {
    expect(isCjk('吾輩は猫である')).toBe(true);
    expect(isCjk('Haiku 俳句 in English letters')).toBe(false);
  });

  it('has words when there is a letter or a digit of any kind', () => {
    expect(hasWords('🎉🎉')).toBe(false);
    expect(hasWords('٣')).toBe(true);
  });
});
