import type { BrowserKind, Driver, LaunchOptions } from './driver';
import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';

export type { Display, Download, Driver, LaunchOptions, MenuClick, MenuItem, Surface, Tab } from './driver';
export { readBytes, readStore, type Store } from './store';
export { Hopeless, until } from './until';

/** Where `wxt build` leaves the extension for this browser. */
export function builtFor(kind: BrowserKind): string {
  return kind === 'firefox' ? '.output/firefox-mv3' : '.output/chrome-mv3';
}

/** Starts this browser with the extension in it. */
export async function launchBrowser(
  kind: BrowserKind,
  options: Partial<LaunchOptions> = {},
): Promise<Driver> {
  const complete = { extension: builtFor(kind), ...options };
  return kind === 'firefox' ? launchFirefox(complete) : launchChromium(complete);
}
