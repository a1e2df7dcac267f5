/** Sums of money as a person types them. Pure: the locale comes in. */

export type TypedAmount = { ok: true; usd: number | null } | { ok: false };

const MOST = 1_000_000;

/**
 * US usd out of a field; empty means none. A sign of the currency is let be. What could be thousands or parts of
 * a dollar ("1,000" in English) is refused: a limit must never be a thousand times what was meant.
 */
export function typedAmount(text: string, locale: string): TypedAmount {
  const bare = text.replace(/[\s\u00a0\u202f]|USD|US|\$/gi, '');
  if (bare === '') return { ok: true, usd: null };
  const match = /^(\d*)(?:([.,])(\d+))?$/.exec(bare);
  if (!match) return { ok: false };
  const [, whole = '', mark, parts = ''] = match;
  const ambiguous =
    mark !== undefined && mark !== decimalMark(locale) && parts.length === 3 && Number(whole) > 0;
  const usd = Number(`${whole || '0'}.${parts || '0'}`);
  return ambiguous || usd > MOST ? { ok: false } : { ok: true, usd };
}

/** A sum as it stands in a field, so that it reads back as the same; null is the empty field. */
export function fieldAmount(usd: number | null, locale: string): string {
  if (usd === null) return '';
  const format = {
    useGrouping: false,
    maximumFractionDigits: 6,
    minimumFractionDigits: usd % 1 === 0 ? 0 : 2,
  };
  return new Intl.NumberFormat(locale, { ...format, numberingSystem: 'latn' }).format(usd);
}

function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
