import type { BrowserContext } from 'playwright-core';
import type { Remote } from './driver';
import { expressionOf, valueOf } from './remote';

/** The parts of `chrome` that chrome://extensions has. */
declare const chrome: {
  developerPrivate: {
    addHostPermission(id: string, pattern: string): Promise<void>;
    autoUpdate(): Promise<void>;
    reload(id: string, options: object): Promise<unknown>;
    updateExtensionConfiguration(
      change: { extensionId: string } & ({ hostAccess: string } | { incognitoAccess: boolean }),
    ): Promise<void>;
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  };
  management: { setEnabled(id: string, enabled: boolean): Promise<void> };
};

/** Runs a function in chrome://extensions, where the browser's own buttons for extensions are. */
export async function inSettings<A extends unknown[], T>(
  context: BrowserContext,
  run: Remote<A, T>,
  ...args: A
): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto('chrome://extensions/');
    return valueOf<T>(await page.evaluate(expressionOf(run, args)));
  } finally {
    await page.close();
  }
}

/** Allows a host to be granted without a question when the extension asks for it. */
export async function offerHost(id: string, pattern: string): Promise<void> {
  await chrome.developerPrivate.addHostPermission(id, pattern);
}

export async function setEnabled(id: string, enabled: boolean): Promise<void> {
  await chrome.management.setEnabled(id, enabled);
}

export async function reload(id: string): Promise<void> {
  // Without it a folder that was given on the command line is refused the second time.
  await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  await chrome.developerPrivate.reload(id, {});
}

/** Looks for updates of all extensions now. */
export async function lookForUpdates(): Promise<void> {
  await chrome.developerPrivate.autoUpdate();
}

/** The switch "Allow in Incognito" in the extension's details; the browser then loads the extension anew. */
export async function allowInPrivate(extensionId: string): Promise<void> {
  // Without it a folder that was given on the command line is refused the second time.
  await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
}

/** The choice of "site access" in the extension's details. */
export async function allowHosts(extensionId: string, allowed: boolean): Promise<void> {
  const hostAccess = allowed ? 'ON_ALL_SITES' : 'ON_CLICK';
  await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
}
