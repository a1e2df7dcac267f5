/** Words wider than any line: cut on grapheme boundaries, where a reader would. */
import { graphemes } from '@/utils/domain';
import { textOf, type Unit } from './breaks';

const VOWEL = /[aeiouyäöüéèêàâîôûœæáíóúı]/i;
const LETTER = /^\p{L}/u;
const JOINED = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}]/u;
const LINKS = /(?:ungs|heits|keits|schafts|tions|täts|ment|ness)$/i;

/** Consonants that begin a syllable together, and are never parted. */
const ONSET = /^(?:sch[wrlmn]?|str|ch|ck|ph|th|qu|st|sp|[bcdfgkptv][rl]|kn|gn|zw)/i;

/** How natural a hyphen between two parts of a word looks, 0..3; 2 is where a syllable begins. */
function naturalness(before: string, after: string): number {
  if (LINKS.test(before)) return 3;
  if (/(?:ung|heit|keit|schaft|ion|tät)$/i.test(before) && /^s/i.test(after)) return 0;
  const left = before.at(-1) ?? '';
  const right = after[0] ?? '';
  if (!LETTER.test(left) || !LETTER.test(right)) return 2;
  if (ONSET.test(left + after)) return 0;
  const onset = ONSET.exec(after)?.[0] ?? right;
  return !VOWEL.test(right) && VOWEL.test(after[onset.length] ?? '') ? 2 : 0;
}

const LEAST_PIECE = 3;

/** Where a word may be cut, best places only: after the parts of an address, between the syllables of a word. */
function places(letters: readonly string[], address: boolean): number[] {
  const found: number[] = [];
  let before = '';
  let last = 0;
  for (let i = 1; i < letters.length; i += 1) {
    before += letters[i - 1]!;
    if (i - last < LEAST_PIECE || letters.length - i < LEAST_PIECE) continue;
    const good = address
      ? /[/&=?-]$/.test(before) && !/[/&=?-]/.test(letters[i]!)
      : naturalness(before, letters.slice(i, i + 5).join('')) >= 2;
    if (!good) continue;
    found.push(i);
    last = i;
  }
  return found;
}

/** Pieces of one word, each within `fits` as far as a single letter is; none is empty, together they are the word. */
function cut(word: string, fits: (piece: string) => boolean, address: boolean): string[] {
  const letters = graphemes(word);
  const edges = [0, ...places(letters, address), letters.length];
  const pieces: string[] = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    let from = edges[i]!;
    const to = edges[i + 1]!;
    while (from < to) {
      let end = to;
      while (end - from > 1 && !fits(`${letters.slice(from, end).join('')}-`)) end -= 1;
      pieces.push(letters.slice(from, end).join(''));
      from = end;
    }
  }
  return pieces;
}

/**
 * The same units, with those that do not fit cut into pieces that do. A hyphen shows only between letters,
 * and only where the line really breaks; Arabic letters join and take none.
 */
export function splitLongUnits(
  text: string,
  units: readonly Unit[],
  fits: (piece: string) => boolean,
): Unit[] {
  return units.flatMap((unit) => {
    const word = textOf(text, unit);
    if (fits(word)) return [unit];
    const address = /[/@]|\w\.\w/.test(word);
    const pieces = cut(word, fits, address);
    let at = unit.start;
    return pieces.map((piece, i): Unit => {
      const start = at;
      at += piece.length;
      const last = i === pieces.length - 1;
      const between = /\p{L}$/u.test(piece) && LETTER.test(pieces[i + 1] ?? '');
      const hyphen =
        !last &&
        between &&
        !address &&
        !JOINED.test(word) &&
        /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(piece);
      return { start, end: at, gap: last && unit.gap, hyphen };
    });
  });
}
