import { ascii, u16le, u24le, u32be, u32le, type Facts } from './bytes';

/** PNG 3rd edition: IHDR comes first; the file is whole when its chunks lead to IEND. */
export function readPng(bytes: Uint8Array): Facts | null {
  if (ascii(bytes, 12, 4) !== 'IHDR') return null;
  let offset = 8;
  let whole = false;
  while (offset + 12 <= bytes.length) {
    if (ascii(bytes, offset + 4, 4) === 'IEND') {
      whole = true;
      break;
    }
    offset += 12 + u32be(bytes, offset);
  }
  return { width: u32be(bytes, 16), height: u32be(bytes, 20), whole };
}

/**
 * GIF89a: the canvas is the logical screen. Only the first picture of an animation is used, so the file is whole
 * enough when that one is.
 */
export function readGif(bytes: Uint8Array): Facts | null {
  if (bytes.length < 13) return null;
  const facts = { width: u16le(bytes, 6), height: u16le(bytes, 8) };
  let offset = 13 + colourTable(bytes[10] ?? 0);
  while (offset < bytes.length) {
    const block = bytes[offset];
    if (block === 0x21) {
      offset = afterSubBlocks(bytes, offset + 2);
    } else if (block === 0x2c) {
      // Descriptor (10 bytes), its own colours, the LZW code size, then the picture itself.
      const data = offset + 10 + colourTable(bytes[offset + 9] ?? 0) + 1;
      return { ...facts, whole: afterSubBlocks(bytes, data) <= bytes.length };
    } else {
      break;
    }
  }
  return { ...facts, whole: false };
}

const colourTable = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The offset behind a chain of sub-blocks; past the end of the file when the chain does not end in it. */
function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let offset = from;
  while (offset < bytes.length) {
    const length = bytes[offset] ?? 0;
    offset += 1 + length;
    if (length === 0) return offset;
  }
  return bytes.length + 1;
}

/** RFC 9649: VP8X has the canvas in 24 bits, VP8L in 14 bits, VP8 in the key frame header. */
export function readWebp(bytes: Uint8Array): Facts | null {
  const whole = u32le(bytes, 4) + 8 <= bytes.length;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X':
      return { width: 1 + u24le(bytes, 24), height: 1 + u24le(bytes, 27), whole };
    case 'VP8L': {
      const packed = u32le(bytes, 21);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff), whole };
    }
    case 'VP8 ':
      return { width: u16le(bytes, 26) & 0x3fff, height: u16le(bytes, 28) & 0x3fff, whole };
    default:
      return null;
  }
}

/** BITMAPINFOHEADER or the older core header; a negative height means rows from the top. */
export function readBmp(bytes: Uint8Array): Facts | null {
  const header = u32le(bytes, 14);
  const pixels = u32le(bytes, 10);
  if (header === 12)
    return { width: u16le(bytes, 18), height: u16le(bytes, 20), whole: pixels < bytes.length };
  if (header < 16 || header > 256) return null;
  const width = u32le(bytes, 18);
  const height = Math.abs(u32le(bytes, 22) | 0);
  const row = 4 * Math.ceil((width * u16le(bytes, 28)) / 32);
  const uncompressed = u32le(bytes, 30) === 0;
  return { width, height, whole: pixels + (uncompressed ? row * height : 1) <= bytes.length };
}
