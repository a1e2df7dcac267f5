import { graphemes } from '@/utils/domain';
import { baseOf, isAbbreviated, lexiconOf, NUMBER_ABBREVIATIONS, plainWord } from './lexicon';
import { cutTo, trimmed, type Span } from './manuscript';
import { charWeight, weightOf } from './measure';

/** The widest beat, in narrow Latin letters: what a reader takes in at one look. */
export const BEAT = 46;
/** The longest stretch of text that is broken as a whole, in UTF-16 units. */
const LONGEST = 2400;

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Marks and small letters that never begin a line (kinsoku shori, JIS X 4051). */
const NEVER_FIRST =
  /^[\s.,;:!?…%»”’)\]}、。，．：；！？）」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const NEVER_LAST = /[（「『【〈《〔“‘«([{]\s*$/u;

/** A place a text may be broken at, and what it costs to do so; negative where a break is welcome. */
interface Break {
  at: number;
  cost: number;
}

/**
 * Splits a span into beats of at most `widest`, at the best places: end of a line, clause mark, before a
 * conjunction; never after an article or a preposition. Lengths are kept even. A single word wider than
 * that is cut between graphemes.
 */
export function beatsOf(text: string, span: Span, language: string, widest = BEAT): Span[] {
  const out: Span[] = [];
  for (const piece of pieces(text, span)) {
    if (weightOf(text.slice(piece.start, piece.end)) <= widest) out.push(piece);
    else out.push(...divide(text, piece, breaksOf(text, piece, language, widest), widest));
  }
  return out.map((beat) => trimmed(text, beat)).filter((beat) => beat.end > beat.start);
}

/** Bounds the work: a "sentence" may be a whole book without a full stop. */
function pieces(text: string, { start, end }: Span): Span[] {
  const out: Span[] = [];
  let from = start;
  while (end - from > LONGEST) {
    const space = text.lastIndexOf(' ', from + LONGEST);
    const piece = space > from ? { start: from, end: space } : cutTo(text, { start: from, end }, LONGEST);
    out.push(piece);
    from = piece.end;
  }
  out.push({ start: from, end });
  return out;
}

/** The division with the least cost (dynamic programming over the possible breaks). */
function divide(text: string, span: Span, breaks: readonly Break[], widest: number): Span[] {
  const ends = [...breaks, { at: span.end, cost: 0 }];
  const stops = [span.start, ...ends.map((end) => end.at)];
  const widths = [0];
  for (let i = 1; i < stops.length; i += 1) {
    widths.push((widths[i - 1] ?? 0) + weightOf(text.slice(stops[i - 1], stops[i])));
  }
  const total = widths[widths.length - 1] ?? 0;
  const target = total / Math.ceil(total / widest);

  const best = [0];
  const previous = [0];
  for (let j = 1; j < stops.length; j += 1) {
    let least = Infinity;
    let from = j - 1;
    for (let i = j - 1; i >= 0; i -= 1) {
      const width = (widths[j] ?? 0) - (widths[i] ?? 0);
      // A lone piece may be too wide (a grapheme of many marks): it then stands alone.
      if (width > widest + 1 && i < j - 1) break;
      const cost =
        (best[i] ?? 0) + ((width - target) / target) ** 2 * 1.6 + (width < widest * 0.2 ? 1 : 0) + 0.35;
      if (cost < least) {
        least = cost;
        from = i;
      }
    }
    best.push(least + (ends[j - 1]?.cost ?? 0));
    previous.push(from);
  }
  const out: Span[] = [];
  for (let j = stops.length - 1; j > 0; j = previous[j] ?? 0) {
    out.unshift({ start: stops[previous[j] ?? 0] ?? span.start, end: stops[j] ?? span.end });
  }
  return out;
}

function breaksOf(text: string, span: Span, language: string, widest: number): Break[] {
  const slice = text.slice(span.start, span.end);
  const found = new Map<number, number>();
  // Not at a no-break space: that is what it is for.
  for (const match of slice.matchAll(/[^\S\u00a0\u202f]+/g)) {
    const at = match.index + match[0].length;
    if (at < slice.length) found.set(at, spaceCost(slice, match.index, at, language));
  }
  if (SPACELESS.test(slice)) {
    for (const { index } of new Intl.Segmenter(language, { granularity: 'word' }).segment(slice)) {
      if (index > 0 && !found.has(index) && SPACELESS.test(slice.slice(index - 1, index + 1))) {
        const cost = spacelessCost(slice, index, language);
        if (cost !== null) found.set(index, cost);
      }
    }
  }
  for (const at of cutsInLongWords(slice, [...found.keys()], widest)) found.set(at, 4);
  return [...found].toSorted(([a], [b]) => a - b).map(([at, cost]) => ({ at: span.start + at, cost }));
}

function spaceCost(text: string, gapStart: number, gapEnd: number, language: string): number {
  if (text.slice(gapStart, gapEnd).includes('\n')) return -2;
  const { leaning, opening } = lexiconOf(language);
  const before = text.slice(Math.max(0, gapStart - 24), gapStart);
  const after = text.slice(gapEnd, gapEnd + 24);
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return 5;
  const last = /\S+$/.exec(before)?.[0] ?? '';
  const next = /^\S+/.exec(after)?.[0] ?? '';
  const abbreviated = /([\p{L}.]+)\.$/u.exec(last)?.[1];
  if (
    abbreviated !== undefined &&
    (isAbbreviated(abbreviated) || NUMBER_ABBREVIATIONS.has(abbreviated.toLowerCase()))
  )
    return 3;
  if (/[.!?…。！？][”’»)\]]*$/.test(last)) return /^[«“‘(]?\p{Ll}/u.test(next) ? -0.6 : -1.3;
  // Where Thai, Lao and Khmer put a space, a clause ends.
  if (/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]$/u.test(last) && SPACELESS.test(next)) return -1;
  if (/[;:—–][”’»]*$/.test(last) || /^[—–]/.test(next)) return -1;
  if (/[,،、，][”’»]*$/.test(last)) return -0.8;
  if (leaning.has(plainWord(last)) || leaning.has(last.toLowerCase())) return 3;
  let cost = 0;
  if (opening.has(plainWord(next)) || /^qu['’]/i.test(next)) cost -= 0.5;
  if (/\d$/.test(last)) cost += 1.2;
  if (/^\p{Lu}/u.test(last) && /^\p{Lu}/u.test(next)) cost += 0.7;
  return cost;
}

/** Between words of a script without spaces; null where a line may not break at all. */
function spacelessCost(text: string, at: number, language: string): number | null {
  const before = text.slice(0, at).slice(-2);
  const after = text.slice(at, at + 2);
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return null;
  if (/[。！？]$/.test(before)) return -1.3;
  if (/[、，；：」』）]$/.test(before)) return -0.9;
  if (/^[「『（《]/.test(after)) return -0.4;
  if (/\d$/.test(before) || (/\p{Script=Katakana}$/u.test(before) && /^\p{Script=Katakana}/u.test(after)))
    return 2;
  if (baseOf(language) === 'ja') {
    // Particles and verb endings are hiragana: a phrase begins where hiragana gives way to something else.
    if (/^\p{Script=Hiragana}/u.test(after)) return 1.6;
    return /\p{Script=Hiragana}$/u.test(before) ? -0.3 : 0.8;
  }
  return 0.3;
}

function cutsInLongWords(text: string, stops: readonly number[], widest: number): number[] {
  const cuts: number[] = [];
  const edges = [0, ...stops.toSorted((a, b) => a - b), text.length];
  for (let i = 1; i < edges.length; i += 1) {
    const start = edges[i - 1] ?? 0;
    const word = text.slice(start, edges[i]);
    if (word.length <= widest / 3 || weightOf(word) <= widest) continue;
    let at = start;
    let width = 0;
    for (const cluster of graphemes(word)) {
      const weight = charWeight(cluster);
      if (width > 0 && width + weight > widest) {
        cuts.push(at);
        width = 0;
      }
      width += weight;
      at += cluster.length;
    }
  }
  return cuts;
}
