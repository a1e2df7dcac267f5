/** Where a line may break: text to units, the pieces that never do. */
import { CJK } from '@/utils/domain';
import { localeOf } from './locale';
import { phraseBoundaries } from './phrases';

/** `text.slice(start, end)` of the original; a line may break after every unit. */
export interface Unit {
  start: number;
  end: number;
  /** White space follows, and is dropped where the line breaks. */
  gap: boolean;
  /** A break after this unit is inside a word and shows a hyphen. */
  hyphen: boolean;
}

const THAI = /\p{Script=Thai}/u;
const UNSPACED = /[\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD_INSIDE = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

/** Kinsoku (JIS X 4051, W3C JLREQ): what may not begin a line, and what may not end one. */
const NOT_FIRST =
  /^[\p{Pe}\p{Pf}、。，．・：；？！‼⁇⁈⁉ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰ-ㇿ々〻〜～‐–—…‥ゝゞヽヾ,.;:?!%‰°′″"'\p{M}]/u;
const NOT_LAST = /[\p{Ps}\p{Pi}#$£¥€]$/u;

/** Tokens that a space sets off but that belong to the word before: French punctuation, dashes, percent and units. */
const CLINGS_BACK = /^(?:[!?;:»›%‰…]+[.,]?|[—–-]|€|°[CF]?|km|kg|cm|mm|m²|ha|€[.,])$/u;
const CLINGS_ON = /^[«‹¿¡]+$/u;

function wordBoundaries(token: string, language: string): number[] {
  const segmenter = new Intl.Segmenter(localeOf(language), { granularity: 'word' });
  return Array.from(segmenter.segment(token), (s) => s.index).slice(1);
}

/** After a hyphen or a slash between letters, and after a dash. */
function hyphenBoundaries(token: string): number[] {
  if (/^\w+:\/\//.test(token)) return [];
  return Array.from(
    token.matchAll(/(?<=\p{L}{2})[-‐/](?=\p{L}{2})|[—–](?=[\p{L}“«"])/gu),
    (m) => m.index + m[0].length,
  );
}

function boundariesOf(token: string, language: string): number[] {
  const unspaced = CJK.test(token) || THAI.test(token) || UNSPACED.test(token);
  const found = unspaced
    ? (phraseBoundaries(token, language) ?? wordBoundaries(token, language))
    : hyphenBoundaries(token);
  return found.filter((at) => {
    const before = token.slice(0, at);
    const after = token.slice(at);
    const insideWord = WORD_INSIDE.test(before.at(-1) ?? '') && WORD_INSIDE.test(after[0] ?? '');
    return !NOT_FIRST.test(after) && !NOT_LAST.test(before) && !insideWord;
  });
}

/** Words, or phrases in scripts without spaces. Every character but white space is in exactly one unit, in order. */
export function unitsOf(text: string, language: string): Unit[] {
  const tokens = Array.from(text.matchAll(/[^ \t\n\r]+/g), (m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: m[0],
  }));
  const units: Unit[] = [];
  let clings = false;
  for (const token of tokens) {
    const previous = units.at(-1);
    const thousands =
      previous && /\d$/.test(text.slice(previous.start, previous.end)) && /^\d{3}(?!\d)/.test(token.text);
    if (previous && (clings || thousands || CLINGS_BACK.test(token.text))) {
      previous.end = token.end;
      previous.gap = true;
    } else {
      let start = token.start;
      for (const at of boundariesOf(token.text, language)) {
        units.push({ start, end: token.start + at, gap: false, hyphen: false });
        start = token.start + at;
      }
      units.push({ start, end: token.end, gap: true, hyphen: false });
    }
    clings = CLINGS_ON.test(token.text);
  }
  const last = units.at(-1);
  if (last) last.gap = false;
  return units;
}

/** The words of a unit as drawn: what is glued together is held by no-break spaces, one for one. */
export function textOf(text: string, unit: Pick<Unit, 'start' | 'end'>): string {
  return text.slice(unit.start, unit.end).replace(/[ \t\n\r]/g, '\u00a0');
}

/** Articles, prepositions and conjunctions: a reader stumbles when a line ends on one. English and French. */
const WEAK =
  /^(?:a|an|the|of|to|in|on|at|by|for|with|from|as|and|or|but|nor|my|your|his|her|its|our|their|is|no|le|la|les|un|une|des|du|de|au|aux|à|en|et|ou|où|ni|par|pour|sur|dans|sans|ce|ces|cet|cette|mon|ma|mes|son|sa|ses|ton|ta|tes|leur|leurs|que|qui|ne|se|y|der|die|das|den|dem|ein|eine|und|zu|im|am|el|los|las|una|del|con|il|lo|gli|di|da|e|o)$/iu;

export function isWeakEnd(word: string): boolean {
  return WEAK.test(word);
}
