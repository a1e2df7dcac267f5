export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Right-aligned columns, the first one left-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** "1.3 (aim <= 1.5)", with a word when the aim was missed. */
export function against(value: number, aim: number, better: 'less' | 'more'): string {
  const reached = better === 'less' ? value <= aim : value >= aim;
  return `${value.toFixed(2)} (aim ${better === 'less' ? '<=' : '>='} ${aim}${reached ? '' : ', missed'})`;
}
