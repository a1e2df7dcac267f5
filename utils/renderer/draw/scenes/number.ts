/** A counting number as text. */
import type { Stat } from '@/utils/domain';
import { localeOf } from '../locale';

/** The format the finished number has in the language; without grouping where the passage has none ("2019", "1500"). */
export function numberFormat(stat: Stat, language: string, passage: string): (value: number) => string {
  const plain =
    Number.isInteger(stat.value) &&
    Math.abs(stat.value) < 10_000 &&
    passage.includes(String(Math.abs(stat.value)));
  const options: Intl.NumberFormatOptions = {
    minimumFractionDigits: stat.decimals,
    maximumFractionDigits: stat.decimals,
    useGrouping: !plain,
  };
  const format = new Intl.NumberFormat(localeOf(language) ?? 'en', options);
  // A count that ends on 0 or rounds to it must not show "-0".
  return (value) => format.format(Math.abs(value) < 0.5 * 10 ** -stat.decimals ? 0 : value);
}
