import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCaps, exposureOf, startOfDay, startOfMonth } from '@/utils/budget';
import { NO_CAPS, type Caps, type LedgerRow } from '@/utils/domain';
import { aRow, estimateOf, NOON, someMoney } from './rows';

const caps = (change: Partial<Caps>): Caps => ({ ...NO_CAPS, ...change });

describe('what an attempt has cost, or may have', () => {
  test.each([
    ['what the service named, whatever was estimated', someMoney(0.4, 'charged', 0.5), 0.5],
    ['what the service named, although it was said to be free', someMoney(0, 'charged', 0.5), 0.5],
    ['the estimate, where it was charged and the sum is not told', someMoney(0.4, 'charged'), 0.4],
    ['the estimate, while it is on its way', someMoney(0.4, 'pending'), 0.4],
    ['the estimate, where nobody knows whether it was charged', someMoney(0.4, 'unknown'), 0.4],
    ['nothing, where it was not charged', someMoney(0.4, 'not-charged'), 0],
    ['nothing, where it is free', someMoney(0, 'free'), 0],
    ['not known, where neither price nor charge is', someMoney(null, 'unknown'), null],
  ])('is %s', (_, money, usd) => {
    expect(exposureOf(money)).toBe(usd);
  });
});

describe('caps', () => {
  test('none are set: everything passes, a price nobody knows as well', () => {
    expect(checkCaps(NO_CAPS, [], estimateOf(1e6), NOON)).toBeNull();
    expect(checkCaps(NO_CAPS, [], estimateOf(null), NOON)).toBeNull();
  });

  test('free work passes, even when all is spent', () => {
    const spent = [aRow(someMoney(5, 'charged', 5))];
    expect(checkCaps({ clip: 0, day: 0, month: 0 }, spent, estimateOf(0), NOON)).toBeNull();
  });

  test.each(['clip', 'day', 'month'] as const)('a %s cap refuses what has no known price', (key) => {
    expect(checkCaps(caps({ [key]: 100 }), [], estimateOf(null), NOON)).toBe('price-unknown');
  });

  test('a cap of nothing refuses the least that costs something', () => {
    expect(checkCaps(caps({ clip: 0 }), [], estimateOf(0.01), NOON)).toBe('over-clip-cap');
    expect(checkCaps(caps({ day: 0 }), [], estimateOf(0.01), NOON)).toBe('over-day-cap');
    expect(checkCaps(caps({ month: 0 }), [], estimateOf(0.01), NOON)).toBe('over-month-cap');
  });

  test('exactly the cap passes, in cents that binary numbers cannot hold', () => {
    const spent = [aRow(someMoney(0.1, 'charged', 0.1))];
    expect(checkCaps(caps({ day: 0.3 }), spent, estimateOf(0.2), NOON)).toBeNull();
    expect(checkCaps(caps({ day: 0.3 }), spent, estimateOf(0.21), NOON)).toBe('over-day-cap');
  });

  test('what may have been charged counts like what was', () => {
    for (const verdict of ['pending', 'unknown', 'charged'] as const) {
      expect(checkCaps(caps({ day: 1 }), [aRow(someMoney(0.8, verdict))], estimateOf(0.4), NOON)).toBe(
        'over-day-cap',
      );
    }
    expect(
      checkCaps(caps({ day: 1 }), [aRow(someMoney(0.8, 'not-charged'))], estimateOf(0.4), NOON),
    ).toBeNull();
  });

  test('yesterday counts against the month and not against the day', () => {
    const yesterday = [aRow(someMoney(5, 'charged', 5), { at: startOfDay(NOON) - 1 })];
    expect(checkCaps(caps({ day: 5 }), yesterday, estimateOf(1), NOON)).toBeNull();
    expect(checkCaps(caps({ month: 5 }), yesterday, estimateOf(1), NOON)).toBe('over-month-cap');
  });

  test('last month counts against nothing', () => {
    const before = [aRow(someMoney(5, 'charged', 5), { at: startOfMonth(NOON) - 1 })];
    expect(checkCaps(caps({ day: 5, month: 5 }), before, estimateOf(5), NOON)).toBeNull();
  });

  test('the first moment of a day and of a month belongs to it', () => {
    const first = [aRow(someMoney(5, 'charged', 5), { at: startOfDay(NOON) })];
    expect(checkCaps(caps({ day: 5 }), first, estimateOf(1), NOON)).toBe('over-day-cap');
    const ofMonth = [aRow(someMoney(5, 'charged', 5), { at: startOfMonth(NOON) })];
    expect(checkCaps(caps({ month: 5 }), ofMonth, estimateOf(1), NOON)).toBe('over-month-cap');
  });
});

describe('whatever is tried, in whatever order', () => {
  const cents = fc.integer({ min: 1, max: 5000 }).map((value) => value / 100);
  const cap = fc.option(cents, { nil: null });
  const tries = fc.array(
    fc.record({
      usd: fc.option(cents, { nil: null, freq: 6 }),
      later: fc.integer({ min: 0, max: 40 * 3600_000 }),
    }),
    { maxLength: 40 },
  );

  test('what was let through never passes a cap', () => {
    fc.assert(
      fc.property(fc.record({ clip: cap, day: cap, month: cap }), tries, (limits, wishes) => {
        const rows: LedgerRow[] = [];
        let now = NOON;
        for (const { usd, later } of wishes) {
          now += later;
          const month = rows.filter(({ at }) => at >= startOfMonth(now));
          if (checkCaps(limits, month, estimateOf(usd), now) !== null) continue;
          rows.push(aRow(someMoney(usd), { id: String(rows.length), at: now }));
          const spent = (from: number) =>
            rows.reduce((sum, row) => sum + (row.at >= from ? (exposureOf(row) ?? 0) : 0), 0);
          if (limits.clip !== null) expect(usd).toBeLessThanOrEqual(limits.clip);
          if (limits.day !== null) expect(spent(startOfDay(now))).toBeLessThanOrEqual(limits.day + 1e-6);
          if (limits.month !== null)
            expect(spent(startOfMonth(now))).toBeLessThanOrEqual(limits.month + 1e-6);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a higher cap never refuses what a lower one lets through', () => {
    fc.assert(
      fc.property(cents, cents, cents, fc.array(cents, { maxLength: 10 }), (day, more, usd, spent) => {
        const rows = spent.map((value, i) => aRow(someMoney(value, 'charged', value), { id: String(i) }));
        fc.pre(checkCaps(caps({ day }), rows, estimateOf(usd), NOON) === null);
        expect(checkCaps(caps({ day: day + more }), rows, estimateOf(usd), NOON)).toBeNull();
      }),
    );
  });
});
