/** Numbers and dates as a person reads them. Pure: the locale comes in. */

/** "0:06", "1:02:05"; whole seconds, rounded. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours, minutes, rest] = parts as [number, number, number];
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** "5.2 s": the symbol of the second is the same in every language. */
export function seconds(value: number, locale: string): string {
  const digits = value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)}\u00a0s`;
}

/** US dollars: cents, and down to hundredths of one where a price has them. */
export function usd(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(value);
}

/** "42 %" of a figure from 0 to 100. */
export function percent(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Decimal units, as disks are sold: 1 MB is 1,000,000 bytes. */
export function bytes(value: number, locale: string): string {
  let rest = Math.max(0, value);
  let step = 0;
  while (rest >= 999.5 && step < BYTE_UNITS.length - 1) {
    rest /= 1000;
    step += 1;
  }
  return unit(rest, BYTE_UNITS[step] ?? 'byte', locale, step > 1 && rest < 99.5 ? 1 : 0);
}

export function dateTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** "Nov 3, 2026". */
export function day(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
}

export function timeOfDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** "8:09:36 PM". */
export function timeToSecond(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at);
}

function unit(value: number, name: string, locale: string, digits: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: name === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value);
}
