import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isWeakEnd, textOf, unitsOf } from '@/utils/renderer/draw/breaks';
import { PHRASE_FILES } from '@/utils/renderer/draw/phrase-files';
import { loadPhraseModels } from '@/utils/renderer/draw/phrases';

const split = (text: string, language = 'en'): string[] =>
  unitsOf(text, language).map((unit) => textOf(text, unit));
const NBSP = '\u00a0';

beforeAll(async () => {
  const every = ['吾輩は猫', '花园', 'สวน'];
  const read = (model: keyof typeof PHRASE_FILES) => Promise.resolve(PHRASE_FILES[model]);
  for (const language of ['ja', 'zh-Hans', 'zh-Hant']) await loadPhraseModels(every, language, read);
});

describe('units', () => {
  it('are the words of a text written with spaces', () => {
    expect(split('The ocean does not')).toEqual(['The', 'ocean', 'does', 'not']);
  });

  it('may break after a hyphen, a slash and a dash inside a word', () => {
    expect(split('light-years and/or then—now')).toEqual(['light-', 'years', 'and/', 'or', 'then—', 'now']);
  });

  it('never break in an address', () => {
    expect(split('https://a.example/long-path/b')).toEqual(['https://a.example/long-path/b']);
  });

  it('hold French punctuation to its word', () => {
    expect(split('« Bonjour ! » dit-il : oui ?', 'fr')).toEqual([
      `«${NBSP}Bonjour${NBSP}!${NBSP}»`,
      'dit-',
      `il${NBSP}:`,
      `oui${NBSP}?`,
    ]);
  });

  it('hold a number, its thousands and its sign together', () => {
    expect(split('soit 5 000 000 € ou 12 %', 'fr')).toEqual([
      'soit',
      `5${NBSP}000${NBSP}000${NBSP}€`,
      'ou',
      `12${NBSP}%`,
    ]);
  });

  it('are phrases in Japanese: no break inside 生れたか', () => {
    const units = split('どこで生れたかとんと見当がつかぬ。', 'ja');
    expect(units.length).toBeGreaterThan(2);
    expect(units.some((unit) => unit.includes('生れた'))).toBe(true);
  });

  it('are words in Chinese, traditional or simplified, and in Thai and Khmer', () => {
    expect(split('今天的天气非常好我们去公园', 'zh-CN').length).toBeGreaterThan(2);
    expect(split('今天的天氣非常好我們去公園', 'zh-TW').length).toBeGreaterThan(2);
    expect(split('วันนี้อากาศดีมากเราไปสวนสาธารณะกัน', 'th').length).toBeGreaterThan(1);
    expect(split('ខ្ញុំស្រលាញ់ភាសាខ្មែរ', 'km').length).toBeGreaterThan(1);
  });

  it('never begin with a closing mark nor end with an opening one (kinsoku)', () => {
    const text = '彼は「これは猫だ」と言った。そして、（笑）と書いた！それから…行った。';
    for (const unit of split(text, 'ja')) {
      expect(unit).not.toMatch(/^[、。」）！…ー]/u);
      expect(unit).not.toMatch(/[「（]$/u);
    }
  });

  it('do not cut a Latin word inside a Japanese sentence', () => {
    expect(split('これはPagereelという拡張機能です', 'ja').some((unit) => unit.includes('Pagereel'))).toBe(
      true,
    );
  });

  it('hold every character but white space, once and in order, whatever the text', () => {
    const script = fc.constantFrom(
      'hello ',
      'été',
      ' «',
      '» ',
      '—',
      '-',
      '猫が',
      '。',
      '「',
      'สวัสดี',
      'مرحبا ',
      '👩🏽‍🚀',
      ' 5 000 ',
      '\n',
      '/',
      '!',
    );
    fc.assert(
      fc.property(
        fc.array(script, { maxLength: 25 }),
        fc.constantFrom('en', 'fr', 'ja', 'zh-TW', 'th', 'und'),
        (parts, language) => {
          const text = parts.join('');
          const units = unitsOf(text, language);
          let at = 0;
          for (const unit of units) {
            expect(unit.start).toBeGreaterThanOrEqual(at);
            expect(text.slice(at, unit.start).trim()).toBe('');
            expect(unit.end).toBeGreaterThan(unit.start);
            at = unit.end;
          }
          expect(text.slice(at).trim()).toBe('');
          expect(units.at(-1)?.gap ?? false).toBe(false);
        },
      ),
    );
  });

  it('survive any string and any language tag', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 8 }),
        (text, language) => {
          expect(() => unitsOf(text, language)).not.toThrow();
        },
      ),
    );
  });
});

describe('weak line ends', () => {
  it('are articles and prepositions, in English and French, and nothing else', () => {
    for (const word of ['the', 'The', 'of', 'and', 'le', 'des', 'à', 'dans'])
      expect(isWeakEnd(word)).toBe(true);
    for (const word of ['ocean', 'the,', 'mer', 'offer']) expect(isWeakEnd(word)).toBe(false);
  });
});
