import type { Frame, KeyInput, Page } from 'puppeteer-core';
import type { Remote, Tab } from './driver';
import type { Privileged } from './firefox-chrome';
import { pointInside } from './in-page';
import { PATIENCE, until } from './until';

/** BiDi's own id of a frame, which puppeteer-core keeps to itself; its version is pinned. */
function contextOf(frame: Frame): string {
  const { _id: id } = frame as unknown as { _id: string };
  return id;
}

/** A page of puppeteer's as a Tab. */
export function tabOf(firefox: Privileged, page: Page): Tab & { readonly page: Page } {
  page.setDefaultTimeout(PATIENCE);
  const frameNamed = (part?: string): Frame => {
    const frame = part === undefined ? page.mainFrame() : page.frames().find((f) => f.url().includes(part));
    if (!frame) throw new Error(`no frame with "${part}" in its address`);
    return frame;
  };
  const evaluateIn = <A extends unknown[], T>(frame: Frame, run: Remote<A, T>, args: A): Promise<T> =>
    firefox.evaluateIn(contextOf(frame), run, args);
  const evaluate = <A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T> =>
    evaluateIn(page.mainFrame(), run, args);
  const tab: Tab & { readonly page: Page } = {
    page,
    evaluate,
    waitFor: async (selector, timeout = PATIENCE) => {
      await page.waitForSelector(selector, { visible: true, timeout });
    },
    waitUntil: (run, ...args) => until(run.toString(), () => evaluate(run, ...args)),
    async text(selector) {
      await tab.waitFor(selector);
      return evaluate((css) => document.querySelector<HTMLElement>(css)?.innerText ?? '', selector);
    },
    click: (selector) => page.locator(selector).click(),
    async type(selector, text) {
      await tab.waitFor(selector);
      await page.type(selector, text);
    },
    fill: (selector, text) => page.locator(selector).fill(text),
    async press(key) {
      const keys = key.split('+') as KeyInput[];
      const last = keys.pop();
      for (const held of keys) await page.keyboard.down(held);
      if (last !== undefined) await page.keyboard.press(last);
      for (const held of keys.toReversed()) await page.keyboard.up(held);
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    resize: (width, height) => page.setViewport({ width, height }),
    goto: (url) => goto(firefox, page, url),
    url: () => evaluate(() => location.href),
    bringToFront: () => page.bringToFront(),
    inFrame: (frame, run, ...args) => evaluateIn(frameNamed(frame), run, args),
    async pointOf(selector, frame) {
      const within = frameNamed(frame);
      const element = await within.waitForSelector(selector);
      await evaluateIn(within, showElement, [selector]);
      const box = await element?.boundingBox();
      if (!box) throw new Error(`${selector} is not visible`);
      const inside = await evaluateIn(within, pointInside, [selector]);
      return { x: box.x + inside.x, y: box.y + inside.y };
    },
    close: () => page.close(),
  };
  return tab;
}

/** Runs in the page: of what is taller than the window, its beginning. */
function showElement(selector: string): void {
  const place = { block: 'nearest', inline: 'nearest', behavior: 'instant' } as const;
  document.querySelector(selector)?.scrollIntoView(place);
}

/**
 * Firefox changes process on the way to a page of the extension and then never says that it has arrived, so
 * we look ourselves.
 */
async function goto(firefox: Privileged, page: Page, url: string): Promise<void> {
  const context = contextOf(page.mainFrame());
  await firefox.send('browsingContext.navigate', { context, url, wait: 'none' });
  const [wanted] = url.split('#');
  await until(`${url} to load`, () =>
    firefox.evaluateIn(
      context,
      (start) => location.href.startsWith(start) && document.readyState === 'complete',
      [wanted ?? url],
    ),
  );
}
