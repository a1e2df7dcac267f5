import { browser } from 'wxt/browser';
import { parsedUrl } from '@/utils/source';

/** This computer, by the names that never leave it. Permission patterns know no ports and no IPv6. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/** What the browser has to be asked for before that address may be called; null: never. */
function patternOf(url: string): string | null {
  const parsed = parsedUrl(url);
  if (!parsed || parsed.username || parsed.password) return null;
  const { protocol, hostname } = parsed;
  const fits = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  // A "*" may stand in an address, and in a pattern it would mean all of them.
  return fits && /^[a-z0-9._-]+$/.test(hostname) ? `${protocol}//${hostname}/*` : null;
}

/**
 * Asks for access to the site of an address. Must be the first call of a click's listener.
 * False when the user refuses, or when the address is not one that can be asked for.
 */
export async function askOrigin(url: string): Promise<boolean> {
  const pattern = patternOf(url);
  if (pattern === null) return false;
  return browser.permissions.request({ origins: [pattern] }).catch(() => false);
}

/** Whether that address may be called now; the user can take a permission back at any time. */
export async function hasOrigin(url: string): Promise<boolean> {
  const pattern = patternOf(url);
  return pattern !== null && (await browser.permissions.contains({ origins: [pattern] }));
}

/** Tells when the user gave a permission, or took one back. */
export function onPermissions(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
