import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../run/browsers.mjs';

/** A page with the lab's script in it. */
export interface LabPage {
  /** Calls `globalThis[name](...args)`; arguments and result are JSON. */
  call(name: string, args: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  url: string;
  profile: string;
  timeout: number;
  onError(line: string): void;
}

/** Runs inside the page, so it may use nothing from this file. */
const invoke = async ({ name, args }: { name: string; args: string }): Promise<string | undefined> => {
  const fn: unknown = Reflect.get(globalThis, name);
  if (typeof fn !== 'function') throw new Error(`the lab's entry exposes no function "${name}"`);
  return JSON.stringify(await (fn as (...rest: unknown[]) => unknown)(...(JSON.parse(args) as unknown[])));
};

const isRoot = process.getuid?.() === 0;

function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export async function launchChromium(options: LaunchOptions): Promise<LabPage> {
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath: browserPath('chromium'),
    headless: true,
    // Chromium's sandbox does not start for root, which is what a container runs as.
    chromiumSandbox: !isRoot,
    args: ['--no-first-run', '--disable-sync', '--disable-quic'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => options.onError(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') options.onError(message.text());
  });
  await page.goto(options.url);
  return {
    call: (name, args) => within(page.evaluate(invoke, { name, args }), options.timeout, name),
    close: () => context.close(),
  };
}

export async function launchFirefox(options: LaunchOptions): Promise<LabPage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: browserPath('firefox'),
    headless: true,
    userDataDir: options.profile,
    protocolTimeout: options.timeout,
    extraPrefsFirefox: { 'browser.shell.checkDefaultBrowser': false, 'app.update.enabled': false },
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => options.onError(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') options.onError(message.text());
  });
  await page.goto(options.url);
  return {
    call: (name, args) => within(page.evaluate(invoke, { name, args }), options.timeout, name),
    close: () => browser.close(),
  };
}

function browserPath(kind: 'chromium' | 'firefox'): string {
  const found = findBrowser(kind);
  if (!found) throw new Error(`no ${kind} on this machine`);
  return found.path;
}
