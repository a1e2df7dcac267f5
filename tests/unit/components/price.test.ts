import { describe, expect, test } from 'vitest';
import { priceFace } from '@/components/create/price';
import { ledgerOf, NO_CAPS, type Caps, type LedgerRow } from '@/utils/domain';
import { anAttempt, aServiceJob } from '../samples';

const NOW = new Date(2026, 10, 23, 15).getTime();
const price = (usd: number | null) => ({ usd, basis: 'your-price' as const, asOf: 0 });
/** An attempt of that price, at that time, which may have been charged. */
const spent = (usd: number, at = NOW - 3600_000): LedgerRow[] =>
  ledgerOf(
    aServiceJob({
      attempts: [
        anAttempt({ startedAt: at, money: { estimate: price(usd), verdict: 'unknown', chargedUsd: null } }),
      ],
    }),
  );
const caps = (change: Partial<Caps>): Caps => ({ ...NO_CAPS, ...change });

describe('the price on the button', () => {
  test('is about what was estimated', () => {
    expect(priceFace(price(0.4), NO_CAPS, [], NOW)).toEqual({
      key: 'priceAbout',
      usd: 0.4,
      stopped: null,
      near: null,
    });
  });

  test('is free only where that was stated, and unknown where nobody says', () => {
    expect(priceFace(price(0), NO_CAPS, [], NOW)).toMatchObject({ key: 'priceNone', usd: null });
    expect(priceFace(price(null), NO_CAPS, [], NOW)).toMatchObject({ key: 'priceNotKnown', usd: null });
  });

  test('says beforehand which limit would be passed', () => {
    const over = (limit: Partial<Caps>) => priceFace(price(1), caps(limit), spent(2.5), NOW).stopped;
    expect(over({ clip: 0.5 })).toBe('wouldPassClipCap');
    expect(over({ day: 3 })).toBe('wouldPassDayCap');
    expect(over({ month: 3 })).toBe('wouldPassMonthCap');
    expect(over({ day: 3.5 })).toBeNull();
  });

  test('says that a limit wants a price', () => {
    expect(priceFace(price(null), caps({ day: 3 }), [], NOW).stopped).toBe('wouldNeedPrice');
  });

  test('shows the limit it comes nearest to, and none that is far', () => {
    expect(priceFace(price(0.4), caps({ day: 3 }), spent(1), NOW).near).toBeNull();
    expect(priceFace(price(0.4), caps({ day: 3, month: 30 }), spent(2.1), NOW).near).toEqual({
      key: 'spentToday',
      spent: 2.1,
      cap: 3,
    });
  });

  test('does not count yesterday into today', () => {
    const yesterday = spent(2.9, NOW - 24 * 3600_000);
    expect(priceFace(price(0.4), caps({ day: 3 }), yesterday, NOW)).toMatchObject({
      stopped: null,
      near: null,
    });
    expect(priceFace(price(0.4), caps({ month: 3 }), yesterday, NOW).stopped).toBe('wouldPassMonthCap');
  });
});
