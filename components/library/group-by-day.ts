/** Rows of one day, in the order they came. */
export interface DayGroup<Row> {
  /** Local midnight, ms. */
  day: number;
  rows: Row[];
}

/** Groups rows that come newest first by the user's own calendar day. */
export function groupByDay<Row extends { createdAt: number }>(rows: readonly Row[]): DayGroup<Row>[] {
  const groups: DayGroup<Row>[] = [];
  for (const row of rows) {
    const day = new Date(row.createdAt).setHours(0, 0, 0, 0);
    const last = groups.at(-1);
    if (last?.day === day) last.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups;
}

/** "Today", "yesterday", the weekday of the last six days, then the date. */
export function dayName(day: number, now: number, locale: string): string {
  const today = new Date(now).setHours(0, 0, 0, 0);
  // Days are 23 to 25 hours long where clocks change.
  const ago = Math.round((today - day) / 86_400_000);
  if (ago === 0 || ago === 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day');
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  }
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear();
  const name = new Intl.DateTimeFormat(
    locale,
    ago > 1 && ago < 7
      ? { weekday: 'long' }
      : { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) },
  ).format(day);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
