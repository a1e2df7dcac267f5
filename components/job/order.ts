/** Where a row stands in the queue, least first. */
export interface Placed {
  id: string;
  order: number;
}

/** Between two rows that are not next to each other's number: orders are milliseconds of clicks to begin with. */
const STEP = 1000;

/**
 * What must be told to which row, so that the one at `from` stands at `to`. One row as a rule; where there is no
 * number left between the neighbours, those before it make room.
 */
export function moves(rows: readonly Placed[], from: number, to: number): Placed[] {
  const moved = rows[from];
  if (!moved || !rows[to] || from === to) return [];
  const line = rows.toSpliced(from, 1).toSpliced(to, 0, moved);
  const before = line[to - 1]?.order;
  const after = line[to + 1]?.order;
  const between = placeBetween(before, after);
  if (between !== undefined) return [{ id: moved.id, order: between }];

  const told: Placed[] = [];
  let next = after ?? moved.order + STEP;
  for (let i = to; i >= 0; i -= 1) {
    const row = line[i];
    if (!row || (i < to && row.order < next)) break;
    next -= STEP;
    told.push({ id: row.id, order: next });
  }
  return told;
}

function placeBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined) return (after ?? 0) - STEP;
  if (after === undefined) return before + STEP;
  const middle = before + (after - before) / 2;
  return before < middle && middle < after ? middle : undefined;
}
