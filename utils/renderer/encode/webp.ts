/** Animated WebP out of still ones: RIFF chunks after developers.google.com/speed/webp/docs/riff_container. */

export interface WebpFrame {
  /** A whole still WebP file. */
  still: Uint8Array;
  /** Milliseconds on screen. */
  duration: number;
}

const ANIMATION_FLAG = 2;
/** Do not blend with the frame before: every frame covers the whole canvas. */
const NO_BLEND = 2;
/** Chunks of a still that make up its picture. */
const PICTURE: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);

/** Puts the frames together, all `width` x `height`, to be played over and over. Throws on a still that is none. */
export function animatedWebp(
  frames: readonly WebpFrame[],
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const size = [...u24(width - 1), ...u24(height - 1)];
  const chunks = [
    chunk('VP8X', [Uint8Array.from([ANIMATION_FLAG, 0, 0, 0, ...size])]),
    // Background colour, then 0 for "for ever".
    chunk('ANIM', [Uint8Array.from([0, 0, 0, 255, 0, 0])]),
    ...frames.map(({ still, duration }) =>
      chunk('ANMF', [
        Uint8Array.from([0, 0, 0, 0, 0, 0, ...size, ...u24(duration), NO_BLEND]),
        ...pictureOf(still),
      ]),
    ),
  ];
  return chunk('RIFF', [ascii('WEBP'), ...chunks]);
}

function pictureOf(still: Uint8Array): Uint8Array[] {
  const view = new DataView(still.buffer, still.byteOffset, still.byteLength);
  if (still.length < 20 || text(still, 0) !== 'RIFF' || text(still, 8) !== 'WEBP')
    throw new Error('not a WebP still');
  const parts: Uint8Array[] = [];
  for (let at = 12; at + 8 <= still.length;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size & 1);
    if (at + 8 + size > still.length) throw new Error('a WebP still is cut off');
    if (PICTURE.has(text(still, at))) parts.push(still.subarray(at, end));
    at = end;
  }
  if (parts.length === 0) throw new Error('a WebP still has no picture');
  return parts;
}

function chunk(name: string, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const out = new Uint8Array(8 + size + (size & 1));
  out.set(ascii(name), 0);
  new DataView(out.buffer).setUint32(4, size, true);
  let at = 8;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function u24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
}

function ascii(name: string): Uint8Array {
  return Uint8Array.from(name, (char) => char.charCodeAt(0));
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
