import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser, type FoundBrowser } from '../../run/browsers.mjs';
import { takeFromNativeMenu } from './chromium-menu';
import { answerPrompt } from './chromium-prompt';
import {
  allowHosts,
  allowInPrivate,
  inSettings,
  lookForUpdates,
  offerHost,
  reload,
  setEnabled,
} from './chromium-settings';
import { surfaceOf, tabOf } from './chromium-surface';
import { targetsOf, type TargetInfo } from './chromium-targets';
import type { Driver, LaunchOptions, MenuClick, Remote, Surface, Tab } from './driver';
import { selectContents } from './in-page';
import { endOf, iconOf, readDownload } from './process';
import { PATIENCE, until } from './until';
import { startDisplay, type VirtualDisplay } from './x11';

const SWITCHES = [
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--window-position=0,0',
  // Lets the protocol press the toolbar button, and load an extension into Google's own build.
  '--enable-unsafe-extension-debugging',
];

/** Switches of Playwright's with which no extension is ever installed or brought up to date. */
const KEEPS_OUT = ['--disable-extensions', '--disable-background-networking', '--disable-default-apps'];

function programOf(): FoundBrowser {
  const found = findBrowser('chromium');
  if (!found) throw new Error('No Chromium, Edge or Chrome here; `npm start` says how to get one.');
  return found;
}

async function start(options: LaunchOptions, profile: string, display: VirtualDisplay | null) {
  const { extension, args = [], locale = 'en-US', size = { width: 1280, height: 900 } } = options;
  const program = programOf();
  const own = options.display === 'own';
  const { installed } = options;
  // It does not start for root, nor in most containers; whoever looks around by hand may go anywhere.
  const sandbox = own && process.getuid?.() !== 0;
  const asFlag = program.brand !== 'chrome' && !installed;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: installed?.program ?? program.path,
    headless: !display && !own,
    // Null leaves the windows their true size: with a viewport of its own the panel would be that wide.
    viewport: null,
    locale,
    // Whoever starts a browser to look at it, ends it.
    handleSIGINT: !own,
    chromiumSandbox: sandbox,
    env: { ...(display?.env ?? process.env), LANGUAGE: locale.replace('-', '_') } as Record<string, string>,
    ignoreDefaultArgs: [...(own ? ['--enable-automation'] : []), ...(installed ? KEEPS_OUT : [])],
    args: [
      ...SWITCHES,
      `--lang=${locale}`,
      `--window-size=${size.width},${size.height}`,
      // Without it the window begins with a warning about the missing sandbox.
      ...(sandbox ? [] : ['--test-type']),
      ...(asFlag ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      ...args,
    ],
  });
  const targets = await targetsOf(context);
  if (!asFlag && !installed) await targets.cdp.send('Extensions.loadUnpacked', { path: extension });
  return { context, targets };
}

/** Chromium, Edge or Chrome with the extension, through playwright-core. */
export async function launchChromium(given: LaunchOptions): Promise<Driver & { context: BrowserContext }> {
  const options = { ...given, extension: path.resolve(given.extension) };
  const quietPage = iconOf(options.extension);
  const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'pagereel-chromium-'));
  const display = options.display === 'virtual' ? await startDisplay(options.size) : null;
  const { context, targets } = await start(options, profile, display);
  const isAnyWorker = ({ type, url }: TargetInfo): boolean =>
    type === 'service_worker' && url.startsWith('chrome-extension://');
  const worker = await targets.find('the background of the extension', isAnyWorker);
  const home = worker.browserContextId;
  const isWorker = (target: TargetInfo): boolean => isAnyWorker(target) && target.browserContextId === home;
  const origin = worker.url.split('/', 3).join('/');
  const { processInfo } = await targets.cdp.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('Chromium does not tell its process id');
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));

  const pages = new Map<Tab, Page>();
  const panels = new Map<string, Page>();
  /** The panel's own page may be open in a tab too, which is not the panel. */
  const inTabs = new Set<string>();
  let firstTab = context.pages().find((page) => page.url() === 'about:blank');
  const open = async (url: string): Promise<Tab> => {
    const page = firstTab ?? (await context.newPage());
    firstTab = undefined;
    inTabs.add(await targetIdOf(page));
    await page.goto(url);
    const tab = tabOf(page);
    pages.set(tab, page);
    return tab;
  };
  const panelTarget = async (profile = home): Promise<TargetInfo | undefined> =>
    (await targets.list()).find(
      ({ targetId, url, browserContextId }) =>
        url.startsWith(`${origin}/sidepanel.html`) && !inTabs.has(targetId) && browserContextId === profile,
    );
  const panelOf = async (profile = home, timeout = PATIENCE): Promise<Surface> => {
    const attach = async (): Promise<Page | null> => {
      const target = await panelTarget(profile);
      if (!target) return null;
      // While it loads, the panel moves to another process, and a page taken up too early is closed.
      const known = panels.get(target.targetId);
      const page = known && !known.isClosed() ? known : await targets.adopt(target);
      panels.set(target.targetId, page);
      await page.waitForLoadState('load');
      return page.isClosed() ? null : page;
    };
    const page = await until('the side panel', attach, timeout);
    void keepFree();
    return surfaceOf(page);
  };
  /** A worker that starts while Playwright takes its page up may be left waiting for a debugger for ever: one in eight was. */
  const keepFree = async (): Promise<void> => {
    for (let look = 0; look < 12; look += 1) {
      await targets.freeWorkers(origin).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  const driver: Driver & { context: BrowserContext } = {
    kind: 'chromium',
    context,
    origin,
    quietPage,
    profile,
    pid,
    closed,

    newPage: open,
    selectText: (tab, selector, frame) =>
      frame === undefined
        ? tab.evaluate(selectContents, selector)
        : tab.inFrame(frame, selectContents, selector),

    async realContextMenu(tab, selector, item, frame) {
      if (!display) throw new Error("Chromium's native menu needs display: 'virtual'");
      await takeFromNativeMenu(display, tab, await tab.pointOf(selector, frame), item);
    },
    async syntheticMenu(tab, _selector, click) {
      await tab.bringToFront();
      await driver.background(dispatchMenuClick, { pageUrl: await tab.url(), ...click });
    },

    async pressToolbarButton(tab) {
      await tab.bringToFront();
      const page = pages.get(tab);
      if (!page) throw new Error('this tab is not of this browser');
      const id = new URL(origin).host;
      await targets.cdp.send('Extensions.triggerAction', {
        id,
        targetId: await targets.tabAround(page.url()),
      });
    },
    async pressShortcut(tab) {
      if (!display) throw new Error("Chromium's shortcut needs display: 'virtual'");
      await tab.bringToFront();
      await display.xdotool('key', 'alt+shift+m');
    },
    panelIsOpen: async () => (await panelTarget()) !== undefined,
    panel: (timeout) => panelOf(home, timeout),
    async closePanel() {
      const target = await panelTarget();
      if (!target) return;
      await targets.cdp.send('Target.closeTarget', { targetId: target.targetId });
      await until('the side panel to close', async () => !(await driver.panelIsOpen()));
      panels.delete(target.targetId);
    },
    extensionPage: (file) => open(`${origin}/${file}`),

    async answerPermission(allow, action) {
      if (!display) throw new Error("Chromium's question needs display: 'virtual'");
      await answerPrompt(display, allow, action);
    },
    async grantHosts(pattern) {
      await inSettings(context, offerHost, new URL(origin).host, pattern);
      // What was offered there is granted without a question when the extension asks for it.
      const asking = await open(`${origin}/${driver.quietPage}`);
      await asking.evaluate(askOnClick, pattern);
      await asking.click('body');
      const granted = await asking.evaluate(() => (globalThis as { granted?: Promise<boolean> }).granted);
      await asking.close();
      if (!granted) throw new Error(`${pattern} was not granted`);
    },

    allowHosts: (allowed) => inSettings(context, allowHosts, new URL(origin).host, allowed),

    async allowPrivate() {
      const { targetId: before } = await targets.find('the background', isWorker);
      await inSettings(context, allowInPrivate, new URL(origin).host);
      const isNew = (target: TargetInfo): boolean => isWorker(target) && target.targetId !== before;
      await targets.find('the background, started anew', isNew);
    },
    async privateWindow(url) {
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        driver.background(createPrivateWindow, url),
      ]);
      await page.waitForLoadState('load');
      const id = await targetIdOf(page);
      const { browserContextId: profile } = await targets.find('the private tab', (t) => t.targetId === id);
      const tab = tabOf(page);
      return {
        tab,
        menu: (selector, item) => driver.realContextMenu(tab, selector, item),
        panel: () => panelOf(profile),
        async close() {
          await page.close();
          const isGone = async (): Promise<boolean> =>
            !(await targets.list()).some(({ browserContextId }) => browserContextId === profile);
          await until('the private profile to end', isGone);
        },
      };
    },

    async background<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T> {
      // A worker is listed before its script has run, and may be followed by another one while a browser starts.
      const targetId = await until('the background to have run', async () => {
        if (!(await driver.backgroundIsRunning())) await startWorker(context, origin);
        const worker = await targets.find('the background', isWorker);
        return (await targets.evaluate(worker.targetId, hasMenus, [])) ? worker.targetId : undefined;
      });
      return targets.evaluate(targetId, run, args);
    },
    backgroundIsRunning: async () => (await targets.list()).some(isWorker),
    async killBackground() {
      const target = (await targets.list()).find(isWorker);
      if (!target) return;
      const { targetId } = target;
      await until('the background to end', async () => {
        if (!(await targets.list()).some((other) => other.targetId === targetId)) return true;
        // One that is just starting does not hear it the first time.
        await targets.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
        return false;
      });
    },

    setEnabled: (enabled) => inSettings(context, setEnabled, new URL(origin).host, enabled),
    async reloadExtension() {
      await inSettings(context, reload, new URL(origin).host);
      await targets.find('the background of the extension', isWorker);
    },
    lookForUpdates: () => inSettings(context, lookForUpdates),

    async download(surface, action) {
      const { page } = surface as Surface & { page: Page };
      const [download] = await Promise.all([page.waitForEvent('download'), action()]);
      return readDownload(download.suggestedFilename(), await download.path());
    },
    async windowScreenshot() {
      if (!display) throw new Error("a picture of the window needs display: 'virtual'");
      return Promise.resolve(display.screenshot());
    },

    async kill9() {
      process.kill(pid, 'SIGKILL');
      await Promise.all([closed, endOf(pid)]);
      await display?.stop();
    },
    async relaunch() {
      await context.close().catch(() => undefined);
      await display?.stop();
      return launchChromium({ ...options, profile });
    },
    async close() {
      await context.close().catch(() => undefined);
      await display?.stop();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await driver.background(hasMenus);
  return driver;
}

async function targetIdOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

/** Starts the extension's service worker, as an event for it would. */
async function startWorker(context: BrowserContext, origin: string): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
  await session.detach();
}

/** The few parts of `chrome` that run in the browser for us. */
declare const chrome: {
  permissions: { request(what: { origins: string[] }): Promise<boolean> };
  tabs: { query(what: object): Promise<{ id: number; windowId: number }[]> };
  windows: { create(what: { incognito: boolean; url: string }): Promise<unknown> };
  contextMenus: { onClicked: { dispatch(click: MenuClick, tab: unknown): void; hasListeners(): boolean } };
};

/** Runs in the background: true once its script has registered what it listens to. */
function hasMenus(): boolean {
  return chrome.contextMenus.onClicked.hasListeners();
}

/** Runs in the background. */
async function createPrivateWindow(url: string): Promise<void> {
  await chrome.windows.create({ incognito: true, url });
}

/** Runs in the background: events of the browser have a method to call their listeners. */
async function dispatchMenuClick(click: MenuClick): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  chrome.contextMenus.onClicked.dispatch(click, tab);
}

/** Runs in a page of the extension: a permission may only be asked for in a click. */
function askOnClick(pattern: string): void {
  addEventListener(
    'click',
    () => Object.assign(globalThis, { granted: chrome.permissions.request({ origins: [pattern] }) }),
    { once: true },
  );
}
