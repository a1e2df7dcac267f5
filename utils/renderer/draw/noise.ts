import { randomFrom } from './random';

/** Smooth value noise of 0..1 over a plane. */
export type Noise = (x: number, y: number) => number;

function noiseFrom(seed: number): Noise {
  const random = randomFrom(seed);
  const lattice = Float32Array.from({ length: 4096 }, random);
  const at = (x: number, y: number): number => lattice[(Math.imul(x, 73) + Math.imul(y, 1597)) & 4095]!;
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const top = at(ix, iy) + (at(ix + 1, iy) - at(ix, iy)) * u;
    const bottom = at(ix, iy + 1) + (at(ix + 1, iy + 1) - at(ix, iy + 1)) * u;
    return top + (bottom - top) * v;
  };
}

/** Three octaves. */
export function cloudsFrom(seed: number): Noise {
  const noise = noiseFrom(seed);
  return (x, y) =>
    0.57 * noise(x, y) + 0.29 * noise(x * 2.03 + 17, y * 2.03 + 9) + 0.14 * noise(x * 4.1 + 31, y * 4.1 + 47);
}
