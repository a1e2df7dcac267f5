import { browser } from 'wxt/browser';

/**
 * What private windows mean for this context. `ordinary`: it is in none.
 *
 * `memory`: Chrome and Edge run a second instance of the extension for private windows (`"incognito": "split"`). Its
 * database, locks, channels, alarms and messages are its own; they live in memory and go with the last private window.
 * Shared with the ordinary instance are `storage.local`, `storage.session`, the toolbar badge, and what
 * `contextMenus.removeAll` removes (measured, Chromium 156).
 *
 * `closed`: Firefox has no second instance, and none of its private pages has a database: "A mutation operation was
 * attempted on a database that did not allow mutations" (bug 1982707; measured, Firefox 153, and the same where it
 * never remembers history).
 */
export type Privacy = 'ordinary' | 'memory' | 'closed';

export function privacy(): Privacy {
  if (!browser.extension.inIncognitoContext) return 'ordinary';
  return browser.runtime.getManifest().incognito === 'split' ? 'memory' : 'closed';
}

/** Whether a page must not be read, since what is read would not land in the library of its own kind of windows. */
export function isOffLimits(incognito: boolean): boolean {
  const here = privacy();
  return here === 'closed' || incognito !== (here === 'memory');
}
