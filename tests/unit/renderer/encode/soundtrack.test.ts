import { describe, expect, it } from 'vitest';
import { loudness } from '@/utils/renderer/encode/loudness';
import { SAMPLE_RATE, synthesise } from '@/utils/renderer/encode/soundtrack';

const PLAN = { seconds: 4, seed: 11, energy: 0.5, hits: [0.5, 1.5] };

function peakOf(samples: Float32Array): number {
  return samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function same(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

describe('loudness', () => {
  it('of a full-scale 997 Hz tone on both channels is 0 LUFS, as BS.1770 says', () => {
    const tone = Float32Array.from({ length: SAMPLE_RATE * 2 }, (_, i) =>
      Math.sin((2 * Math.PI * 997 * i) / SAMPLE_RATE),
    );
    expect(loudness(tone, tone)).toBeCloseTo(0, 1);
  });

  it('of silence is minus infinity', () => {
    expect(loudness(new Float32Array(480), new Float32Array(480))).toBe(-Infinity);
  });
});

describe('synthesise', () => {
  it('gives the same sound for the same seed and another for another', () => {
    const first = synthesise(PLAN);
    const again = synthesise(PLAN);
    expect(same(again.left, first.left) && same(again.right, first.right)).toBe(true);
    expect(same(synthesise({ ...PLAN, seed: 12 }).left, first.left)).toBe(false);
  });

  it.each([
    [1, 0],
    [4, 0.2],
    [12, 0.9],
  ])('for %i s at energy %f is near -18 LUFS, never clips and ends in silence', (seconds, energy) => {
    for (let seed = 0; seed < 3; seed += 1) {
      const { left, right } = synthesise({ seconds, seed, energy, hits: [0, seconds / 2, seconds + 3] });
      expect(left.length).toBe(Math.round(seconds * SAMPLE_RATE));
      expect(right.length).toBe(left.length);
      expect(Math.abs(loudness(left, right) + 18)).toBeLessThan(1);
      expect(Math.max(peakOf(left), peakOf(right))).toBeLessThan(0.9);
      expect(Math.abs(left.at(-1) as number)).toBeLessThan(1e-4);
    }
  });
});
