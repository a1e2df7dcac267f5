import { u16be, type Facts } from './bytes';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** ITU-T T.81: the frame header is SOF0-SOF15, except DHT (C4), JPG (C8) and DAC (CC), which share the range. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Walks the segments, so that a thumbnail inside EXIF is never taken for the picture. */
export function readJpeg(bytes: Uint8Array): Facts | null {
  let size: { width: number; height: number } | null = null;
  let offset = 2;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    // Fill bytes before a marker, and markers that stand alone (TEM, RST, SOI).
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += marker === 0xff ? 1 : 2;
      continue;
    }
    if (isFrameHeader(marker)) size = { height: u16be(bytes, offset + 5), width: u16be(bytes, offset + 7) };
    if (marker === START_OF_SCAN) break;
    offset += 2 + Math.max(2, u16be(bytes, offset + 2));
  }
  return size && { ...size, whole: hasEnd(bytes, offset) };
}

/** Inside a scan every FF byte is stuffed, so FF D9 after its start is the end and nothing else. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let i = bytes.indexOf(0xff, from); i >= 0; i = bytes.indexOf(0xff, i + 1)) {
    if (bytes[i + 1] === END_OF_IMAGE) return true;
  }
  return false;
}
