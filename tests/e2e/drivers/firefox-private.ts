import type { Privileged } from './firefox-chrome';
import type { FirefoxWindow } from './firefox-internals';
import { until } from './until';

/** What `privilegedOf` gives, for the private window: `window` is that one. */
export async function privilegedInPrivate(firefox: Privileged): Promise<Privileged> {
  const context = await until('the private window', async () => {
    const { contexts } = await firefox.send<{ contexts: { url: string; context: string }[] }>(
      'browsingContext.getTree',
      { 'moz:scope': 'chrome' },
    );
    for (const { url, context: each } of contexts.toReversed()) {
      if (url.includes('browser.xhtml') && (await firefox.evaluateIn(each, isPrivateAndReady, [])))
        return each;
    }
    return undefined;
  });
  return { ...firefox, evaluate: (run, ...args) => firefox.evaluateIn(context, run, args) };
}

// What follows runs in a browser window, with Firefox's own rights.

interface Windows {
  OpenBrowserWindow(options: { private: boolean }): unknown;
  PrivateBrowsingUtils: { isWindowPrivate(window: unknown): boolean };
  gBrowserInit?: { delayedStartupFinished: boolean };
}

function isPrivateAndReady(): boolean {
  const { PrivateBrowsingUtils, gBrowserInit } = window as unknown as Windows;
  return PrivateBrowsingUtils.isWindowPrivate(window) && gBrowserInit?.delayedStartupFinished === true;
}

export function openPrivateWindow(): void {
  (window as unknown as Windows).OpenBrowserWindow({ private: true });
}

export function closeWindow(): void {
  window.close();
}

/** The switch "Run in private windows" in about:addons. */
export async function allowInPrivate(id: string): Promise<void> {
  const { ChromeUtils } = window as unknown as FirefoxWindow;
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as { ExtensionPermissions: { add(id: string, what: object): Promise<void> } };
  await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
}
