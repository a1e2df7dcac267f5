import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { bundle, PROJECT_ROOT } from '../lab/bundle';
import { findBrowser } from '../run/browsers.mjs';
import { median, table } from './numbers';

const ROUNDS = 5;
const LOADS = [
  { queued: 0, clips: 0 },
  { queued: 1000, clips: 0 },
  { queued: 1000, clips: 1000 },
  { queued: 1000, clips: 10_000 },
] as const;

interface Heap {
  /** Kilobytes of JavaScript in use after a collection. */
  used: number;
  /** Kilobytes of what the engine keeps outside of it: buffers, blobs in hand. */
  backing: number;
}

/** What the woken background holds in memory while the queue and the library grow. */
export async function benchMemory(): Promise<string> {
  const extension = join(PROJECT_ROOT, '.output/chrome-mv3');
  const found = findBrowser('chromium');
  if (!existsSync(extension)) return 'Memory: no build yet, run `npm run build` first';
  if (!found) return 'Memory: no Chromium on this machine';
  const profile = await mkdtemp(join(tmpdir(), 'pagereel-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.path,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, '--no-first-run'],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const origin = worker.url().split('/').slice(0, 3).join('/');
    const page = await context.newPage();
    await page.goto(`${origin}/icon/16.png`);
    await page.evaluate(await bundle('tests/bench/entries/store.ts'));
    const rows: [string, Heap][] = [];
    for (const { queued, clips } of LOADS) {
      await page.evaluate(fill, [queued, clips] as const);
      const heaps: Heap[] = [];
      for (let round = 0; round < ROUNDS; round += 1) heaps.push(await wakeAndWeigh(context, page));
      const of = (part: keyof Heap): number => median(heaps.map((heap) => heap[part]));
      rows.push([`${queued}, ${clips}`, { used: of('used'), backing: of('backing') }]);
    }
    return report(rows);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function report(rows: readonly [string, Heap][]): string {
  const floor = rows[0]?.[1].used ?? Number.NaN;
  return [
    `Memory of the background after a wake in Chromium, ${ROUNDS} wakes each, medians in kB`,
    table([
      ['queued, clips', 'in use', 'of empty', 'buffers'],
      ...rows.map(([name, { used, backing }]) => [
        name,
        used.toFixed(0),
        `${(used / floor).toFixed(2)}x`,
        backing.toFixed(0),
      ]),
    ]),
  ].join('\n');
}

/** Ends the background, wakes it, and weighs it once it has looked at everything. */
async function wakeAndWeigh(context: BrowserContext, page: Page): Promise<Heap> {
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await page.evaluate(wake);
  const browser = context.browser();
  if (!browser) throw new Error('no browser');
  const cdp = await browser.newBrowserCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets');
  const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes('background'));
  if (!target) throw new Error('the background is not there');
  const { sessionId } = await cdp.send('Target.attachToTarget', {
    targetId: target.targetId,
    flatten: false,
  });
  let last = 0;
  const ask = <T>(method: string): Promise<T> => {
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      cdp.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
        const answer = JSON.parse(message) as { id?: number; result: T };
        if (from === sessionId && answer.id === id) resolve(answer.result);
      });
      void cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  };
  await ask('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await ask<{
    usedSize: number;
    backingStorageSize?: number;
  }>('Runtime.getHeapUsage');
  await cdp.detach();
  return { used: usedSize / 1024, backing: backingStorageSize / 1024 };
}

type Lab = Record<'fill' | 'halt' | 'leaseNumber', (...args: number[]) => Promise<number>>;

/** Runs in the page: so much is stored, and nothing of it is started. */
async function fill([queued, clips]: readonly [number, number]): Promise<void> {
  const lab = globalThis as unknown as Lab;
  await lab.halt();
  await lab.fill(queued, clips);
}

/** Runs in the page: settles when the woken background has taken its lease and looked at the jobs. */
async function wake(): Promise<void> {
  const lab = globalThis as unknown as Lab & {
    chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
  };
  const before = await lab.leaseNumber();
  await lab.chrome.runtime.sendMessage({}).catch(() => undefined);
  while ((await lab.leaseNumber()) === before) await new Promise(requestAnimationFrame);
}
