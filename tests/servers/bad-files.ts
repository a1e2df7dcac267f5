import { deflateSync } from 'node:zlib';
import { wrapPng } from './png';

/** Files that a page may hand out as pictures, and that are none or that no one should decode. */

/** A PNG of 16000 x 16000 white dots in some 31 kB; decoded to RGBA it takes 1 GB. */
export function bombPng(): Buffer {
  const side = 16_000;
  const row = 1 + side / 8;
  return wrapPng(side, side, { depth: 1, colour: 0 }, deflateSync(Buffer.alloc(row * side), { level: 9 }));
}

/** The first third of a picture. */
export function cutOff(picture: Buffer): Buffer {
  return picture.subarray(0, Math.floor(picture.length / 3));
}

/** Two frames of 40 x 24, red then blue, for ever. GIF89a, with codes of nine bits cleared before they grow. */
export function animatedGif(): Buffer {
  const [width, height] = [40, 24];
  const palette = [200, 40, 30, 30, 60, 200];
  const screen = [width, 0, height, 0, 0x80, 0, 0, ...palette];
  const loop = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0];
  const control = [0x21, 0xf9, 4, 0, 50, 0, 0, 0];
  const place = [0x2c, 0, 0, 0, 0, width, 0, height, 0, 0];
  const frame = (colour: number): number[] => [
    ...control,
    ...place,
    ...lzw(Array.from({ length: width * height }, () => colour)),
  ];
  const body = [...screen, ...loop, ...frame(0), ...frame(1), 0x3b];
  return Buffer.concat([Buffer.from('GIF89a'), Buffer.from(body)]);
}

/** Pixels as GIF wants them, uncompressed: a clear code every few pixels keeps the codes at nine bits. */
function lzw(pixels: number[]): number[] {
  const [CLEAR, END] = [256, 257];
  const codes = pixels.flatMap((pixel, index) => (index % 100 === 0 ? [CLEAR, pixel] : [pixel]));
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const code of [...codes, END]) {
    held |= code << bits;
    bits += 9;
    for (; bits >= 8; bits -= 8, held >>= 8) bytes.push(held & 0xff);
  }
  if (bits > 0) bytes.push(held & 0xff);
  const blocks: number[] = [8];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    blocks.push(block.length, ...block);
  }
  return [...blocks, 0];
}

const DRAWING = `<rect width="300" height="180" fill="#f4e8d0"/><circle cx="150" cy="100" r="48" fill="#d9623b"/>`;

/** Everything in a drawing that must not run, load or show. */
export const scriptSvg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  width="300" height="180" viewBox="0 0 300 180" onload="document.title = 'svg ran'">
  <script>document.title = 'svg ran'; fetch('/ran-script');</script>
  <image href="/ran-image" width="10" height="10"/>
  <foreignObject width="300" height="40"><body xmlns="http://www.w3.org/1999/xhtml"><img src="/ran-foreign"/></body></foreignObject>
  <a xlink:href="javascript:document.title='svg ran'"><text x="10" y="20">click</text></a>
  ${DRAWING}
</svg>`;

export const sizelessSvg = `<svg xmlns="http://www.w3.org/2000/svg">${DRAWING}</svg>`;
