import { bytesAt, fourCc, u32be, u32le } from './reader';

export type Container = 'mp4' | 'webm' | 'webp';
export type Structure = { ok: true; container: Container } | { ok: false; detail: string };

/** No file of ours or of a service has more top-level parts; a broken one may claim millions. */
const MAX_PARTS = 10_000;

/**
 * What kind of file it is, and whether its outermost parts are all there: a file that was cut short while it was
 * written or downloaded still plays for a while, so that nothing else would notice.
 */
export async function structureOf(blob: Blob): Promise<Structure> {
  const head = await bytesAt(blob, 0, 12);
  if (head.length < 12) return { ok: false, detail: 'the file is empty or cut short' };
  if (fourCc(head, 0) === 'RIFF' && fourCc(head, 8) === 'WEBP') return riff(blob, head);
  if (u32be(head, 0) === 0x1a45dfa3) return ebml(blob);
  if (fourCc(head, 4) === 'ftyp') return boxes(blob);
  return { ok: false, detail: 'neither MP4 nor WebM nor WebP' };
}

function riff(blob: Blob, head: Uint8Array): Structure {
  const size = u32le(head, 4) + 8;
  return size === blob.size
    ? { ok: true, container: 'webp' }
    : { ok: false, detail: 'the WebP file is cut short' };
}

/** ISO/IEC 14496-12, section 4.2: the boxes follow each other without a gap. */
async function boxes(blob: Blob): Promise<Structure> {
  const seen = new Set<string>();
  let at = 0;
  for (let count = 0; at < blob.size; count += 1) {
    if (count === MAX_PARTS) return { ok: false, detail: 'too many boxes' };
    const header = await bytesAt(blob, at, 16);
    if (header.length < 8) return { ok: false, detail: 'a box is cut short' };
    const size = boxSize(header, blob.size - at);
    if (size === undefined || at + size > blob.size)
      return { ok: false, detail: 'a box is longer than the file' };
    seen.add(fourCc(header, 4));
    at += size;
  }
  if (!seen.has('moov') || !seen.has('mdat'))
    return { ok: false, detail: 'the MP4 file has no index or no data' };
  return { ok: true, container: 'mp4' };
}

function boxSize(header: Uint8Array, rest: number): number | undefined {
  const short = u32be(header, 0);
  if (short === 0) return rest;
  if (short !== 1) return short >= 8 ? short : undefined;
  if (header.length < 16) return undefined;
  const long = u32be(header, 8) * 2 ** 32 + u32be(header, 12);
  return long >= 16 ? long : undefined;
}

/** RFC 8794: the EBML header, then one Segment which ends where the file does. */
async function ebml(blob: Blob): Promise<Structure> {
  const header = await element(blob, 0);
  if (!header) return { ok: false, detail: 'the EBML header is cut short' };
  const segment = await element(blob, header.end);
  if (!segment || segment.id !== 0x18538067) return { ok: false, detail: 'the WebM file has no segment' };
  // Without a size the segment was streamed and goes on to the end.
  if (segment.end !== Infinity && segment.end > blob.size)
    return { ok: false, detail: 'the WebM file is cut short' };
  return { ok: true, container: 'webm' };
}

async function element(blob: Blob, at: number): Promise<{ id: number; end: number } | undefined> {
  const bytes = await bytesAt(blob, at, 12);
  const idLength = Math.clz32(bytes[0] ?? 0) - 23;
  const sizeLength = Math.clz32(bytes[idLength] ?? 0) - 23;
  if (idLength > 4 || sizeLength > 8 || bytes.length < idLength + sizeLength) return undefined;
  let id = 0;
  for (let i = 0; i < idLength; i += 1) id = id * 256 + (bytes[i] as number);
  let size = (bytes[idLength] as number) & (0xff >> sizeLength);
  let unknown = size === 0xff >> sizeLength;
  for (let i = 1; i < sizeLength; i += 1) {
    const byte = bytes[idLength + i] as number;
    unknown &&= byte === 0xff;
    size = size * 256 + byte;
  }
  return { id, end: unknown ? Infinity : at + idLength + sizeLength + size };
}
