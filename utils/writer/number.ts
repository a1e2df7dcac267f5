import { baseOf } from './lexicon';

/** Languages that write 3.5 and 1,000; the others of Europe write 3,5 and 1 000 or 1.000. */
const POINT = new Set(['en', 'zh', 'ja', 'ko', 'th', 'he', 'ar', 'hi', 'und']);

/** Digits with their grouping and decimal marks. */
export const NUMBER = /\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*/gu;

interface ParsedNumber {
  value: number;
  decimals: number;
  grouped: boolean;
}

/** The number a run of digits says in a language: "1 234,5" in French, "1,234.5" in English. Null if none. */
export function parseNumber(digits: string, language: string): ParsedNumber | null {
  const compact = digits.replace(/[ \u00a0\u202f'’]/g, '');
  const marks = compact.match(/[.,]/g) ?? [];
  const grouped = compact.length !== digits.length;
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (last < 0) return finite(compact, 0, grouped);
  const after = compact.length - last - 1;
  const mark = compact[last] ?? '';
  const mixed = marks.some((other) => other !== mark);
  const groups = /^\d{1,3}(?:[.,]\d{3})+$/.test(compact);
  // "1.500" is a thousand and a half thousand in German, one and a half in English.
  const isGroup = !mixed && groups && (marks.length > 1 || mark === groupMark(language));
  if (isGroup) return finite(compact.replace(/[.,]/g, ''), 0, true);
  // Two points or more that group nothing: a version, a date, an address.
  if (!mixed && marks.length > 1) return null;
  if (mixed && !/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*[.,]\d+$/.test(compact)) return null;
  const whole = compact.slice(0, last).replace(/[.,]/g, '');
  return finite(`${whole}.${compact.slice(last + 1)}`, after, grouped || mixed);
}

function groupMark(language: string): string {
  return POINT.has(baseOf(language)) ? ',' : '.';
}

function finite(text: string, decimals: number, grouped: boolean): ParsedNumber | null {
  const value = Number(text);
  if (!Number.isFinite(value) || value > 1e15 || decimals > 6) return null;
  return { value, decimals, grouped };
}
