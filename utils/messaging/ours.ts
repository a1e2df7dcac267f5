import { browser } from 'wxt/browser';

/** True for messages of this extension's own pages and background; content scripts and others have no say. */
export function isOurs(sender: { id?: string; url?: string; origin?: string }): boolean {
  const own = browser.runtime.getURL('/').replace(/\/$/, '');
  return sender.id === browser.runtime.id && (sender.url === undefined || sender.url.startsWith(`${own}/`));
}
