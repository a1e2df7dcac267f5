/** What the panel and the library ask of the browser itself. */
import { browser } from 'wxt/browser';
import { parsedUrl } from '@/utils/source';

/** The window this view stands in. */
export async function currentWindowId(): Promise<number> {
  const window = await browser.windows.getCurrent();
  return window.id ?? -1;
}

export async function openLibrary(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/library.html') });
}

export async function openDiagnostics(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/diagnostics.html') });
}

/** Leads back to the page a clip came from; only ever a web page. */
export async function openPage(url: string): Promise<void> {
  if (!['https:', 'http:', 'file:'].includes(parsedUrl(url)?.protocol ?? '')) return;
  await browser.tabs.create({ url });
}
