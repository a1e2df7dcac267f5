import { baseOf, lexiconOf, plainWord } from './lexicon';

/** Languages that are written in a script of their own, with the letters that give them away. */
const BY_SCRIPT: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /[\p{Script=Han}\p{Script=Bopomofo}]/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];
/** What else is written in those scripts; the page's own word for it is then believed. */
const SHARES_SCRIPT: Readonly<Record<string, readonly string[]>> = {
  zh: ['ja', 'yue', 'wuu'],
  ar: ['fa', 'ur', 'ps', 'ckb', 'ug', 'sd', 'ku'],
  he: ['yi'],
  hi: ['mr', 'ne', 'sa'],
  ru: ['uk', 'bg', 'sr', 'mk', 'be', 'kk', 'mn', 'ky', 'tg'],
};
const SAMPLE = 4000;

/**
 * The language of a text as a BCP 47 tag: the page's own word for it where the script agrees, else a guess
 * (by script, or by stop words between English and French), else "und".
 */
export function languageOf(text: string, declared: string): string {
  const sample = text.slice(0, SAMPLE);
  const said = canonical(declared);
  const script = languageOfScript(sample);
  if (script !== null) {
    return said !== 'und' && agrees(baseOf(said), script) ? said : script;
  }
  if (said !== 'und') return said;
  return guessByStopWords(sample);
}

function agrees(base: string, script: string): boolean {
  return base === script || (SHARES_SCRIPT[script]?.includes(base) ?? false);
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'und';
  } catch {
    return 'und';
  }
}

function languageOfScript(sample: string): string | null {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  for (const [language, pattern] of BY_SCRIPT) {
    // Japanese mixes in many Chinese characters; a tenth of kana settles it.
    const share = (sample.match(pattern)?.length ?? 0) / letters;
    if (share > (language === 'ja' ? 0.1 : 0.4)) return language;
  }
  return null;
}

function guessByStopWords(sample: string): string {
  const words = sample
    .split(/[\s'’]+/)
    .map(plainWord)
    .filter(Boolean);
  const hits = (language: string): number => {
    const { stop } = lexiconOf(language);
    return words.filter((word) => stop.has(word)).length;
  };
  const english = hits('en');
  const french = hits('fr');
  if (Math.max(english, french) < Math.max(1, words.length * 0.12)) return 'und';
  return french > english ? 'fr' : 'en';
}
