import type { Storyboard } from '@/utils/domain';
import { wordRanges } from '@/utils/writer';

/** A run of text, emphasised in the clip or not. */
export interface Run {
  /** UTF-16 offset in the whole text. */
  at: number;
  text: string;
  marked: boolean;
}

/** Cuts a text at ranges of UTF-16 units; ranges may come in any order, overlap or overreach. */
export function runsOf(text: string, ranges: readonly (readonly [number, number])[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const begin = Math.max(from, start);
    const stop = Math.min(text.length, end);
    if (stop <= begin) continue;
    if (begin > from) runs.push({ at: from, text: text.slice(from, begin), marked: false });
    runs.push({ at: begin, text: text.slice(begin, stop), marked: true });
    from = stop;
  }
  if (from < text.length) runs.push({ at: from, text: text.slice(from), marked: false });
  return runs;
}

/** Where the shots' highlights stand in the whole text; shots whose words are not found there have none. */
export function highlightsIn(text: string, storyboard: Storyboard): [number, number][] {
  const ranges: [number, number][] = [];
  let from = 0;
  for (const shot of storyboard.shots) {
    const at = shot.text === '' ? -1 : text.indexOf(shot.text, from);
    if (at < 0) continue;
    for (const [start, end] of shot.highlights) ranges.push([at + start, at + end]);
    from = at + shot.text.length;
  }
  return ranges;
}

export interface Word {
  text: string;
  /** UTF-16 offset in the shot's text. */
  offset: number;
  isWord: boolean;
  marked: boolean;
}

/** The words of a shot, and what stands between them, in order. Words as a reader of the language sees them. */
export function wordsOf(
  text: string,
  language: string,
  highlights: readonly (readonly [number, number])[],
): Word[] {
  const marked = (start: number, end: number) => highlights.some(([from, to]) => start < to && end > from);
  const out: Word[] = [];
  let at = 0;
  const add = (end: number, isWord: boolean) => {
    // Between words, white space stands by itself: a line may break there and nowhere else.
    const stretch = text.slice(at, end);
    for (const part of isWord ? [stretch] : (stretch.match(/\s+|\S+/gu) ?? [])) {
      out.push({ text: part, offset: at, isWord, marked: marked(at, at + part.length) });
      at += part.length;
    }
  };
  for (const { start, end } of wordRanges(text, language)) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return out;
}

/**
 * Words with the punctuation that clings to them, white space by itself: no line may break within one of these.
 * Opening marks go with the word after them, all others with the word before.
 */
export function unbroken(words: readonly Word[]): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const joins =
      !isSpace(word) && before && !isSpace(before) && (word.isWord ? isOpening(before) : !isOpening(word));
    if (last && joins) last.push(word);
    else groups.push([word]);
  }
  return groups;
}

function isSpace(word: Word): boolean {
  return word.text.trim() === '';
}

function isOpening(word: Word): boolean {
  return !word.isWord && /^[\p{Ps}\p{Pi}¿¡]+$/u.test(word.text);
}
