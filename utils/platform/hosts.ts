import { browser } from 'wxt/browser';
import { mayUseHttp } from '@/utils/domain';
import { parsedUrl } from '@/utils/source';

/** Hosts as our own tables of services name them: "https://queue.fal.run/*", "https://*.fal.media/*". */
export type HostPattern = `https://${string}/*`;

/**
 * What the browser has to be asked for before that address may be called; null: never. Patterns know no ports, and
 * Chrome's no IPv6.
 */
function patternOf(url: string): string | null {
  const parsed = parsedUrl(url);
  if (!parsed || parsed.username || parsed.password) return null;
  const { protocol, hostname } = parsed;
  const fits = protocol === 'https:' || (protocol === 'http:' && mayUseHttp(hostname));
  // A "*" may stand in an address, and in a pattern it would mean all of them.
  return fits && /^[a-z0-9._-]+$/.test(hostname) ? `${protocol}//${hostname}/*` : null;
}

/** A host, or all below a domain of at least two labels: never a whole top level, and never everything. */
const HOST_PATTERN = /^https:\/\/(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*\/\*$/;

/**
 * Asks for access to the site of an address. Must be the first call of a click's listener.
 * False when the user refuses, or when the address is not one that can be asked for.
 */
export function askOrigin(url: string): Promise<boolean> {
  return askOrigins([url]);
}

/** The same for several addresses in one prompt: all of them or none. */
export async function askOrigins(urls: readonly string[]): Promise<boolean> {
  return ask(urls.map(patternOf));
}

/**
 * The same for hosts out of our own tables, where one prompt is to cover what a service's results are fetched from.
 * Never for anything that a page or a server named: a pattern may mean many hosts.
 */
export async function askPatterns(patterns: readonly HostPattern[]): Promise<boolean> {
  return ask(patterns.map((pattern) => (HOST_PATTERN.test(pattern) ? pattern : null)));
}

async function ask(patterns: readonly (string | null)[]): Promise<boolean> {
  const origins = patterns.filter((pattern) => pattern !== null);
  if (origins.length === 0 || origins.length < patterns.length) return false;
  return browser.permissions.request({ origins: [...new Set(origins)] }).catch(() => false);
}

/** Whether that address may be called now; the user can take a permission back at any time. */
export async function hasOrigin(url: string): Promise<boolean> {
  const pattern = patternOf(url);
  return pattern !== null && (await browser.permissions.contains({ origins: [pattern] }));
}

/** Tells when the user gave a permission, or took one back, until it is called off. */
export function onPermissions(listener: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(listener);
  onRemoved.addListener(listener);
  return () => {
    onAdded.removeListener(listener);
    onRemoved.removeListener(listener);
  };
}
