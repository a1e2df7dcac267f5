import type { Caps, Estimate, JobProblem, LedgerRow, Money } from '@/utils/domain';
import { startOfDay, startOfMonth } from './sums';

/**
 * What an attempt has cost, or may have, in US dollars: what the service named, else what was estimated. Null where
 * nobody can say.
 */
export function exposureOf({ verdict, chargedUsd, estimate }: Money): number | null {
  if (chargedUsd !== null) return chargedUsd;
  return verdict === 'free' || verdict === 'not-charged' ? 0 : estimate.usd;
}

/** Sums of cents are compared as such: 0.1 + 0.2 is not more than 0.3. */
const HAIR = 1e-9;

/**
 * Whether one more attempt of that price stays within the caps; null: it does. Free work passes always. Where a cap
 * is set, work without a known price does not: nothing could be counted against it.
 */
export function checkCaps(
  caps: Caps,
  month: readonly LedgerRow[],
  estimate: Estimate,
  now: number,
  jobId = '',
): JobProblem | null {
  if (estimate.usd === 0) return null;
  const { clip, day, month: monthly } = caps;
  if (clip === null && day === null && monthly === null) return null;
  const { usd } = estimate;
  if (usd === null) return 'price-unknown';
  const exceeds = (cap: number | null, counts: (row: LedgerRow) => boolean): boolean => {
    if (cap === null) return false;
    const spent = month.reduce((sum, row) => sum + (counts(row) ? (exposureOf(row) ?? 0) : 0), 0);
    return spent + usd > cap + HAIR;
  };
  // An answer that was lost may have been charged: sent again, the one clip costs both.
  if (exceeds(clip, (row) => row.jobId === jobId)) return 'over-clip-cap';
  if (exceeds(day, (row) => row.at >= startOfDay(now))) return 'over-day-cap';
  if (exceeds(monthly, (row) => row.at >= startOfMonth(now))) return 'over-month-cap';
  return null;
}
