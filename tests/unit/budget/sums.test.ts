import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exposureOf, startOfDay, startOfMonth, startOfWeek, sumUp } from '@/utils/budget';
import { CHARGE_VERDICTS, type LedgerRow } from '@/utils/domain';
import { aRow, someMoney } from './rows';

const MOMENT = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

describe('days, weeks and months of the user’s own clock', () => {
  test('a week begins on Monday', () => {
    const sunday = new Date(2026, 10, 29, 23, 59, 59).getTime();
    const monday = new Date(2026, 10, 30).getTime();
    expect(startOfWeek(sunday)).toBe(new Date(2026, 10, 23).getTime());
    expect(startOfWeek(monday)).toBe(monday);
  });

  test('each begins at midnight, at or before the moment, and the next has not begun', () => {
    fc.assert(
      fc.property(MOMENT, (now) => {
        for (const start of [startOfDay(now), startOfWeek(now), startOfMonth(now)]) {
          expect(start).toBeLessThanOrEqual(now);
          expect(startOfDay(start)).toBe(start);
        }
        expect(new Date(startOfMonth(now)).getDate()).toBe(1);
        expect(new Date(startOfMonth(now)).getMonth()).toBe(new Date(now).getMonth());
        expect(new Date(startOfWeek(now)).getDay()).toBe(1);
        expect(now - startOfWeek(now)).toBeLessThan(8 * 86_400_000);
      }),
    );
  });
});

describe('what a stretch of the ledger comes to', () => {
  test('keeps what was charged, what may be and what nobody can price apart', () => {
    const rows = [
      someMoney(0.4, 'charged', 0.5),
      someMoney(0.7, 'charged', 0.7),
      someMoney(0.3, 'pending'),
      someMoney(0.5, 'unknown'),
      someMoney(0.9, 'not-charged'),
      someMoney(0, 'free'),
      someMoney(null, 'unknown'),
      someMoney(null, 'charged'),
    ].map((money) => aRow(money));
    expect(sumUp(rows)).toEqual({ attempts: 8, charged: 1.2, possible: 0.8, unpriced: 2 });
  });

  test('nothing comes to nothing', () => {
    expect(sumUp([])).toEqual({ attempts: 0, charged: 0, possible: 0, unpriced: 0 });
  });

  test('cents stay cents', () => {
    const rows = [0.1, 0.2].map((usd) => aRow(someMoney(usd, 'charged', usd)));
    expect(sumUp(rows).charged).toBe(0.3);
  });

  const usd = fc.option(
    fc.integer({ min: 0, max: 1000 }).map((value) => value / 100),
    { nil: null },
  );
  const row: fc.Arbitrary<LedgerRow> = fc
    .record({ usd, verdict: fc.constantFrom(...CHARGE_VERDICTS), charged: usd })
    .map((it) => aRow(someMoney(it.usd, it.verdict, it.charged)));

  test('no attempt is left out, and none counts twice', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { attempts, charged, possible, unpriced } = sumUp(rows);
        const exposures = rows.map(exposureOf);
        expect(attempts).toBe(rows.length);
        expect(unpriced).toBe(exposures.filter((value) => value === null).length);
        expect(charged + possible).toBeCloseTo(
          exposures.reduce<number>((sum, value) => sum + (value ?? 0), 0),
          5,
        );
      }),
    );
  });
});
