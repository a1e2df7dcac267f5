/** What the button says of money before it is pressed. Pure; whether it may be sent is decided by the background. */
import { checkCaps, exposureOf, startOfDay } from '@/utils/budget';
import type { Caps, Estimate, JobProblem, LedgerRow } from '@/utils/domain';
import type { MessageKey } from '../i18n';

/** From this part of a limit on, it is shown how near it is. */
const NEAR = 0.8;

export interface PriceFace {
  /** The price; `usd` goes into it where there is one. */
  key: MessageKey;
  usd: number | null;
  /** Why it would wait instead of being sent. */
  stopped: MessageKey | null;
  /** The limit this clip comes nearest to, once it is near: what is spent of it already, and how much it is. */
  near: { key: MessageKey; spent: number; cap: number } | null;
}

const STOPPED: Partial<Record<JobProblem, MessageKey>> = {
  'over-clip-cap': 'wouldPassClipCap',
  'over-day-cap': 'wouldPassDayCap',
  'over-month-cap': 'wouldPassMonthCap',
  'price-unknown': 'wouldNeedPrice',
};

/** `month`: the ledger of the present month. */
export function priceFace(
  estimate: Estimate,
  caps: Caps,
  month: readonly LedgerRow[],
  now: number,
): PriceFace {
  const { usd } = estimate;
  const problem = checkCaps(caps, month, estimate, now);
  return {
    key: usd === null ? 'priceNotKnown' : usd === 0 ? 'priceNone' : 'priceAbout',
    usd: usd === 0 ? null : usd,
    stopped: problem === null ? null : (STOPPED[problem] ?? null),
    near: usd === null || usd === 0 ? null : nearest(usd, caps, month, now),
  };
}

function nearest(usd: number, caps: Caps, month: readonly LedgerRow[], now: number): PriceFace['near'] {
  const spent = (from: number) =>
    month.reduce((sum, row) => sum + (row.at >= from ? (exposureOf(row) ?? 0) : 0), 0);
  const limits = [
    { key: 'spentToday' as const, cap: caps.day, spent: spent(startOfDay(now)) },
    { key: 'spentThisMonth' as const, cap: caps.month, spent: spent(0) },
  ];
  const part = (limit: { spent: number; cap: number }) => (limit.spent + usd) / limit.cap;
  return (
    limits
      .flatMap(({ key, cap, spent }) => (cap === null || cap === 0 ? [] : [{ key, cap, spent }]))
      .filter((limit) => part(limit) >= NEAR)
      .toSorted((a, b) => part(b) - part(a))[0] ?? null
  );
}
