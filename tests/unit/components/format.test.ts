import { expect, test } from 'vitest';
import { bytes, clock, seconds } from '@/components/format';

test('a clip of less than ten minutes reads m:ss', () => {
  expect(clock(0)).toBe('0:00');
  expect(clock(6.4)).toBe('0:06');
  expect(clock(59.6)).toBe('1:00');
  expect(clock(3725)).toBe('1:02:05');
});

test('seconds have one decimal while they are few, in the way of the language', () => {
  expect(seconds(5.23, 'en')).toBe('5.2\u00a0s');
  expect(seconds(5.23, 'fr')).toBe('5,2\u00a0s');
  expect(seconds(12.6, 'en')).toBe('13\u00a0s');
});

test('sizes are decimal, as disks are sold', () => {
  expect(bytes(999, 'en')).toBe('999 bytes');
  expect(bytes(1_000_000, 'en')).toBe('1 MB');
  expect(bytes(5_240_000, 'en')).toBe('5.2 MB');
  expect(bytes(78_400_000_000, 'en')).toBe('78.4 GB');
});
