/** Text into a box, at the largest size that sets well. No canvas here: widths come through `Measure`. */
import { isWeakEnd, textOf, unitsOf, type Unit } from './breaks';
import { keyRanges, piecesOf, type Range } from './highlights';
import { breakLines, fewestLines, type Breaking, type Item } from './line-breaking';
import { splitLongUnits } from './long-words';
import type { Size } from './types';
import type { Face, Typography } from './typography';

/** Width of the text in em: at size s it is s times as wide. */
export type Measure = (text: string, face: Face) => number;

export interface Run {
  text: string;
  face: Face;
  key: boolean;
  /** From the left of the unit. */
  x: number;
  width: number;
}

export interface PlacedUnit {
  /** From the left of the block. */
  x: number;
  width: number;
  runs: Run[];
  /** Of the original text. */
  start: number;
  end: number;
}

export interface BlockLine {
  text: string;
  start: number;
  end: number;
  width: number;
  units: PlacedUnit[];
}

/** Set text. The height runs from the top of the first em box to the bottom of the last. */
export interface Block extends Size {
  size: number;
  lineHeight: number;
  lines: BlockLine[];
  /** Key ranges of the original text. */
  keys: Range[];
  /** The text did not fit even at the smallest size, and ends in an ellipsis. */
  cut: boolean;
}

export interface FitOptions {
  text: string;
  highlights: readonly Range[];
  language: string;
  box: Size;
  maxLines: number;
  maxSize: number;
  minSize: number;
  type: Pick<Typography, 'display' | 'emphasis' | 'leading'>;
}

/** A candidate one tenth smaller must look that much better to be taken. */
const SIZE_WEIGHT = 1;

interface Atom {
  unit: Unit;
  runs: { text: string; face: Face; key: boolean; em: number }[];
  em: number;
}

export function fitText(options: FitOptions, measure: Measure): Block {
  const { text, box, type } = options;
  const keys = keyRanges(text, options.highlights);
  const roman = (piece: string): number => measure(piece, type.display);
  const comfortable = options.minSize + (options.maxSize - options.minSize) * 0.45;
  // Slanted key words may be wider than the roman ones measured here; 0.97 leaves them room.
  const units = splitLongUnits(
    text,
    unitsOf(text, options.language),
    (piece) => roman(piece) * comfortable <= box.width * 0.97,
  );
  const atoms = units.map((unit) => atomOf(text, unit, keys, type, measure));
  const space = roman('n n') - roman('nn');
  const hyphen = roman('-');
  const items = atoms.map((atom, i): Item => itemOf(text, atom, atoms[i + 1], hyphen));

  const best = search(items, space, options, options.maxLines) ?? search(items, space, options, Infinity);
  if (best) return place(text, atoms, best.breaking, best.size, space, keys, options, false);
  return cutToFit(text, atoms, items, space, keys, options);
}

function atomOf(
  text: string,
  unit: Unit,
  keys: readonly Range[],
  type: FitOptions['type'],
  measure: Measure,
): Atom {
  const runs = piecesOf(unit.start, unit.end, keys).map((piece) => {
    const face =
      piece.key && /\p{Script=Latin}/u.test(text.slice(piece.start, piece.end))
        ? type.emphasis
        : type.display;
    const words = textOf(text, piece);
    return { text: words, face, key: piece.key, em: measure(words, face) };
  });
  return { unit, runs, em: runs.reduce((sum, run) => sum + run.em, 0) };
}

function itemOf(text: string, { unit, runs, em }: Atom, next: Atom | undefined, hyphen: number): Item {
  const word = text.slice(unit.start, unit.end);
  // Key words of one range stay together where they can.
  const within = runs.at(-1)?.key && next?.runs[0]?.key ? 0.12 : 0;
  return {
    width: em,
    gap: unit.gap,
    hyphen: unit.hyphen ? hyphen : 0,
    penalty: breakPenalty(unit, word) + within,
  };
}

function breakPenalty(unit: Unit, word: string): number {
  if (unit.hyphen) return 0.2;
  if (isWeakEnd(word)) return 0.18;
  if (/[-‐/]$/.test(word) && !unit.gap) return 0.12;
  return /[.,;:!?…。、，！？；：]["”»’)]?$/u.test(word) ? -0.012 : 0;
}

interface Candidate {
  size: number;
  breaking: Breaking;
}

/** From the largest size down; the first that fits wins unless one a little smaller sets clearly better. */
function search(items: Item[], space: number, options: FitOptions, maxLines: number): Candidate | undefined {
  const { box, maxSize, minSize, type } = options;
  let best: (Candidate & { score: number }) | undefined;
  let first: number | undefined;
  for (
    let size = maxSize;
    size >= minSize * 0.999;
    size = size > minSize ? Math.max(minSize, size * 0.985) : 0
  ) {
    if (first !== undefined && size < first * 0.68) break;
    const lines = fewestLines(items, space, box.width / size);
    if (lines === undefined || lines > maxLines || heightOf(lines, size, type.leading) > box.height) continue;
    const breaking = breakLines(items, space, box.width / size);
    if (!breaking) continue;
    first ??= size;
    const score = SIZE_WEIGHT * Math.log(size / first) - breaking.cost;
    if (!best || score > best.score) best = { size, breaking, score };
  }
  return best;
}

function heightOf(lines: number, size: number, leading: number): number {
  return lines === 0 ? 0 : (lines - 1) * size * leading + size;
}

function place(
  text: string,
  atoms: Atom[],
  breaking: Breaking,
  size: number,
  space: number,
  keys: Range[],
  options: FitOptions,
  cut: boolean,
): Block {
  const lines = breaking.lines.map(({ from, to, width }, row): BlockLine => {
    let x = 0;
    const broken = row < breaking.lines.length - 1;
    const units = atoms.slice(from, to).map((atom, i): PlacedUnit => {
      const last = from + i === to - 1;
      const runs = runsAt(atom, size, last && broken && atom.unit.hyphen);
      const unit = { x, width: atom.em * size, runs, start: atom.unit.start, end: atom.unit.end };
      x += (atom.em + (atom.unit.gap && !last ? space : 0)) * size;
      return unit;
    });
    const start = atoms[from]!.unit.start;
    const end = atoms[to - 1]!.unit.end;
    return { text: text.slice(start, end), start, end, width: width * size, units };
  });
  return {
    size,
    lineHeight: size * options.type.leading,
    lines,
    keys,
    cut,
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: heightOf(lines.length, size, options.type.leading),
  };
}

function runsAt(atom: Atom, size: number, hyphenated: boolean): Run[] {
  let x = 0;
  return atom.runs.map((run, i) => {
    const words = hyphenated && i === atom.runs.length - 1 ? `${run.text}-` : run.text;
    const placed = { text: words, face: run.face, key: run.key, x, width: run.em * size };
    x += placed.width;
    return placed;
  });
}

/** More text than the box holds at the smallest size: as much of it as fits, and an ellipsis. */
function cutToFit(
  text: string,
  atoms: Atom[],
  items: Item[],
  space: number,
  keys: Range[],
  options: FitOptions,
): Block {
  const size = options.minSize;
  const em = options.box.width / size;
  const rows = Math.max(1, Math.floor((options.box.height - size) / (size * options.type.leading)) + 1);
  let low = 1;
  let high = items.length;
  const ellipsis = 1;
  const headItems = (count: number): Item[] => {
    const kept = items.slice(0, count);
    const last = kept.at(-1);
    if (last) kept[count - 1] = { ...last, width: last.width + ellipsis, gap: false, hyphen: 0 };
    return kept;
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((fewestLines(headItems(middle), space, em) ?? Infinity) <= rows) low = middle;
    else high = middle - 1;
  }
  const kept = atoms.slice(0, low);
  const last = kept.at(-1);
  const run = last?.runs.at(-1);
  if (last && run) {
    kept[low - 1] = {
      ...last,
      em: last.em + ellipsis,
      runs: [...last.runs.slice(0, -1), { ...run, text: `${run.text}…`, em: run.em + ellipsis }],
    };
  }
  const breaking = breakLines(headItems(low), space, em) ?? {
    lines: [{ from: 0, to: low, width: em }],
    cost: 0,
  };
  return place(text, kept, breaking, size, space, keys, options, true);
}
