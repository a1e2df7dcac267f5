import { readAvif } from './image-format/avif';
import { readBmp, readGif, readPng, readWebp } from './image-format/headers';
import { readJpeg } from './image-format/jpeg';
import { ascii, type Facts } from './image-format/bytes';

/** Bytes of one picture file. */
export const MAX_IMAGE_BYTES = 25 * 1024 * 1024;
/**
 * Decoding costs 4 bytes a pixel whatever the file weighs: a 31 kB PNG of 16000 x 16000 took 1.1 GB. 40 megapixels
 * (160 MB while decoding) let every phone's full-size photo through.
 */
const MAX_IMAGE_PIXELS = 40_000_000;
/** Longest side in pixels: what every graphics stack takes as one texture. */
const MAX_IMAGE_SIDE = 8192;

export type ImageHeader =
  | { ok: true; mime: string; width: number; height: number }
  | { ok: false; problem: 'empty' | 'not-an-image' | 'broken' | 'too-large' };

/**
 * What a picture file says of itself, from its bytes alone and before anything is decoded: type, stored size in
 * pixels (before any EXIF turn), and whether the file is all there. SVG is refused: it is a document, not a picture.
 * Never throws.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) return { ok: false, problem: 'empty' };
  if (bytes.length > MAX_IMAGE_BYTES) return { ok: false, problem: 'too-large' };
  const reader = readerFor(bytes);
  if (!reader) return { ok: false, problem: 'not-an-image' };
  const facts = reader.read(bytes);
  if (!facts || !(facts.width > 0) || !(facts.height > 0)) return { ok: false, problem: 'broken' };
  const { width, height } = facts;
  // Size before completeness: a bomb is a bomb even when it is cut short.
  if (width * height > MAX_IMAGE_PIXELS || Math.max(width, height) > MAX_IMAGE_SIDE) {
    return { ok: false, problem: 'too-large' };
  }
  return facts.whole ? { ok: true, mime: reader.mime, width, height } : { ok: false, problem: 'broken' };
}

interface Reader {
  mime: string;
  read(bytes: Uint8Array): Facts | null;
}

function readerFor(bytes: Uint8Array): Reader | null {
  if (ascii(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return { mime: 'image/png', read: readPng };
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { mime: 'image/jpeg', read: readJpeg };
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return { mime: 'image/gif', read: readGif };
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP')
    return { mime: 'image/webp', read: readWebp };
  if (ascii(bytes, 4, 4) === 'ftyp' && /avi[fs]/.test(ascii(bytes, 8, 56))) {
    return { mime: 'image/avif', read: readAvif };
  }
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length >= 26) return { mime: 'image/bmp', read: readBmp };
  return null;
}
