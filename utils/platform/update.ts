import { browser } from 'wxt/browser';
import { privacy } from './private';

/** Tells that a new version waits. Chrome itself applies it only once the background has stopped and no page is open. */
export function onUpdateReady(listener: () => void): void {
  browser.runtime.onUpdateAvailable.addListener(listener);
}

/**
 * Starts the new version, unless somebody looks at the old one or something has begun meanwhile. Not from a private
 * window, which does not see what the ordinary ones are at.
 */
export async function applyUpdate(isIdle: () => boolean): Promise<void> {
  if (privacy() === 'ordinary' && !(await hasViews()) && isIdle()) browser.runtime.reload();
}

async function hasViews(): Promise<boolean> {
  const { getContexts } = browser.runtime as Partial<Pick<typeof browser.runtime, 'getContexts'>>;
  if (!getContexts) {
    const windows = browser.extension.getViews() as unknown as { location: { href: string } }[];
    return windows.some(({ location }) => isView(location.href));
  }
  const contexts = await browser.runtime.getContexts({});
  return contexts.some(({ contextType, documentUrl }) => {
    return contextType !== 'BACKGROUND' && contextType !== 'OFFSCREEN_DOCUMENT' && isView(documentUrl ?? '');
  });
}

function isView(url: string): boolean {
  return !url.includes('background');
}
