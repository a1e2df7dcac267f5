import { describe, expect, it } from 'vitest';
import { languageOf } from '@/utils/writer/language';
import { BANGKOK, BEIJING, DIGUES, HARBOUR_AR, LIGHTHOUSE, TOKYO } from './texts';

describe('the language of a text', () => {
  it.each([
    ['en', LIGHTHOUSE],
    ['fr', DIGUES],
    ['ja', TOKYO],
    ['zh', BEIJING],
    ['th', BANGKOK],
    ['ar', HARBOUR_AR],
    ['ko', '서울은 대한민국의 수도이다.'],
    ['he', 'ירושלים היא בירת ישראל.'],
    ['und', '😀😀'],
    ['und', 'zzz qqq xxx'],
  ])('is guessed as %s when the page does not say', (language, text) => {
    expect(languageOf(text, 'und')).toBe(language);
    expect(languageOf(text, '')).toBe(language);
  });

  it('is what the page says where the script agrees', () => {
    expect(languageOf(DIGUES, 'fr-CA')).toBe('fr-CA');
    expect(languageOf(BEIJING, 'zh_tw')).toBe('zh-TW');
    expect(languageOf('این یک متن است', 'fa')).toBe('fa');
    expect(languageOf('Zwei Wege trennten sich', 'de')).toBe('de');
  });

  it('is not what the page says where the script belies it, or what is no language', () => {
    expect(languageOf(TOKYO, 'en')).toBe('ja');
    expect(languageOf(DIGUES, 'not a language!')).toBe('fr');
  });
});
