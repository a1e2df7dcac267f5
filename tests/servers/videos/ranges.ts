/** What part of a file is asked for. `to` is exclusive. */
export type Part = { kind: 'whole' } | { kind: 'part'; from: number; to: number } | { kind: 'beyond' };

/** RFC 9110, 14: one range of bytes; several, or what cannot be read, bring the whole file. */
export function partOf(range: string | undefined, length: number): Part {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') return within(Math.max(0, length - Number(last)), length, length);
  return within(Number(first), last === '' ? length : Number(last) + 1, length);
}

function within(from: number, to: number, length: number): Part {
  if (from >= length) return { kind: 'beyond' };
  return to <= from ? { kind: 'whole' } : { kind: 'part', from, to: Math.min(to, length) };
}

/** If-Range holds for the very same strong tag only (RFC 9110, 13.1.5). */
export function isFresh(ifRange: string, etag: string): boolean {
  return !etag.startsWith('W/') && ifRange === etag;
}
