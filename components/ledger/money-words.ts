/** Money of one attempt in words. */
import type { ChargeVerdict, Money } from '@/utils/domain';
import { usd } from '../format';
import { t, type MessageKey } from '../i18n';

const VERDICTS: Record<ChargeVerdict, MessageKey> = {
  pending: 'verdictPending',
  charged: 'verdictCharged',
  'not-charged': 'verdictNotCharged',
  unknown: 'verdictUnknown',
  free: 'verdictFree',
};

/** "$0.40", or that nobody says. */
export function estimateWords({ estimate }: Money, locale: string): string {
  if (estimate.usd === 0) return t('costFree');
  return estimate.usd === null ? t('moneyNotKnown') : usd(estimate.usd, locale);
}

/** "charged: $0.40", "may have been charged", "free". */
export function chargeWords({ verdict, chargedUsd }: Money, locale: string): string {
  return chargedUsd === null || verdict === 'free'
    ? t(VERDICTS[verdict])
    : t('moneyCharged', usd(chargedUsd, locale));
}
