/**
 * A small grid of colours to a full frame without a band or a corner: cubic B-spline between the cells, and a
 * dither of one step before rounding to 8 bits. Smooth gradients need both; a bilinear blit shows its grid, and
 * encoders turn the bands of plain rounding into blocks.
 */
import { randomFrom } from './random';

/** `columns` x `rows` cells of 3 floats, 0..255, that cover the frame from edge to edge. */
export interface Grid {
  columns: number;
  rows: number;
  cells: Float32Array;
}

/** Values for every cell; `at` gets the cell's place in 0..1 of the frame (a little outside at the rim). */
export function gridOf(
  columns: number,
  rows: number,
  at: (x: number, y: number) => readonly [number, number, number],
): Grid {
  const cells = new Float32Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const colour = at((column + 0.5) / columns, (row + 0.5) / rows);
      cells.set(colour, (row * columns + column) * 3);
    }
  }
  return { columns, rows, cells };
}

interface Taps {
  index: Int32Array;
  weight: Float32Array;
}

function tapsFor(pixels: number, cells: number): Taps {
  const index = new Int32Array(pixels * 4);
  const weight = new Float32Array(pixels * 4);
  for (let i = 0; i < pixels; i += 1) {
    const at = ((i + 0.5) / pixels) * cells - 0.5;
    const base = Math.floor(at);
    const t = at - base;
    const u = 1 - t;
    const weights = [
      (u * u * u) / 6,
      (3 * t * t * t - 6 * t * t + 4) / 6,
      (3 * u * u * u - 6 * u * u + 4) / 6,
      (t * t * t) / 6,
    ];
    for (let k = 0; k < 4; k += 1) {
      index[i * 4 + k] = Math.min(cells - 1, Math.max(0, base - 1 + k));
      weight[i * 4 + k] = weights[k]!;
    }
  }
  return { index, weight };
}

const TILE = 128;

/** One static tile of triangular noise: what does not move costs an encoder nothing after its first frame. */
function ditherTile(amplitude: number): Float32Array {
  const random = randomFrom(20_26);
  return Float32Array.from({ length: TILE * TILE * 3 }, () => (random() + random() - 1) * amplitude);
}

const tiles = new Map<number, Float32Array>();

/** RGBA bytes of a frame. `grain` is the dither's reach in 8-bit steps; 1 only hides bands, 2 reads as paper. */
export function upscale(
  grid: Grid,
  width: number,
  height: number,
  grain: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { columns, rows, cells } = grid;
  const pixels = new Uint8ClampedArray(width * height * 4);
  // One store a pixel is three times as fast as four rounded and clamped ones; every browser is little-endian.
  const words = new Uint32Array(pixels.buffer);
  const across = tapsFor(width, columns);
  const down = tapsFor(height, rows);
  const tile = tiles.get(grain) ?? ditherTile(grain);
  tiles.set(grain, tile);
  const line = new Float32Array(columns * 3);
  for (let y = 0; y < height; y += 1) {
    line.fill(0.5);
    for (let k = 0; k < 4; k += 1) {
      const weight = down.weight[y * 4 + k]!;
      const from = down.index[y * 4 + k]! * columns * 3;
      for (let i = 0; i < columns * 3; i += 1) line[i]! += weight * cells[from + i]!;
    }
    const noiseRow = (y % TILE) * TILE * 3;
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const tap = x * 4;
      const a = across.index[tap]! * 3;
      const b = across.index[tap + 1]! * 3;
      const c = across.index[tap + 2]! * 3;
      const d = across.index[tap + 3]! * 3;
      const wa = across.weight[tap]!;
      const wb = across.weight[tap + 1]!;
      const wc = across.weight[tap + 2]!;
      const wd = across.weight[tap + 3]!;
      const noise = noiseRow + (x % TILE) * 3;
      const red = line[a]! * wa + line[b]! * wb + line[c]! * wc + line[d]! * wd + tile[noise]!;
      const green =
        line[a + 1]! * wa + line[b + 1]! * wb + line[c + 1]! * wc + line[d + 1]! * wd + tile[noise + 1]!;
      const blue =
        line[a + 2]! * wa + line[b + 2]! * wb + line[c + 2]! * wc + line[d + 2]! * wd + tile[noise + 2]!;
      words[row + x] = 0xff000000 | (byte(blue) << 16) | (byte(green) << 8) | byte(red);
    }
  }
  return pixels;
}

function byte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value | 0;
}
