import { bytesAt, fourCc, u24le, u32le } from './reader';

export interface WebpFacts {
  width: number;
  height: number;
  frames: number;
  /** 0 for a still. */
  seconds: number;
}

const MAX_CHUNKS = 100_000;

/** Size, frames and length of a WebP file, read from its chunk headers; undefined when they make no sense. */
export async function webpFacts(blob: Blob): Promise<WebpFacts | undefined> {
  const size = await canvasSize(blob);
  if (!size) return undefined;
  let frames = 0;
  let milliseconds = 0;
  let stills = 0;
  let at = 12;
  for (let count = 0; at < blob.size; count += 1) {
    const header = await bytesAt(blob, at, 24);
    if (header.length < 8 || count === MAX_CHUNKS) return undefined;
    const length = u32le(header, 4);
    if (at + 8 + length > blob.size) return undefined;
    const name = fourCc(header, 0);
    if (name === 'ANMF') {
      if (length < 24) return undefined;
      frames += 1;
      milliseconds += u24le(header, 20);
    }
    if (name === 'VP8 ' || name === 'VP8L') stills += 1;
    at += 8 + length + (length & 1);
  }
  if (frames === 0 && stills !== 1) return undefined;
  return { ...size, frames: Math.max(1, frames), seconds: milliseconds / 1000 };
}

/** The canvas of the extended header, or the size in the bitstream of a simple still (RFC 9649, section 2). */
async function canvasSize(blob: Blob): Promise<{ width: number; height: number } | undefined> {
  const bytes = await bytesAt(blob, 12, 18);
  if (bytes.length < 18) return undefined;
  switch (fourCc(bytes, 0)) {
    case 'VP8X':
      return { width: u24le(bytes, 12) + 1, height: u24le(bytes, 15) + 1 };
    case 'VP8 ': {
      const low = u32le(bytes, 14);
      return { width: low & 0x3fff, height: (low >>> 16) & 0x3fff };
    }
    case 'VP8L': {
      const bits = u32le(bytes, 9);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
}
