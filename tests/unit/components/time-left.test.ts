import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondsLeft } from '@/components/job/time-left';

const progress = (framesDone: number, framesTotal: number, elapsedMs: number) => ({
  jobId: 'j',
  framesDone,
  framesTotal,
  elapsedMs,
});

test('says nothing from the first few frames, which pay for fonts and caches', () => {
  expect(secondsLeft(progress(0, 180, 400))).toBeUndefined();
  expect(secondsLeft(progress(5, 180, 400))).toBeUndefined();
});

test('goes by the measured rate', () => {
  expect(secondsLeft(progress(60, 180, 1000))).toBeCloseTo(2);
});

test('is zero at the last frame', () => {
  expect(secondsLeft(progress(180, 180, 3000))).toBe(0);
});

test('does not trust a progress that cannot be', () => {
  expect(secondsLeft(progress(200, 180, 3000))).toBeUndefined();
});

test('never grows when a frame is done in no time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 899 }), fc.integer({ min: 1, max: 60_000 }), (done, elapsed) => {
      const before = secondsLeft(progress(done, 900, elapsed)) ?? Number.NaN;
      const after = secondsLeft(progress(done + 1, 900, elapsed)) ?? Number.NaN;
      expect(after).toBeLessThanOrEqual(before);
    }),
  );
});
