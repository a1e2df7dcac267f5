import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayName, groupByDay } from '@/components/library/group-by-day';

const NOW = new Date(2026, 10, 23, 15, 0).getTime();
const at = (day: number, hour = 12) => ({ createdAt: new Date(2026, 10, day, hour).getTime() });

test('puts clips of one calendar day together and keeps their order', () => {
  const rows = [at(23, 14), at(23, 0), at(22, 23), at(20)];
  const groups = groupByDay(rows);
  expect(groups.map((group) => group.rows.length)).toEqual([2, 1, 1]);
  expect(groups.flatMap((group) => group.rows)).toEqual(rows);
});

test('loses and doubles nothing, and no day comes twice', () => {
  const newestFirst = fc
    .array(fc.integer({ min: 0, max: NOW }), { maxLength: 60 })
    .map((times) => times.toSorted((a, b) => b - a).map((createdAt) => ({ createdAt })));
  fc.assert(
    fc.property(newestFirst, (rows) => {
      const groups = groupByDay(rows);
      expect(groups.flatMap((group) => group.rows)).toEqual(rows);
      expect(new Set(groups.map((group) => group.day)).size).toBe(groups.length);
    }),
  );
});

test('names days the way people do', () => {
  const day = (date: number, month = 10, year = 2026) => new Date(year, month, date).getTime();
  expect(dayName(day(23), NOW, 'en')).toBe('Today');
  expect(dayName(day(22), NOW, 'fr')).toBe('Hier');
  expect(dayName(day(20), NOW, 'en')).toBe('Friday');
  expect(dayName(day(9), NOW, 'en-GB')).toBe('9 November');
  expect(dayName(day(24, 11, 2025), NOW, 'fr')).toBe('24 décembre 2025');
});
