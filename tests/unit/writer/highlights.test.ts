import { describe, expect, it } from 'vitest';
import { highlightsOf } from '@/utils/writer/highlights';

function marked(text: string, language: string): string[] {
  return highlightsOf(text, language).map(([start, end]) => text.slice(start, end));
}

describe('highlights', () => {
  it.each([
    ['en', 'The Coast Guard spent $5.2 million on it.', ['$5.2 million']],
    ['en', 'Engineers from San Francisco came by boat.', ['San Francisco']],
    ['en', 'In short, J. K. Hale kept the lamp alight.', ['J. K. Hale']],
    ['en', 'The cheapest pesticide is the one that walks in.', ['pesticide']],
    ['fr', 'Une aide de 3,5 millions d’euros est promise.', ['3,5 millions d’euros']],
    ['fr', 'Enfin, le maire de Saint-Malo arrive.', ['Saint-Malo']],
    ['fr', 'Ils ont quitté l’observatoire, dit-elle.', ['observatoire']],
    ['ja', 'スカイツリーの高さを見た', ['スカイツリー']],
    ['ja', '約3700万人が暮らしている。', ['3700万人']],
    ['zh', '人口超过2100万人。', ['2100万人']],
  ])('of %s: %j', (language, text, expected) => {
    expect(marked(text, language)).toEqual(expected);
  });

  it('are never stop words, weak verbs or punctuation', () => {
    expect(marked('They were only running and walking there again.', 'en')).toEqual([]);
    expect(marked('There, they saw the enormous “observatory”.', 'en')).toEqual(['observatory']);
  });

  it('are at most two, and leave a few words without any', () => {
    const text = 'In 1870, 200 ships, 300 sailors, $5 million and Ana Ruiz met 40 times in Paris and Rome.';
    expect(marked(text, 'en')).toHaveLength(2);
    expect(marked('Go on', 'en')).toEqual([]);
  });

  it('do not take the capitals of a title for names', () => {
    expect(marked('Why The Tide Waits', 'en')).toEqual(['Waits']);
  });
});

describe('a title before a name', () => {
  it('is no highlight of its own', () => {
    const text = 'We simply stopped getting in the way, says Dr. Ana Ruiz of the coast station.';
    const words = highlightsOf(text, 'en').map(([start, end]) => text.slice(start, end));
    expect(words).not.toContain('Dr');
    expect(words.join(' ')).toContain('Ruiz');
  });
});
