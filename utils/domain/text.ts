/**
 * Text hygiene: what a page hands over is untrusted, and may carry characters no reader ever sees.
 * Unicode references: UAX #9 (bidi), UAX #29 (graphemes), UTS #55 (source-text spoofing).
 */

/** The most text a Source keeps, in code points. Longer text is cut, and the user is told. */
export const MAX_TEXT = 20_000;

/** Tags, zero-width and bidi controls, private use, fillers: all invisible, all useful only to deceive. */
// Listing lone combining characters is the point here.
// oxlint-disable no-misleading-character-class
const HIDDEN =
  /[\u{E0000}-\u{E007F}\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0\uFFF9-\uFFFB\u{F0000}-\u{10FFFD}\uE000-\uF8FF\u{E0100}-\u{E01EF}]/gu;
// oxlint-enable no-misleading-character-class
// Control characters carry no text; tab and line feed are kept for the line logic below.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
/** Joiners shape emoji, Persian and Indic letters; between anything else they only hide text. */
const STRAY_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}\p{Script=Tamil}\p{M}])[\u200C\u200D]/gu;

export interface CleanText {
  text: string;
  /** Invisible characters that were removed. */
  hidden: number;
  /** Code points before the cut; larger than the text's own length when it was cut. */
  length: number;
}

/**
 * NFC, without invisible characters, white space folded (paragraph breaks kept as one "\n"),
 * at most `max` code points; never splits a surrogate pair.
 */
export function cleanText(raw: string, max = MAX_TEXT): CleanText {
  // A page may hand over gigabytes; four units a code point leave room for what is stripped below.
  const bounded = raw.length > max * 8 ? raw.slice(0, max * 8) : raw;
  let hidden = 0;
  const drop = (): string => {
    hidden += 1;
    return '';
  };
  const strip = (from: string): string =>
    from.normalize('NFC').replace(HIDDEN, drop).replace(CONTROL, drop).replace(STRAY_JOINER, drop);
  let text = strip(bounded.toWellFormed().replace(/\r\n?|[\u2028\u2029]/g, '\n'));
  // What stood apart may now belong together: "e", a zero-width space and an accent become one letter.
  for (let next = strip(text); next !== text; next = strip(text)) text = next;
  text = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\s]*/g, '\n')
    .trim();
  const points = Array.from(text);
  const length = bounded === raw ? points.length : Math.max(points.length, raw.length);
  return { text: points.length > max ? points.slice(0, max).join('').trimEnd() : text, hidden, length };
}

/** One line, at most `max` code points, cut with an ellipsis: for titles, captions, names. */
export function oneLine(raw: string, max = 200): string {
  const { text } = cleanText(raw, max * 4);
  const points = Array.from(text.replaceAll('\n', ' '));
  return points.length > max
    ? `${points
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
    : points.join('');
}

/** Scripts written without spaces between words, where a reader counts characters. */
export const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export type Direction = 'ltr' | 'rtl';

/** The direction most letters of the text are read in. */
export function directionOf(text: string): Direction {
  let rtl = 0;
  let letters = 0;
  for (const char of text.slice(0, 4000)) {
    if (!/\p{L}/u.test(char)) continue;
    letters += 1;
    if (RTL_LETTER.test(char)) rtl += 1;
  }
  return letters > 0 && rtl / letters > 0.4 ? 'rtl' : 'ltr';
}

/** True when most letters are of a script written without spaces (Chinese, Japanese). */
export function isCjk(text: string): boolean {
  let cjk = 0;
  let letters = 0;
  for (const char of text.slice(0, 4000)) {
    if (!/\p{L}/u.test(char)) continue;
    letters += 1;
    if (CJK.test(char)) cjk += 1;
  }
  return letters > 0 && cjk / letters > 0.3;
}

/** True when there is something to read: a letter or a digit of any script. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** User-perceived characters (UAX #29), so that an emoji or a Devanagari syllable is never cut in two. */
export function graphemes(text: string): string[] {
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    (s) => s.segment,
  );
}

/** FNV-1a, 32 bits: a stable seed from a text, not a digest. */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}
