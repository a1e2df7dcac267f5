import type { MenuItem, Tab } from './driver';
import { TimedOut, until } from './until';
import type { VirtualDisplay } from './x11';

/** Our item stands above "Inspect", the last one; in the menu of the page, above "View page source" too. */
const UPWARDS: Record<MenuItem, number> = { 'clip-from-text': 2, 'clip-from-image': 2, 'storyboard-page': 3 };

/**
 * Right-clicks with the mouse of the display and takes our item from the native menu by keyboard. Nothing outside can read a native menu, so the test that called has
 * to see by the outcome that it was the right item.
 */
export async function takeFromNativeMenu(
  display: VirtualDisplay,
  tab: Tab,
  point: { x: number; y: number },
  item: MenuItem,
): Promise<void> {
  await tab.bringToFront();
  const corner = await cornerOf(tab, display);
  const before = await display.windows();
  const opened = async (): Promise<string | undefined> =>
    [...(await display.windows())].find((id) => !before.has(id));
  const [x, y] = [Math.round(corner.x + point.x), Math.round(corner.y + point.y)];
  // A busy page may swallow a click.
  const menu = await until(`the context menu for ${item}`, async () => {
    await display.xdotool('mousemove', x, y, 'click', 3);
    return until('a window of its own', opened, 4000);
  });
  await settled(display, menu);
  for (let step = 0; step < UPWARDS[item]; step += 1) await moveUp(display, menu);
  await display.xdotool('key', 'Return');
  await until('the context menu to close', async () => !(await display.windows()).has(menu));
}

/**
 * Where the tab's contents begin on the display. The page does not know (the window has borders, an open
 * panel insets the page), but every mouse event it gets says it.
 */
async function cornerOf(tab: Tab, display: VirtualDisplay): Promise<{ x: number; y: number }> {
  const guess = await tab.evaluate(() => {
    const seen = globalThis as { pagereelCorner?: { x: number; y: number } };
    delete seen.pagereelCorner;
    const note = (event: MouseEvent): void => {
      seen.pagereelCorner = { x: event.screenX - event.clientX, y: event.screenY - event.clientY };
    };
    addEventListener('mousemove', note, { capture: true, once: true });
    return { x: screenX, y: screenY + outerHeight - innerHeight, width: innerWidth, height: innerHeight };
  });
  const read = (): Promise<{ x: number; y: number } | undefined> =>
    tab.evaluate(() => (globalThis as { pagereelCorner?: { x: number; y: number } }).pagereelCorner);
  // Several places, because a frame in the page keeps the events that are above it.
  for (const [across, down] of [
    [0.02, 0.5],
    [0.02, 0.02],
    [0.5, 0.02],
    [0.5, 0.97],
    [0.5, 0.5],
  ] as const) {
    const x = Math.round(guess.x + 10 + guess.width * across);
    const y = Math.round(guess.y + 4 + guess.height * down);
    await display.xdotool('mousemove', x, y, 'mousemove', x + 2, y + 1);
    const corner = await until('the page to see the mouse', read, 700).catch(() => undefined);
    if (corner) return corner;
  }
  throw new Error('the page sees no mouse');
}

/** A menu fades in, and is deaf to keys until it is there. */
async function settled(display: VirtualDisplay, menu: string): Promise<void> {
  let last = '';
  await until('the context menu to stand still', async () => {
    const now = await display.look(menu);
    const same = now === last;
    last = now;
    return same;
  });
}

/** One item up, seen to have happened: a key that comes too early is lost. */
async function moveUp(display: VirtualDisplay, menu: string): Promise<void> {
  const before = await display.look(menu);
  for (let press = 0; press < 5; press += 1) {
    await display.xdotool('key', 'Up');
    try {
      await until('the menu to take a key', async () => (await display.look(menu)) !== before, 600);
      await settled(display, menu);
      return;
    } catch (error) {
      if (!(error instanceof TimedOut)) throw error;
    }
  }
  throw new Error('the context menu takes no keys');
}
