import { expect, test } from 'vitest';
import { bytes, clock, percent, seconds, usd } from '@/components/format';

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

test('money is dollars and cents, with parts of a cent where a price has them', () => {
  expect(usd(0.4, 'en')).toBe('$0.40');
  expect(usd(0.1 + 0.2, 'en')).toBe('$0.30');
  expect(usd(0.0125, 'en')).toBe('$0.0125');
  expect(usd(1234.5, 'en')).toBe('$1,234.50');
});

test('a percentage is written in the way of the language', () => {
  expect(percent(42, 'en')).toBe('42%');
  expect(percent(42, 'fr')).toMatch(/^42\s%$/u);
});
