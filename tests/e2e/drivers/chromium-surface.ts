import type { Frame, Page } from 'playwright-core';
import type { Remote, Surface, Tab } from './driver';
import { pointInside } from './in-page';
import { expressionOf, valueOf } from './remote';
import { PATIENCE, until } from './until';

/** Runs a function in a page or a frame of Playwright's. */
async function evaluateIn<A extends unknown[], T>(
  where: Page | Frame,
  run: Remote<A, T>,
  args: A,
): Promise<T> {
  return valueOf<T>(await where.evaluate(expressionOf(run, args)));
}

/** A page of Playwright's as a Surface. */
export function surfaceOf(page: Page): Surface & { readonly page: Page } {
  page.setDefaultTimeout(PATIENCE);
  return {
    page,
    evaluate: (run, ...args) => evaluateIn(page, run, args),
    waitFor: async (selector, timeout = PATIENCE) => {
      await page.locator(selector).first().waitFor({ state: 'visible', timeout });
    },
    waitUntil: (run, ...args) => until(run.toString(), () => evaluateIn(page, run, args)),
    text: (selector) => page.locator(selector).first().innerText(),
    click: (selector) => page.locator(selector).first().click(),
    type: (selector, text) => page.locator(selector).first().pressSequentially(text),
    fill: (selector, text) => page.locator(selector).first().fill(text),
    press: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot({ animations: 'disabled', caret: 'hide' }),
    resize: (width, height) => page.setViewportSize({ width, height }),
  };
}

/** A page of Playwright's as a Tab. */
export function tabOf(page: Page): Tab & { readonly page: Page } {
  const frameNamed = (part?: string): Frame => {
    const frame = part === undefined ? page.mainFrame() : page.frames().find((f) => f.url().includes(part));
    if (!frame) throw new Error(`no frame with "${part}" in its address`);
    return frame;
  };
  return {
    ...surfaceOf(page),
    goto: async (url) => {
      await page.goto(url);
    },
    url: () => Promise.resolve(page.url()),
    bringToFront: () => page.bringToFront(),
    inFrame: (frame, run, ...args) => evaluateIn(frameNamed(frame), run, args),
    pointOf: async (selector, frame) => {
      const element = frameNamed(frame).locator(selector).first();
      await element.scrollIntoViewIfNeeded();
      const box = await element.boundingBox();
      if (!box) throw new Error(`${selector} is not visible`);
      const inside = await evaluateIn(frameNamed(frame), pointInside, [selector]);
      return { x: box.x + inside.x, y: box.y + inside.y };
    },
    close: () => page.close(),
  };
}
