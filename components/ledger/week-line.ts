/** The week in one line. Pure: the strings and the locale come in. */
import type { Sum } from '@/utils/budget';
import { usd } from '../format';
import type { MessageKey } from '../i18n';

export interface Words {
  locale: string;
  t(key: MessageKey, ...substitutions: string[]): string;
  /** "3 attempts of unknown price". */
  unpriced(count: number): string;
}

/** "This week: $1.20 charged, up to $0.80 more possible, 2 attempts of unknown price". */
export function weekLine(
  { charged, possible, unpriced }: Sum,
  { locale, t, unpriced: count }: Words,
): string {
  const parts = [
    charged > 0 && t('moneyCharged', usd(charged, locale)),
    possible > 0 && t(charged > 0 ? 'moneyMorePossible' : 'moneyPossible', usd(possible, locale)),
    unpriced > 0 && count(unpriced),
  ].filter((part) => part !== false);
  return t('weekLine', parts.length > 0 ? parts.join(', ') : t('moneyNothing'));
}
