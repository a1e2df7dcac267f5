import type { FirefoxWindow } from './firefox-internals';

// What follows runs in the browser window, with Firefox's own rights.

interface AddonManager {
  getAddonByID(id: string): Promise<{
    enable(): Promise<void>;
    disable(): Promise<void>;
    reload(): Promise<void>;
  } | null>;
}

/** Switches an add-on off or on, as in about:addons. */
export async function setEnabled(id: string, enabled: boolean): Promise<void> {
  const { ChromeUtils } = window as unknown as FirefoxWindow;
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs') as {
    AddonManager: AddonManager;
  };
  const addon = await AddonManager.getAddonByID(id);
  await (enabled ? addon?.enable() : addon?.disable());
}

/** The switches for hosts in about:addons; takes and gives what the manifest asks for. */
export async function allowHosts(id: string, allowed: boolean): Promise<void> {
  const firefox = window as unknown as FirefoxWindow;
  const { ExtensionPermissions } = firefox.ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as {
    ExtensionPermissions: Record<
      'add' | 'remove',
      (id: string, what: object, extension: unknown) => Promise<void>
    >;
  };
  const extension = firefox.WebExtensionPolicy.getByID(id)?.extension;
  const hosts = { permissions: [], origins: extension?.manifest.host_permissions ?? [] };
  await ExtensionPermissions[allowed ? 'add' : 'remove'](id, hosts, extension);
}

/** As the button in about:debugging. */
export async function reload(id: string): Promise<void> {
  const { ChromeUtils } = window as unknown as FirefoxWindow;
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs') as {
    AddonManager: AddonManager;
  };
  await (await AddonManager.getAddonByID(id))?.reload();
}
