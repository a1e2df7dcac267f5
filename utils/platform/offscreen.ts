import { browser } from 'wxt/browser';

const PAGE = 'offscreen.html';

/** True while the offscreen page is there (Chrome and Edge; Firefox has none and needs none). */
export async function hasOffscreen(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  return contexts.length > 0;
}

let opening: Promise<void> | undefined;

/** Opens the offscreen page once; a second one is an error in Chrome. Throws where the browser has none. */
export async function ensureOffscreen(): Promise<void> {
  if (await hasOffscreen()) return;
  opening ??= browser.offscreen
    .createDocument({
      url: PAGE,
      reasons: ['WORKERS', 'BLOBS'],
      justification: 'Draws and encodes video clips in a worker, which a service worker cannot start.',
    })
    .finally(() => (opening = undefined));
  await opening;
}

export async function closeOffscreen(): Promise<void> {
  if (await hasOffscreen()) await browser.offscreen.closeDocument();
}
