import type { LedgerRow } from '@/utils/domain';

/** Midnight of the user's own clock (ms). */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

export function startOfMonth(now: number): number {
  const date = new Date(startOfDay(now));
  return date.setDate(1);
}

/** Monday, as ISO 8601 has it. */
export function startOfWeek(now: number): number {
  const date = new Date(startOfDay(now));
  return date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
}

/** What a stretch of the ledger comes to, in US dollars; each kind apart, nothing guessed. */
export interface Sum {
  attempts: number;
  /** Sums that services named. */
  charged: number;
  /** By estimate: may have been charged, or is on its way. */
  possible: number;
  /** Attempts that may have been charged, and nobody knows how much. */
  unpriced: number;
}

export function sumUp(rows: readonly LedgerRow[]): Sum {
  const sum: Sum = { attempts: 0, charged: 0, possible: 0, unpriced: 0 };
  for (const { verdict, chargedUsd, estimate } of rows) {
    sum.attempts += 1;
    if (chargedUsd !== null) sum.charged += chargedUsd;
    else if (verdict === 'free' || verdict === 'not-charged') continue;
    else if (estimate.usd === null) sum.unpriced += 1;
    else sum.possible += estimate.usd;
  }
  return { ...sum, charged: tidy(sum.charged), possible: tidy(sum.possible) };
}

/** Sums of cents in binary: 0.1 + 0.2 is 0.30000000000000004. A millionth of a dollar is the least that is told. */
export function tidy(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
