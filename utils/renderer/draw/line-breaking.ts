/** Balanced line breaking by dynamic programming, after Knuth and Plass (1981). Widths are in any one measure. */

export interface Item {
  width: number;
  /** White space follows. */
  gap: boolean;
  /** Width of the hyphen that shows when the line breaks after this item; 0 for none. */
  hyphen: number;
  /** What a break after this item costs: words that should not end a line, the inside of a word. */
  penalty: number;
}

/** Items [from, to) and their width, spaces and hyphen included. */
interface LineBreak {
  from: number;
  to: number;
  width: number;
}

export interface Breaking {
  lines: LineBreak[];
  /** 0 is perfect; about 0.1 is what a careful eye notices. */
  cost: number;
}

/** Uneven lines against the other costs. */
const RAG_WEIGHT = 2.6;
/** A line of one word, where words have spaces between them. */
const LONELY = 0.05;

/** A last line of one short word, or one much shorter than the others. */
function lastLineCost(count: number, width: number, average: number, lines: number): number {
  if (lines === 1) return 0;
  const short = width / average;
  return (count === 1 && short < 0.62 ? 0.3 : 0) + (short < 0.34 ? 0.16 : 0);
}

/**
 * The fewest lines that hold all items, as equal as they can be. Undefined when an item alone is wider than the box.
 */
export function breakLines(items: readonly Item[], space: number, box: number): Breaking | undefined {
  const count = items.length;
  if (count === 0) return { lines: [], cost: 0 };
  const fewest = fewestLines(items, space, box);
  if (fewest === undefined) return undefined;
  const total = items.reduce((sum, item, i) => sum + item.width + (item.gap && i < count - 1 ? space : 0), 0);
  const average = total / fewest;
  // cost[l][j]: the best way to set the first j items in l lines; from[l][j]: where the last of them begins.
  let cost = new Float64Array(count + 1).fill(Infinity);
  cost[0] = 0;
  const from: Int32Array[] = [];
  for (let line = 1; line <= fewest; line += 1) {
    const next = new Float64Array(count + 1).fill(Infinity);
    const start = new Int32Array(count + 1).fill(-1);
    for (let j = 1; j <= count; j += 1) {
      let width = 0;
      for (let i = j - 1; i >= 0; i -= 1) {
        const item = items[i]!;
        width += item.width + (i < j - 1 && item.gap ? space : 0);
        const set = width + (j < count ? items[j - 1]!.hyphen : 0);
        if (set > box * 1.0001) break;
        if (cost[i] === Infinity) continue;
        const slack = (set - average) / average;
        const lonely = j - i === 1 && count > 2 && (i > 0 ? items[i - 1]!.gap : item.gap) ? LONELY : 0;
        const end = lonely + (j < count ? items[j - 1]!.penalty : lastLineCost(j - i, set, average, fewest));
        const value =
          cost[i]! + (RAG_WEIGHT * slack * slack * (j === count && slack < 0 ? 0.7 : 1)) / fewest + end;
        if (value < next[j]!) {
          next[j] = value;
          start[j] = i;
        }
      }
    }
    from.push(start);
    cost = next;
  }
  const lines: LineBreak[] = [];
  for (let line = fewest - 1, to = count; line >= 0; line -= 1) {
    const begin = from[line]![to]!;
    lines.unshift({ from: begin, to, width: lineWidth(items, begin, to, space) });
    to = begin;
  }
  return { lines, cost: cost[count]! };
}

function lineWidth(items: readonly Item[], from: number, to: number, space: number): number {
  let width = to < items.length ? items[to - 1]!.hyphen : 0;
  for (let i = from; i < to; i += 1) width += items[i]!.width + (i < to - 1 && items[i]!.gap ? space : 0);
  return width;
}

/** How many lines the items need; undefined when one of them alone is wider than the box. */
export function fewestLines(items: readonly Item[], space: number, box: number): number | undefined {
  // First fit is optimal in the number of lines, but a hyphen may force an earlier break: so the same search, counting.
  const count = items.length;
  const lines = new Int32Array(count + 1).fill(-1);
  lines[0] = 0;
  for (let j = 1; j <= count; j += 1) {
    let width = 0;
    for (let i = j - 1; i >= 0; i -= 1) {
      const item = items[i]!;
      width += item.width + (i < j - 1 && item.gap ? space : 0);
      if (width + (j < count ? items[j - 1]!.hyphen : 0) > box * 1.0001) break;
      if (lines[i]! >= 0 && (lines[j]! < 0 || lines[i]! + 1 < lines[j]!)) lines[j] = lines[i]! + 1;
    }
  }
  return lines[count]! < 0 ? undefined : lines[count]!;
}
