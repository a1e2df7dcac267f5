import { describe, expect, it } from 'vitest';
import { readingSeconds } from '@/utils/writer';
import { END_HOLD, pace } from '@/utils/writer/pace';

const shot = (text: string) => ({ text, wants: 0 });
const TEN_WORDS = 'one two three four five six seven eight nine ten';

describe('reading time', () => {
  it('is three words a second after the eye has settled', () => {
    expect(readingSeconds(TEN_WORDS)).toBeCloseTo(0.55 + 10 / 3);
  });

  it('is seven characters a second in Japanese and Chinese', () => {
    expect(readingSeconds('東京は世界最大の都市圏で')).toBeCloseTo(0.55 + 12 / 7);
  });

  it('is never under a second and a quarter', () => {
    expect(readingSeconds('')).toBe(1.25);
    expect(readingSeconds('Go')).toBe(1.25);
  });

  it('counts a long address as more than a word, and Thai by its letters', () => {
    expect(readingSeconds(`https://example.com/${'a'.repeat(300)}`)).toBeGreaterThan(6);
    expect(readingSeconds('กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย')).toBeGreaterThan(2.5);
  });
});

describe('pace', () => {
  it('holds the last picture at least 0.9 seconds longer', () => {
    const [first = 0, last = 0] = pace([shot(TEN_WORDS), shot(TEN_WORDS)], 'auto');
    expect(last - first).toBeCloseTo(END_HOLD, 1);
    expect(END_HOLD).toBeGreaterThanOrEqual(0.9);
  });

  it('stretches to a longer wish', () => {
    const seconds = pace([shot(TEN_WORDS), shot(TEN_WORDS)], 20);
    expect(seconds.reduce((a, b) => a + b)).toBeCloseTo(20, 1);
  });

  it('hurries to 85 % of the reading time and no further', () => {
    for (const second of pace([shot(TEN_WORDS), shot(TEN_WORDS)], 2)) {
      expect(second).toBeGreaterThanOrEqual(0.85 * readingSeconds(TEN_WORDS));
    }
  });
});
