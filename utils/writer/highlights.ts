import { baseOf, isAbbreviated, lexiconOf, plainWord, withoutElision } from './lexicon';
import type { Span } from './manuscript';
import { statsOf } from './stat';
import { isSpaceless, onGraphemes, wordRanges } from './words';

export type Highlight = [start: number, end: number];

/** More than two colours nothing any more. */
export const MOST_HIGHLIGHTS = 2;

/** What a word must be worth to be highlighted at all, and to stand beside another. */
const FIRST = 3.2;
const SECOND = 4.4;

interface Candidate extends Span {
  score: number;
}

/**
 * The words of a shot that carry its point, at most two, in the order of the text: numbers before names
 * before rare long words; never stop words, never weak verb forms.
 */
export function highlightsOf(text: string, language: string): Highlight[] {
  const words = wordRanges(text, language);
  if (words.length < 3) return [];
  const most = words.length < 9 ? 1 : MOST_HIGHLIGHTS;
  const candidates = [
    ...numbers(text, language),
    ...(isSpaceless(text) ? scriptRuns(text, language, words) : named(text, language, words)),
  ];
  const ranked = candidates.toSorted((a, b) => b.score - a.score || a.start - b.start);

  const picked: Span[] = [];
  for (const candidate of ranked) {
    if (picked.length === most || (picked.length > 0 && candidate.score < SECOND)) break;
    const span = onGraphemes(text, candidate);
    const apart = picked.every((other) => span.end + 1 < other.start || other.end + 1 < span.start);
    if (apart && span.end - span.start < text.length * 0.6) picked.push(span);
  }
  return picked.toSorted((a, b) => a.start - b.start).map(({ start, end }) => [start, end]);
}

function numbers(text: string, language: string): Candidate[] {
  const amounts = statsOf(text, language).map(({ span, worth }) => ({
    start:
      span.start +
      (text.slice(span.start, span.end).length - text.slice(span.start, span.end).trimStart().length),
    end: span.end,
    score: worth < 1 ? 2 : 20 + worth,
  }));
  const years = Array.from(
    text.matchAll(/(?<![\p{L}\d.,:/-])[12]\d{3}(?![\d.,:/-]*\d|\p{L})/gu),
    (match) => ({
      start: match.index,
      end: match.index + 4,
      score: 12,
    }),
  );
  return [...amounts, ...years];
}

/** "dit-elle", "a-t-il": a verb and its subject. */
const INVERSION = /-(?:il|elle|on|ils|elles|je|tu|nous|vous|ce|moi|toi|le|la|les|y|en)$/;

/** Names and rare words of scripts that put spaces between words. */
function named(text: string, language: string, words: readonly Span[]): Candidate[] {
  const { stop, weakEnding } = lexiconOf(language);
  const spelled = words.map(({ start, end }) => text.slice(start, end));
  const capitals = spelled.map((word) => /^\p{Lu}/u.test(withoutElision(word)));
  // In a title every word is capitalised, and in German every noun: a capital then says nothing.
  const isProse = spelled.some((word, i) => i > 0 && /^\p{Ll}{4}/u.test(word));
  const capitalsTell = isProse && baseOf(language) !== 'de';
  const out: Candidate[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (!word) continue;
    const plain = plainWord(withoutElision(spelled[i] ?? ''));
    if (plain === '' || /^\d/.test(plain)) continue;
    // "Dr." is nobody's point.
    if (word.end - word.start > 1 && text[word.end] === '.' && isAbbreviated(spelled[i] ?? '')) continue;
    if (capitalsTell && capitals[i] && !opensSentence(text, word.start)) {
      const run = nameFrom(text, words, capitals, i);
      if (run.end - word.start === 1) continue;
      out.push({ start: word.start, end: run.end, score: 10 + Math.min(4, (run.end - word.start) / 8) });
      i = run.last;
      continue;
    }
    if (stop.has(plain) || stop.has(plainWord(spelled[i] ?? '')) || INVERSION.test(plain)) continue;
    const length = Array.from(plain).length;
    if (length < 5 || length > 24) continue;
    const late = (i / words.length) * 1.2;
    const weak = weakEnding.test(plain) ? 3 : 0;
    out.push({ ...withoutLead(text, word), score: Math.min(length, 12) * 0.5 + late - weak });
  }
  return out.filter(({ score }) => score >= FIRST);
}

/** "Ada Lovelace" is one name: capitalised words with nothing but a space between them, at most three. */
function nameFrom(
  text: string,
  words: readonly Span[],
  capitals: readonly boolean[],
  first: number,
): { end: number; last: number } {
  let last = first;
  while (last - first < 2 && capitals[last + 1]) {
    const here = words[last];
    const next = words[last + 1];
    if (!here || !next || !joinsName(text, here, next)) break;
    last += 1;
  }
  return { end: words[last]?.end ?? text.length, last };
}

/** A space, or the stop of an initial: "J. K. Hale". */
function joinsName(text: string, { start, end }: Span, next: Span): boolean {
  const gap = text.slice(end, next.start);
  return gap === ' ' || (gap === '. ' && end - start === 1);
}

function opensSentence(text: string, at: number): boolean {
  const before = text.slice(0, at).trimEnd();
  const shortened = /([\p{L}.]+)\.$/u.exec(before.slice(-16))?.[1];
  if (shortened !== undefined && isAbbreviated(shortened)) return false;
  return before === '' || /[.!?…:;•—–«“‘"([][”’»)\]]*$/u.test(before);
}

/** Colours "usine", not the "l’" before it. */
function withoutLead(text: string, word: Span): Span {
  const spelled = text.slice(word.start, word.end);
  return { start: word.start + (spelled.length - withoutElision(spelled).length), end: word.end };
}

/** Words so common in Chinese that they are never the point. */
const CHINESE_STOP =
  /^(?:我们|你们|他们|她们|它们|这个|那个|这些|那些|一个|没有|可以|因为|所以|但是|如果|就是|不是|自己|什么|已经|还是|或者|以及|以后|之后|时候|人们|人們|现在|非常|许多|很多|可能|这样|那样|其中|我們|他們|這個|這些|沒有|因為|時候)$/u;

/** In scripts without spaces the script itself shows what matters: katakana names, runs of kanji, long words. */
function scriptRuns(text: string, language: string, words: readonly Span[]): Candidate[] {
  if (baseOf(language) === 'ja') {
    const runs = text.matchAll(
      /\p{Script=Katakana}[\p{Script=Katakana}ー・]{2,}|\p{Script=Han}{2,6}|[A-Z][\p{Script=Latin}]{2,}/gu,
    );
    return Array.from(runs, (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      score: Math.min(6, match[0].length) + (/^\p{Script=Han}/u.test(match[0]) ? 1 : 0.5),
    }));
  }
  return words
    .map(({ start, end }) => ({ start, end, word: text.slice(start, end) }))
    .filter(({ word }) => word.length >= 2 && !CHINESE_STOP.test(word) && !/^\d+$/.test(word))
    .filter(({ word }) => /\p{Script=Han}/u.test(word) || word.length >= 5)
    .map(({ start, end }) => ({ start, end, score: Math.min(8, end - start) }));
}
