import { exposureOf, startOfDay } from '@/utils/budget';
import type { Caps, Estimate, LedgerRow } from '@/utils/domain';
import { day, usd } from '../format';
import { locale, t } from '../i18n';
import { useSpending } from '../live/hooks';
import { useNow } from '../live/use-now';
import { priceFace } from './price';

/** The price of an order in words, and what limits there are. */
export interface PriceWords {
  /** "about $0.40". */
  words: string;
  /** Why it would wait instead of being sent. */
  stopped: string | null;
  /** The limit it comes near to. */
  near: string | null;
  /** Who says what it costs, and since when. */
  basis: string | undefined;
  /** Every limit there is, with what is spent of it. */
  limits: string[];
  /** Whether any limit is set. */
  isLimited: boolean;
}

/** Undefined until limits and ledger have been read. */
export function usePrice(estimate: Estimate | undefined): PriceWords | undefined {
  const spending = useSpending();
  const now = useNow(false);
  if (spending.kind !== 'ready' || !estimate) return undefined;
  const { caps, month } = spending.value;
  const { key, usd: sum, stopped, near } = priceFace(estimate, caps, month, now);
  return {
    words: t(key, ...(sum === null ? [] : [money(sum)])),
    stopped: stopped && t(stopped),
    near: near && t(near.key, money(near.spent), money(near.cap)),
    basis: basisOf(estimate),
    limits: limitsOf(caps, month, now),
    isLimited: caps.clip !== null || caps.day !== null || caps.month !== null,
  };
}

const money = (value: number): string => usd(value, locale());

function basisOf({ usd: sum, basis, asOf }: Estimate): string | undefined {
  if (sum === null || asOf === null) return undefined;
  const at = day(asOf, locale());
  if (basis === 'your-price') return t('priceBasisYours', at);
  return basis === 'live' ? t('priceBasisLive', at) : t('priceBasisTable', at);
}

function limitsOf(caps: Caps, month: readonly LedgerRow[], now: number): string[] {
  const spent = (from: number) =>
    month.reduce((sum, row) => sum + (row.at >= from ? (exposureOf(row) ?? 0) : 0), 0);
  return [
    ...(caps.clip === null ? [] : [t('limitOfClip', money(caps.clip))]),
    ...(caps.day === null ? [] : [t('spentToday', money(spent(startOfDay(now))), money(caps.day))]),
    ...(caps.month === null ? [] : [t('spentThisMonth', money(spent(0)), money(caps.month))]),
  ];
}
