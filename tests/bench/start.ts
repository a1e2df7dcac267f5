import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { PROJECT_ROOT } from '../lab/bundle';
import { findBrowser } from '../run/browsers.mjs';
import { emptyExtension } from './empty/extension';
import { against, median } from './numbers';

const ROUNDS = 11;
const MAX_RATIO = 1.2;
const MAX_EXTRA_MS = 30;

/** First paint of the panel against an empty React page, cold wake of the background against an empty worker. */
export async function benchStart(): Promise<string> {
  const ours = join(PROJECT_ROOT, '.output/chrome-mv3');
  const found = findBrowser('chromium');
  if (!existsSync(ours)) return 'Start: no build yet, run `npm run build` first';
  if (!found) return 'Start: no Chromium on this machine';
  const folders = [ours, await emptyExtension()].join(',');
  const profile = await mkdtemp(join(tmpdir(), 'pagereel-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.path,
    headless: true,
    viewport: { width: 360, height: 760 },
    chromiumSandbox: process.getuid?.() !== 0,
    args: [`--disable-extensions-except=${folders}`, `--load-extension=${folders}`, '--no-first-run'],
  });
  try {
    const origins = await originsOf(context);
    const urls = { panel: `${origins.ours}/sidepanel.html`, empty: `${origins.empty}/page.html` };
    const paints = await firstPaints(context, urls, 'first-paint');
    const contentful = await firstPaints(context, urls, 'first-contentful-paint');
    const wakes = await coldWakes(context, origins);
    const ratio = paints.panel / paints.empty;
    const extra = wakes.ours - wakes.empty;
    return [
      `Start in Chromium, ${ROUNDS} rounds in turns, medians`,
      `first paint: panel ${paints.panel.toFixed(0)} ms, empty React page ${paints.empty.toFixed(0)} ms, ratio ${against(ratio, MAX_RATIO, 'less')}`,
      `first contentful paint: panel ${contentful.panel.toFixed(0)} ms, empty React page ${contentful.empty.toFixed(0)} ms, ratio ${(contentful.panel / contentful.empty).toFixed(2)}`,
      `cold wake: background ${wakes.ours.toFixed(0)} ms, empty worker ${wakes.empty.toFixed(0)} ms, more by ${against(extra, MAX_EXTRA_MS, 'less')} ms`,
    ].join('\n');
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

interface Origins {
  ours: string;
  empty: string;
}

async function originsOf(context: BrowserContext): Promise<Origins> {
  while (context.serviceWorkers().length < 2) await context.waitForEvent('serviceworker');
  const origins = new Map<boolean, string>();
  for (const worker of context.serviceWorkers()) {
    const name = await worker.evaluate(
      () =>
        (
          globalThis as unknown as { chrome: { runtime: { getManifest(): { name: string } } } }
        ).chrome.runtime.getManifest().name,
    );
    // `URL.origin` is "null" for schemes of extensions.
    origins.set(name === 'Empty', worker.url().split('/').slice(0, 3).join('/'));
  }
  const ours = origins.get(false);
  const empty = origins.get(true);
  if (!ours || !empty) throw new Error('an extension did not start');
  return { ours, empty };
}

async function firstPaints(
  context: BrowserContext,
  urls: { panel: string; empty: string },
  kind: Paint,
): Promise<{ panel: number; empty: number }> {
  const times = { panel: [] as number[], empty: [] as number[] };
  // The first round fills the caches.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['empty', 'panel'] as const) {
      const page = await context.newPage();
      await page.goto(urls[name]);
      const paint = await paintOf(page, kind);
      await page.close();
      if (round > 0) times[name].push(paint);
    }
  }
  return { panel: median(times.panel), empty: median(times.empty) };
}

/** Anything at all on the screen, and then the first words or picture. */
type Paint = 'first-paint' | 'first-contentful-paint';

function paintOf(page: Page, kind: Paint): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntriesByName(name)) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
    kind,
  );
}

/** Milliseconds from a message to a worker that was stopped until it has been heard. */
async function coldWakes(
  context: BrowserContext,
  origins: Origins,
): Promise<{ ours: number; empty: number }> {
  const browser = context.browser();
  if (!browser) throw new Error('the browser is gone');
  const cdp = await browser.newBrowserCDPSession();
  const pages = { ours: await context.newPage(), empty: await context.newPage() };
  await pages.ours.goto(`${origins.ours}/offscreen.html`);
  await pages.empty.goto(`${origins.empty}/page.html`);
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['empty', 'ours'] as const) {
      await stopWorker(cdp, origins[name]);
      const time = await pages[name].evaluate(async () => {
        const { runtime } = (
          globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }
        ).chrome;
        const started = performance.now();
        await runtime.sendMessage({ type: 'bench', id: 1, timestamp: 0 }).catch(() => undefined);
        return performance.now() - started;
      });
      if (round > 0) times[name].push(time);
    }
  }
  return { ours: median(times.ours), empty: median(times.empty) };
}

async function stopWorker(cdp: CDPSession, origin: string): Promise<void> {
  const find = async (): Promise<string | undefined> => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`))
      ?.targetId;
  };
  const targetId = await find();
  if (targetId) await cdp.send('Target.closeTarget', { targetId });
  for (let tries = 0; tries < 200 && (await find()); tries += 1)
    await new Promise((done) => setTimeout(done, 20));
}
