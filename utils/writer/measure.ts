import { isCjk } from '@/utils/domain';

/** Letters of scripts whose readers count characters. */
const CJK_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー]/gu;
/** Scripts without spaces whose readers still read words: about 4.4 characters each. */
const SPACELESS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const SPACELESS_WORD = 4.4;
/** A token longer than this (an address, a hash) is read as several words. */
const LONG_WORD = 16;

interface Measure {
  words: number;
  /** Chinese and Japanese characters, which are not in `words`. */
  cjk: number;
}

/** How much there is to read. */
export function measure(text: string): Measure {
  let cjk = 0;
  let spaceless = 0;
  const rest = text
    .replace(CJK_LETTER, () => {
      cjk += 1;
      return ' ';
    })
    .replace(SPACELESS, () => {
      spaceless += 1;
      return ' ';
    });
  let words = spaceless / SPACELESS_WORD;
  for (const token of rest.split(/\s+/)) {
    if (!token) continue;
    const least = /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(token) ? 1 : 0;
    words += Math.max(least, token.length / LONG_WORD);
  }
  return { words, cjk };
}

/** The most one poster holds: 26 words, or 34 Chinese or Japanese characters. */
export function posterShare(text: string): number {
  const { words, cjk } = measure(text);
  return words / 26 + cjk / 34;
}

/** The most one clip holds before it is reduced: about 90 words, or the characters read in the same time. */
export function clipShare(text: string): number {
  const { words, cjk } = measure(text);
  return words / 90 + cjk / 210;
}

/** The size of a text as its reader would say it: words, or characters in Chinese and Japanese. */
export function amountOf(text: string): number {
  const { words, cjk } = measure(text);
  return isCjk(text) ? Math.round(cjk + words) : Math.ceil(words + cjk / 1.6);
}

/** Width on screen of one character, in narrow Latin letters. */
export function charWeight(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x1100) return 1;
  if (
    (point >= 0x2e80 && point <= 0x9fff) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xff01 && point <= 0xff60) ||
    point >= 0x1f300
  )
    return 2.1;
  return 1;
}

/** Width on screen of a text, in narrow Latin letters. */
export function weightOf(text: string): number {
  let weight = 0;
  for (const char of text) weight += charWeight(char);
  return weight;
}
