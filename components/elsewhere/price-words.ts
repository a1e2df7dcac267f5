import type { Estimate } from '@/utils/domain';
import { usd } from '../format';
import { locale, t } from '../i18n';

/** "≈ $0.40", "free", or that it is not known. */
export function priceWords({ usd: sum }: Estimate): string {
  if (sum === null) return t('priceNotKnown');
  return sum === 0 ? t('priceNone') : t('priceAbout', usd(sum, locale()));
}
