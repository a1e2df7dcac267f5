import { graphemes } from '@/utils/domain';

export type Range = readonly [start: number, end: number];

/** Punctuation that keeps the colour of the text; signs that belong to a figure ("%", "$") do not. */
const PLAIN = /^[\s.,;:!?…"'“”„‘’‚«»‹›()[\]{}、。，．！？；：「」『』（）【】《》〈〉・،؛؟—–-]+$/u;

/** Ranges of `text` to set in the accent: in bounds, on grapheme boundaries, in order, without edge punctuation. */
export function keyRanges(text: string, highlights: readonly Range[]): Range[] {
  const edges: number[] = [0];
  for (const letter of graphemes(text)) edges.push(edges.at(-1)! + letter.length);
  const letterAt = (i: number): string => text.slice(edges[i], edges[i + 1]);
  const ranges: Range[] = [];
  for (const [rawStart, rawEnd] of highlights) {
    let first = edges.findLastIndex((edge) => edge <= rawStart);
    let last = edges.findIndex((edge) => edge >= rawEnd);
    if (last < 0) last = edges.length - 1;
    if (first < 0) first = 0;
    while (first < last && PLAIN.test(letterAt(first))) first += 1;
    while (last > first && PLAIN.test(letterAt(last - 1))) last -= 1;
    if (first < last) ranges.push([edges[first]!, edges[last]!]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  return ranges.filter((range, i) => i === 0 || range[0] >= ranges[i - 1]![1]);
}

/** A piece of text of one colour. */
export interface Piece {
  start: number;
  end: number;
  key: boolean;
}

/** [start, end) cut at the edges of the key ranges. */
export function piecesOf(start: number, end: number, keys: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const [from, to] of keys) {
    const a = Math.max(from, at);
    const b = Math.min(to, end);
    if (a >= b) continue;
    if (a > at) pieces.push({ start: at, end: a, key: false });
    pieces.push({ start: a, end: b, key: true });
    at = b;
  }
  if (at < end) pieces.push({ start: at, end, key: false });
  return pieces;
}
