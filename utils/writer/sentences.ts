import { isAbbreviated, NUMBER_ABBREVIATIONS, lexiconOf, plainWord } from './lexicon';
import { trimmed, type Span } from './manuscript';

/** How much of a text on either side of a boundary is looked at. */
const REACH = 32;
/** A line at least this long was broken by a page width, not by a poet. */
const WRAPPED_LINE = 40;
/** Closing marks, and emoji that comment on what was just said: they belong to the sentence before them. */
const TRAILING =
  /^(?:[^\S\n]*(?:[»”)\]」』】）]|[’'"](?!\p{L})))+|^[^\S\n]*[\p{Extended_Pictographic}\uFE0F\u200D\p{Emoji_Modifier}]+/u;

/** An opening bracket belongs to what follows; UAX #29 counts it among the closing ones. */
const OPENING = /[「『（【《〈“‘«„([]\s*$/u;
/** Thai puts spaces between clauses and no stops at all; a piece at least this long is a sentence. */
const THAI_CLAUSE = 24;

/**
 * Sentences of a text as spans without the white space around them. A line break ends a sentence unless it
 * only wraps a line. `Intl.Segmenter` (UAX #29) proposes; what it cannot know of English and French is put
 * right here: abbreviations, initials, quotes that close after the stop, ellipses.
 */
export function sentencesOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    const span = trimmed(text, { start, end });
    if (span.end > span.start) spans.push(span);
    start = end;
  };
  for (const boundary of boundariesOf(text, language)) {
    if (boundary <= start) continue;
    const opening = OPENING.exec(text.slice(Math.max(start, boundary - 4), boundary))?.[0].length ?? 0;
    const end = opening > 0 ? boundary - opening : boundary + trailingLength(text, boundary);
    if (end <= start) continue;
    if (end < text.length && !joins(text, start, end, language)) close(end);
  }
  close(text.length);
  return spans;
}

function boundariesOf(text: string, language: string): number[] {
  const found = new Set<number>();
  for (const { index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text))
    found.add(index);
  // UAX #29 does not end a sentence at an ellipsis.
  for (const match of text.matchAll(/…[^\S\n]+(?=[«“‘(]?[^\S\n]*\p{Lu})/gu))
    found.add(match.index + match[0].length);
  for (const match of text.matchAll(/(?<=\p{Script=Thai}) (?=\p{Script=Thai})/gu)) found.add(match.index + 1);
  for (const match of text.matchAll(/\n/g)) found.add(match.index + 1);
  return [...found].toSorted((a, b) => a - b);
}

function trailingLength(text: string, boundary: number): number {
  if (text[boundary - 1] === '\n') return 0;
  return TRAILING.exec(text.slice(boundary, boundary + REACH))?.[0].length ?? 0;
}

/** True when the text goes on over this boundary. */
function joins(text: string, start: number, boundary: number, language: string): boolean {
  const before = text.slice(Math.max(start, boundary - REACH), boundary);
  const after = text.slice(boundary, boundary + REACH).trimStart();
  if (after === '') return false;
  if (/\n\s*$/.test(before)) return isWrapped(text, boundary, after);
  if (/^\p{Ll}/u.test(after)) return true;

  const left = before.trimEnd();
  if (/\p{Script=Thai}$/u.test(left)) return boundary - start < THAI_CLAUSE;
  // The number of a list item: "1. First".
  if (/^\d{1,3}\.$/.test(text.slice(start, boundary).trim())) return true;
  if (!left.endsWith('.')) return false;
  const word = /(?:^|[\s(«“‘[])([\p{L}\p{M}.]+)\.$/u.exec(left)?.[1];
  if (word === undefined) return false;
  const plain = word.toLowerCase();
  if (/^\d/.test(after) && NUMBER_ABBREVIATIONS.has(plain)) return true;
  if (/^p\.?$/.test(plain) && /^ex\b/.test(after)) return true;
  // An initial, as in "J. K. Rowling" or "M. Dupont"; "I" is a word of its own.
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return /^[\p{Lu}«“]/u.test(after);
  // "the U.S. Senate" goes on, "in the U.S. The" does not.
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return !lexiconOf(language).stop.has(firstWord(after));
  return isAbbreviated(word);
}

function isWrapped(text: string, boundary: number, after: string): boolean {
  const lineEnd = boundary - 1;
  const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
  const line = text.slice(Math.max(lineStart, lineEnd - 200), lineEnd).trimEnd();
  return line.length >= WRAPPED_LINE && !/[.!?…:;»”。！？]$/.test(line) && /^\p{Ll}/u.test(after);
}

function firstWord(text: string): string {
  return plainWord(text.split(/\s/, 1)[0] ?? '');
}
