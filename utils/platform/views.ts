/** What the panel and the library ask of the browser itself. */
import { browser } from 'wxt/browser';
import { parsedUrl, permissionPattern } from '@/utils/source';

/** The window this view stands in. */
export async function currentWindowId(): Promise<number> {
  const window = await browser.windows.getCurrent();
  return window.id ?? -1;
}

/**
 * Asks for access to the site of an address. Must be the first call of a click's listener.
 * False when the user refuses, or when the address is not one that can be asked for.
 */
export async function askOrigin(url: string): Promise<boolean> {
  const pattern = permissionPattern(url);
  if (pattern === null) return false;
  return browser.permissions.request({ origins: [pattern] }).catch(() => false);
}

export async function openLibrary(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/library.html') });
}

/** Leads back to the page a clip came from; only ever a web page. */
export async function openPage(url: string): Promise<void> {
  if (!['https:', 'http:', 'file:'].includes(parsedUrl(url)?.protocol ?? '')) return;
  await browser.tabs.create({ url });
}
