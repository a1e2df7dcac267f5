import { describe, expect, it } from 'vitest';
import { numberFormat } from '@/utils/renderer/draw/scenes/number';
import { revealSeconds } from '@/utils/renderer/draw/scenes/pace';

const stat = (value: number, decimals = 0) => ({ prefix: '', value, decimals, suffix: '' });

describe('a counting number', () => {
  it('is written as its language writes it', () => {
    expect(numberFormat(stat(1_234_567), 'en', '1,234,567')(1_234_567)).toBe('1,234,567');
    expect(numberFormat(stat(1_234_567), 'fr', '')(1_234_567).replace(/\s/gu, ' ')).toBe('1 234 567');
    expect(numberFormat(stat(4.4, 1), 'de', '')(4.4)).toBe('4,4');
  });

  it('keeps its decimals while it counts, and never shows minus nothing', () => {
    const format = numberFormat(stat(-4.4, 1), 'en', '');
    expect(format(-1)).toBe('-1.0');
    expect(format(-0.01)).toBe('0.0');
  });

  it('has no separator where the page has none', () => {
    expect(numberFormat(stat(2019), 'en', 'In 2019 astronomers')(2019)).toBe('2019');
    expect(numberFormat(stat(5000), 'en', 'eats 5,000 aphids')(5000)).toBe('5,000');
  });

  it('survives a language tag that is none', () => {
    expect(numberFormat(stat(12), 'not a tag', '')(12)).toBe('12');
  });
});

describe('the pace of words', () => {
  it('leaves at least the second half of a shot to read, whatever its length', () => {
    const long = 'word '.repeat(200);
    for (const seconds of [0.5, 1.25, 6, 60])
      expect(revealSeconds(long, seconds)).toBeLessThanOrEqual(seconds * 0.55);
  });

  it('does not dawdle over few words', () => {
    expect(revealSeconds('Be yourself', 20)).toBeLessThan(1);
  });
});
