import type { KeyRefusal } from '@/utils/domain';

const SHORTEST = 8;
const LONGEST = 512;
/** From so many characters on, four of them may be shown. */
const SHOWN_FROM = 12;

/** What the user pasted, as it goes into a header: without blanks around it, and without the word before it. */
export function checkKey(pasted: string): { ok: true; key: string } | { ok: false; reason: KeyRefusal } {
  // Nothing is looked for in a text that cannot be a key anyway.
  if (pasted.length > LONGEST * 4) return { ok: false, reason: 'too-long' };
  const key = pasted.trim().replace(/^bearer(\s+|$)/i, '');
  if (key === '') return { ok: false, reason: 'empty' };
  if (!/^[\x21-\x7e]+$/.test(key)) return { ok: false, reason: 'characters' };
  if (key.length < SHORTEST) return { ok: false, reason: 'too-short' };
  if (key.length > LONGEST) return { ok: false, reason: 'too-long' };
  return { ok: true, key };
}

/** What may be shown of a key. */
export function endsOf(key: string): string {
  return key.length < SHOWN_FROM ? '' : key.slice(-4);
}

/** The origin of an address, as browsers spell it; null for what no key is ever sent to. */
export function originOf(url: string): string | null {
  try {
    const { origin, protocol } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}
