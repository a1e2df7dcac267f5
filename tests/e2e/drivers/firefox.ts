import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findBrowser, type FoundBrowser } from '../../run/browsers.mjs';
import type { Driver, LaunchOptions, Remote, Tab } from './driver';
import { privilegedOf, type Privileged } from './firefox-chrome';
import { evaluateInner } from './firefox-inner';
import type { FirefoxWindow } from './firefox-internals';
import { pressKeys } from './firefox-keys';
import { answerPrompt } from './firefox-prompt';
import { allowHosts, reload, setEnabled } from './firefox-addons';
import { takeFromMenu } from './firefox-menu';
import { allowInPrivate, closeWindow, openPrivateWindow, privilegedInPrivate } from './firefox-private';
import { sidebarOf } from './firefox-sidebar';
import { tabOf } from './firefox-tab';
import { selectContents } from './in-page';
import { endOf, iconOf, readDownload } from './process';
import { PATIENCE, until } from './until';
import { startDisplay, type VirtualDisplay } from './x11';
import { zipOf } from './zip';

/** The id in the manifest. Its host name is random in every profile; we pin it to know it. */
export const ADDON = 'pagereel@pagereel.app';
const HOST = '11111111-2222-4333-8444-555555555555';
const ORIGIN = `moz-extension://${HOST}`;
/** What Firefox makes of the id where it names menu items and the sidebar. */
const WIDGET = ADDON.replace(/[^a-z0-9_-]/g, '_');

/** The command in the manifest, key by key. */
const SHORTCUT = [
  { key: 'Alt', code: 'AltLeft' },
  { key: 'Shift', code: 'ShiftLeft' },
  { key: 'M', code: 'KeyM' },
];

function programOf(): FoundBrowser {
  const found = findBrowser('firefox');
  if (!found) throw new Error('No Firefox here; `npm start -- --browser firefox` says how to get one.');
  return found;
}

function preferences(options: LaunchOptions, downloads: string): Record<string, unknown> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: HOST }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'xpinstall.signatures.required': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'sidebar.revamp': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
    ...(options.locale === undefined ? {} : { 'intl.locale.requested': options.locale }),
    ...options.prefs,
  };
}

async function start(
  options: LaunchOptions,
  profile: string,
  downloads: string,
  display: VirtualDisplay | null,
): Promise<Browser> {
  const { width, height } = options.size ?? { width: 1280, height: 900 };
  const browser = await launch({
    browser: 'firefox',
    executablePath: programOf().path,
    headless: !display && options.display !== 'own',
    userDataDir: profile,
    defaultViewport: null,
    handleSIGINT: options.display !== 'own',
    ...(display ? { env: { ...display.env, MOZ_ENABLE_WAYLAND: '0' } } : {}),
    // The switch lets our functions run in the browser's own window.
    args: ['--remote-allow-system-access', `--width=${width}`, `--height=${height}`],
    extraPrefsFirefox: preferences(options, downloads),
  });
  return browser;
}

async function install(browser: Browser, firefox: Privileged, options: LaunchOptions): Promise<void> {
  const isThere = await firefox.evaluate(hasExtension, ADDON);
  if (isThere) return;
  // Where every window is private it would not even start unless it is allowed there.
  if (options.prefs?.['browser.privatebrowsing.autostart'] === true) {
    await firefox.evaluate(allowInPrivate, ADDON);
  }
  if (options.permanent) {
    const extensionData = { type: 'base64', value: zipOf(options.extension).toString('base64') };
    await firefox.send('webExtension.install', { extensionData, 'moz:permanent': true });
  } else {
    await browser.installExtension(options.extension);
  }
}

/** Firefox with the extension, through puppeteer-core over WebDriver BiDi. */
export async function launchFirefox(given: LaunchOptions): Promise<Driver> {
  const options = { ...given, extension: path.resolve(given.extension) };
  const quietPage = iconOf(options.extension);
  const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'pagereel-firefox-'));
  const downloads = path.join(profile, 'downloads');
  mkdirSync(downloads, { recursive: true });
  const display = options.display === 'virtual' ? await startDisplay(options.size) : null;
  const browser = await start(options, profile, downloads, display);
  const firefox = privilegedOf(browser);
  await install(browser, firefox, options);
  const state = (): Promise<string> => firefox.evaluate(backgroundState, ADDON);
  await until('the background to have run', async () => (await state()) === 'running');
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('Firefox does not tell its process id');
  const closed = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  const pages = new Map<Tab, Page>();
  let [firstTab] = await browser.pages();
  const open = async (url: string, given?: Page): Promise<Tab> => {
    const page = given ?? (await browser.newPage());
    const tab = tabOf(firefox, page);
    pages.set(tab, page);
    await tab.goto(url);
    return tab;
  };
  const stop = async (): Promise<void> => {
    await browser.close().catch(() => undefined);
    await display?.stop();
  };

  const driver: Driver = {
    kind: 'firefox',
    origin: ORIGIN,
    quietPage,
    profile,
    pid,
    closed,

    async newPage(url) {
      const page = firstTab;
      firstTab = undefined;
      return open(url, page);
    },
    // Never in the only tab: with it Firefox would close its window.
    extensionPage: (file) => open(`${ORIGIN}/${file}`),
    selectText: (tab, selector, frame) =>
      frame === undefined
        ? tab.evaluate(selectContents, selector)
        : tab.inFrame(frame, selectContents, selector),

    async realContextMenu(tab, selector, item, frame) {
      await tab.bringToFront();
      const { x, y } = await tab.pointOf(selector, frame);
      await takeFromMenu(firefox, WIDGET, item, async () => {
        await pages.get(tab)?.mouse.click(x, y, { button: 'right' });
      });
    },
    syntheticMenu: (tab, selector, click, frame) =>
      driver.realContextMenu(tab, selector, click.menuItemId, frame),

    async pressToolbarButton(tab) {
      await tab.bringToFront();
      await firefox.evaluate(triggerAction, ADDON);
    },
    async pressShortcut(tab) {
      await tab.bringToFront();
      await pressKeys(firefox, SHORTCUT);
    },
    panelIsOpen: () => firefox.evaluate(sidebarIsOpen, WIDGET),
    async panel(timeout = PATIENCE) {
      const sidebar = sidebarOf(firefox, ADDON);
      await until('the sidebar', () => driver.panelIsOpen(), timeout);
      await until(
        'the sidebar to load',
        () => sidebar.evaluate(() => document.readyState === 'complete'),
        timeout,
      );
      return sidebar;
    },
    async closePanel() {
      await firefox.evaluate(hideSidebar);
    },

    answerPermission: (allow, action) => answerPrompt(firefox, allow, action),
    async grantHosts(pattern) {
      await firefox.evaluate(grantHost, ADDON, pattern);
    },
    allowHosts: (allowed) => firefox.evaluate(allowHosts, ADDON, allowed),

    async allowPrivate() {
      await firefox.evaluate(allowInPrivate, ADDON);
      await driver.reloadExtension();
    },
    async privateWindow(url) {
      const before = new Set(await browser.pages());
      await firefox.evaluate(openPrivateWindow);
      const inside = await privilegedInPrivate(firefox);
      const isNew = async (): Promise<Page | undefined> =>
        (await browser.pages()).find((page) => !before.has(page));
      const page = await until('the private tab', isNew);
      const tab = await open(url, page);
      const sidebar = sidebarOf(inside, ADDON);
      return {
        tab,
        async menu(selector, item) {
          const { x, y } = await tab.pointOf(selector);
          await takeFromMenu(inside, WIDGET, item, () => page.mouse.click(x, y, { button: 'right' }));
        },
        async panel() {
          await until('the sidebar', () => inside.evaluate(sidebarIsOpen, WIDGET));
          await until('the sidebar to load', () =>
            sidebar.evaluate(() => document.readyState === 'complete'),
          );
          return sidebar;
        },
        close: () => inside.evaluate(closeWindow),
      };
    },
    async background<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T> {
      await firefox.evaluate(wakeBackground, ADDON);
      return evaluateInner(firefox, ADDON, 'background', run, args);
    },
    backgroundIsRunning: async () => (await state()) === 'running',
    async killBackground() {
      await firefox.evaluate(terminateBackground, ADDON);
      await until('the background to end', async () => (await state()) === 'stopped');
    },

    setEnabled: (enabled) => firefox.evaluate(setEnabled, ADDON, enabled),
    async reloadExtension() {
      await firefox.evaluate(reload, ADDON);
      await until('the background to have run', async () => (await state()) === 'running');
    },
    lookForUpdates: () =>
      Promise.reject(new Error('only an installed package of Chromium is brought up to date')),

    async download(_surface, action) {
      const before = new Set(readdirSync(downloads));
      await action();
      const name = await until('a finished download', () => {
        const now = readdirSync(downloads).filter((file) => !before.has(file));
        return now.some((file) => file.endsWith('.part')) ? undefined : now[0];
      });
      return readDownload(name, path.join(downloads, name));
    },
    async windowScreenshot() {
      if (display) return display.screenshot();
      return Buffer.from(await firefox.evaluate(pictureOfWindow), 'base64');
    },

    async kill9() {
      process.kill(pid, 'SIGKILL');
      await Promise.all([closed, endOf(pid)]);
      await display?.stop();
    },
    async relaunch() {
      await stop();
      return launchFirefox({ ...options, profile });
    },
    async close() {
      await stop();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return driver;
}

// What follows runs in the browser window, with Firefox's own rights.

function hasExtension(addon: string): boolean {
  return (window as unknown as FirefoxWindow).WebExtensionPolicy.getByID(addon) !== null;
}

function backgroundState(addon: string): string {
  const policy = (window as unknown as FirefoxWindow).WebExtensionPolicy.getByID(addon);
  return policy?.extension.backgroundState ?? 'none';
}

async function terminateBackground(addon: string): Promise<void> {
  const policy = (window as unknown as FirefoxWindow).WebExtensionPolicy.getByID(addon);
  await policy?.extension.terminateBackground();
}

async function wakeBackground(addon: string): Promise<void> {
  const policy = (window as unknown as FirefoxWindow).WebExtensionPolicy.getByID(addon);
  if (policy?.extension.backgroundState !== 'running') await policy?.extension.wakeupBackground();
}

function sidebarIsOpen(widget: string): boolean {
  const { SidebarController } = window as unknown as FirefoxWindow;
  return SidebarController.isOpen && SidebarController.currentID === `${widget}-sidebar-action`;
}

function hideSidebar(): void {
  (window as unknown as FirefoxWindow).SidebarController.hide();
}

/** What the toolbar button and its keyboard shortcut both end in. */
async function triggerAction(addon: string): Promise<void> {
  const firefox = window as unknown as FirefoxWindow;
  const { ExtensionParent } = firefox.ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  ) as { ExtensionParent: { apiManager: { global: ActionGlobal } } };
  interface ActionGlobal {
    browserActionFor(extension: unknown): { triggerAction(window: unknown): Promise<void> } | null;
  }
  const extension = firefox.WebExtensionPolicy.getByID(addon)?.extension;
  await ExtensionParent.apiManager.global.browserActionFor(extension)?.triggerAction(window);
}

async function grantHost(addon: string, pattern: string): Promise<void> {
  const firefox = window as unknown as FirefoxWindow;
  const { ExtensionPermissions } = firefox.ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as { ExtensionPermissions: { add(id: string, what: object, extension: unknown): Promise<void> } };
  const extension = firefox.WebExtensionPolicy.getByID(addon)?.extension;
  await ExtensionPermissions.add(addon, { permissions: [], origins: [pattern] }, extension);
}

/** PNG in base64. */
async function pictureOfWindow(): Promise<string> {
  const { currentWindowGlobal } = (window as unknown as FirefoxWindow).browsingContext;
  const rect = new DOMRect(0, 0, innerWidth, innerHeight);
  const bitmap = await currentWindowGlobal.drawSnapshot(rect, 1, 'white');
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const reader = new FileReader();
  const read = new Promise((resolve) => reader.addEventListener('load', resolve));
  reader.readAsDataURL(await canvas.convertToBlob());
  await read;
  return String(reader.result).split(',')[1] ?? '';
}
