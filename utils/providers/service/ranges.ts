import type { Wire } from './wire';

/** Parts of a file over HTTP (RFC 9110, sections 13 and 14). */

/** The file as far as an answer tells: something that changes with it, and its length (0: not told). */
export interface FileMark {
  etag: string;
  total: number;
}

/** From which byte an answer's body is on, and to which; `total` is 0 where it does not say. */
export interface Part {
  start: number;
  end: number;
  total: number;
}

/** The request for what follows the first `have` bytes of a file; undefined: nothing could tell it from another. */
export function partHeaders(mark: FileMark, have: number): Record<string, string> | undefined {
  if (have === 0 || (mark.etag === '' && mark.total === 0)) return undefined;
  // A weak mark may not be sent with If-Range; it still tells another file apart afterwards.
  const condition = mark.etag === '' || mark.etag.startsWith('W/') ? {} : { 'If-Range': mark.etag };
  return { Range: `bytes=${have}-`, ...condition };
}

/** The part in a 206; null: it says nothing that could be relied on. */
export function partIn(headers: Headers): Part | null {
  const match = /^bytes\s+(\d+)-(\d+)\/(\d+|\*)$/i.exec(headers.get('content-range')?.trim() ?? '');
  if (!match || isEncoded(headers)) return null;
  const [start, end] = [Number(match[1]), Number(match[2])];
  const total = match[3] === '*' ? 0 : Number(match[3]);
  return end >= start && (total === 0 || end < total) ? { start, end, total } : null;
}

/** The length that a 416 names; 0: none. */
export function lengthIn416(headers: Headers): number {
  return Number(/^bytes\s+\*\/(\d+)$/i.exec(headers.get('content-range')?.trim() ?? '')?.[1] ?? 0);
}

/** What is kept of it is without the key, like all that is kept. */
export function markOf(wire: Pick<Wire, 'withoutKey'>, headers: Headers): FileMark {
  const etag = wire.withoutKey(headers.get('etag') ?? headers.get('last-modified') ?? '');
  const length = headers.get('content-length') ?? '';
  // With an encoding it is the length of what travels, not of the file.
  const total = /^\d+$/.test(length) && !isEncoded(headers) ? Number(length) : 0;
  return { etag: etag.length > 400 ? '' : etag, total };
}

/** True unless the two are certainly different files. */
export function couldBeSame(before: FileMark, now: FileMark): boolean {
  if (before.etag !== '' && now.etag !== '' && before.etag !== now.etag) return false;
  return before.total === 0 || now.total === 0 || before.total === now.total;
}

function isEncoded(headers: Headers): boolean {
  return !['', 'identity'].includes(headers.get('content-encoding')?.trim().toLowerCase() ?? '');
}
