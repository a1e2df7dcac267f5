import { baseOf } from './lexicon';
import type { Span } from './manuscript';

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** True when words of this text cannot be told apart by spaces. */
export function isSpaceless(text: string): boolean {
  return SPACELESS.test(text);
}

/**
 * Words of a text without the punctuation around them: what a person can pick to highlight. In Chinese,
 * Japanese and Thai, the segmenter's words.
 */
export function wordRanges(text: string, language: string): Span[] {
  const ranges: Span[] = [];
  for (const match of text.matchAll(/\S+/g)) {
    const token = match[0];
    if (isSpaceless(token)) ranges.push(...segmented(token, match.index, language));
    else {
      const word = bare(token, match.index);
      if (word) ranges.push(word);
    }
  }
  return ranges;
}

/** Punctuation is never coloured with its word; an apostrophe's elision is ("l'usine"). */
function bare(token: string, at: number): Span | null {
  const start = token.search(/[\p{L}\p{N}\p{Extended_Pictographic}]/u);
  if (start < 0) return null;
  const end = token.replace(
    /(?:(?!\p{M}|\u200d)[^\p{L}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}])+$/u,
    '',
  ).length;
  return { start: at + start, end: at + Math.max(end, start + 1) };
}

function segmented(token: string, at: number, language: string): Span[] {
  const segmenter = new Intl.Segmenter(baseOf(language), { granularity: 'word' });
  return Array.from(segmenter.segment(token))
    .filter(({ segment }) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment))
    .map(({ segment, index }) => ({ start: at + index, end: at + index + segment.length }));
}

/** The span widened to whole graphemes, so that no colour ever starts inside an emoji or a syllable. */
export function onGraphemes(text: string, { start, end }: Span): Span {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  const first = segments.containing(start)?.index ?? 0;
  const last = segments.containing(Math.max(start, end - 1));
  return { start: first, end: last ? last.index + last.segment.length : text.length };
}
