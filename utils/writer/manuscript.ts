/**
 * A text as it will be shown, which still knows where each character stood in the text it came from. Every
 * Shot's passage is cut out of the original by it, so what the record card quotes is the page's own wording.
 */
export interface Manuscript {
  text: string;
  original: string;
  /** For each UTF-16 unit of `text`, and for its end, the offset in `original`. */
  origin: Int32Array;
}

/** [start, end) in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export function manuscriptOf(original: string): Manuscript {
  return { text: original, original, origin: Int32Array.from({ length: original.length + 1 }, (_, i) => i) };
}

/** Like `String.replace` with a global pattern; the map to the original is carried along. */
export function replaceIn(
  manuscript: Manuscript,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
): Manuscript {
  const { text, original, origin } = manuscript;
  const parts: string[] = [];
  const edits: { at: number; removed: number; added: number }[] = [];
  let last = 0;
  let length = text.length;
  for (const match of text.matchAll(pattern)) {
    const found = match[0];
    const wanted = replacement(match);
    if (wanted === found) continue;
    parts.push(text.slice(last, match.index), wanted);
    edits.push({ at: match.index, removed: found.length, added: wanted.length });
    last = match.index + found.length;
    length += wanted.length - found.length;
  }
  if (edits.length === 0) return manuscript;
  parts.push(text.slice(last));

  const moved = new Int32Array(length + 1);
  let from = 0;
  let to = 0;
  for (const edit of edits) {
    moved.set(origin.subarray(from, edit.at), to);
    to += edit.at - from;
    for (let i = 0; i < edit.added; i += 1) {
      moved[to + i] = origin[edit.at + Math.min(i, Math.max(0, edit.removed - 1))] ?? original.length;
    }
    to += edit.added;
    from = edit.at + edit.removed;
  }
  moved.set(origin.subarray(from), to);
  return { text: parts.join(''), original, origin: moved };
}

/** The words of the original that a span of the shown text was made from. */
export function passageOf(manuscript: Manuscript, span: Span): string {
  const { original, origin } = manuscript;
  const start = origin[span.start] ?? original.length;
  const end = origin[span.end] ?? original.length;
  return original.slice(start, Math.max(start, end)).trim();
}

/** The span without white space at its ends. */
export function trimmed(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end);
  const start = span.start + (slice.length - slice.trimStart().length);
  const end = span.end - (slice.length - slice.trimEnd().length);
  return start < end ? { start, end } : { start, end: start };
}

/** The span cut to at most `units` UTF-16 units, between graphemes; inside one only when it is longer itself. */
export function cutTo(text: string, { start, end }: Span, units: number): Span {
  if (end - start <= units) return { start, end };
  const slice = text.slice(start, Math.min(end, start + units + 64));
  const within = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(slice).containing(units);
  if (within && within.index > 0) return { start, end: start + within.index };
  const isLow = /^[\uDC00-\uDFFF]/.test(slice.slice(units, units + 1));
  return { start, end: start + units - (isLow ? 1 : 0) };
}
