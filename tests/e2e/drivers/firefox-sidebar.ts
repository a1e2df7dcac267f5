import type { Remote, Surface } from './driver';
import type { Privileged } from './firefox-chrome';
import { evaluateInner } from './firefox-inner';
import type { FirefoxWindow, InnerBrowser } from './firefox-internals';
import { PATIENCE, until } from './until';

/** The open sidebar of the extension as a Surface. Its input goes the way of the user's own. */
export function sidebarOf(firefox: Privileged, addon: string): Surface {
  const evaluate = <A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T> =>
    evaluateInner(firefox, addon, 'sidebar', run, args);
  const sidebar: Surface = {
    evaluate,
    waitFor: async (selector, timeout = PATIENCE) => {
      await until(`${selector} in the sidebar`, () => evaluate(isVisible, selector), timeout);
    },
    waitUntil: (run, ...args) => until(run.toString(), () => evaluate(run, ...args)),
    async text(selector) {
      await sidebar.waitFor(selector);
      return evaluate((css) => document.querySelector<HTMLElement>(css)?.innerText ?? '', selector);
    },
    async click(selector) {
      await sidebar.waitFor(selector);
      // What is above it may move it between the look and the click: a person would see that, and click once more.
      await until(`a click on ${selector}`, async () => {
        const point = await evaluate(clickPoint, selector);
        if (!point) return false;
        await firefox.evaluate(clickInSidebar, point.x, point.y);
        // A sidebar that is gone by now was hit.
        return evaluate(wasHit).catch(() => true);
      });
    },
    async type(selector, text) {
      await sidebar.waitFor(selector);
      await evaluate((css) => document.querySelector<HTMLElement>(css)?.focus(), selector);
      for (const key of text) await pressInSidebar(firefox, key);
    },
    async fill(selector, text) {
      await sidebar.waitFor(selector);
      await evaluate(replaceValue, selector, text);
    },
    press: (key) => pressInSidebar(firefox, key),
    async screenshot() {
      return Buffer.from(await firefox.evaluate(pictureOfSidebar), 'base64');
    },
    async resize(width) {
      await firefox.evaluate(widenSidebar, width);
      await sidebar.waitUntil((wanted) => Math.abs(innerWidth - wanted) < 8, width);
    },
  };
  return sidebar;
}

async function pressInSidebar(firefox: Privileged, key: string): Promise<void> {
  await firefox.evaluate(pressKey, key);
}

/** Runs in the sidebar. */
function isVisible(selector: string): boolean {
  const element = document.querySelector(selector);
  return element?.checkVisibility({ visibilityProperty: true }) ?? false;
}

/** Runs in the sidebar: the middle of an element that is enabled, stands still and is not covered. */
async function clickPoint(selector: string): Promise<{ x: number; y: number } | null> {
  const element = document.querySelector(selector);
  if (!element || element.matches(':disabled')) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const before = element.getBoundingClientRect();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const box = element.getBoundingClientRect();
  if (box.left !== before.left || box.top !== before.top) return null;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (!top || !(element.contains(top) || top.contains(element))) return null;
  // The page's own window: what this runs in is gone when it ends.
  (window as Clicked).pagereelClick = new Promise((resolve) => {
    const note = ({ target }: Event): void => {
      // The click on a label goes on to its control at once.
      if (element.contains(target as Node)) end(true);
      else setTimeout(end, 50, false);
    };
    const end = (hit: boolean): void => {
      removeEventListener('click', note, { capture: true });
      resolve(hit);
    };
    addEventListener('click', note, { capture: true });
    setTimeout(end, 2000, false);
  });
  return { x, y };
}

interface Clicked {
  pagereelClick?: Promise<boolean>;
}

/** Runs in the sidebar: whether the click that was prepared last came to its element. */
function wasHit(): boolean | Promise<boolean> {
  return (window as Clicked).pagereelClick ?? false;
}

/** Runs in the sidebar: as if the text had been pasted over the old. React listens at the prototype. */
function replaceValue(selector: string, text: string): void {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`nothing matches ${selector}`);
  field.focus();
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Runs in the browser window: coordinates are those of the sidebar's document. */
function clickInSidebar(x: number, y: number): void {
  const firefox = window as unknown as FirefoxWindow;
  const outer = firefox.SidebarController.browser;
  const inner = outer.contentDocument?.getElementById('webext-panels-browser');
  const [a, b] = [outer.getBoundingClientRect(), inner?.getBoundingClientRect()];
  if (!b) throw new Error('the sidebar is closed');
  const [left, top] = [a.left + b.left + x, a.top + b.top + y];
  for (const type of ['mousemove', 'mousedown', 'mouseup']) {
    if (firefox.synthesizeMouseEvent) {
      firefox.synthesizeMouseEvent(type, left, top, { button: 0, clickCount: 1 });
    } else {
      firefox.windowUtils.sendMouseEvent(type, left, top, 0, type === 'mousemove' ? 0 : 1, 0);
    }
  }
}

/** Runs in the browser window. */
function pressKey(key: string): void {
  interface Processor {
    beginInputTransactionForTests(window: Window): boolean;
    keydown(event: KeyboardEvent): void;
    keyup(event: KeyboardEvent): void;
  }
  const { Cc, Ci } = window as unknown as {
    Cc: Record<string, { createInstance(type: unknown): Processor }>;
    Ci: { nsITextInputProcessor: unknown };
  };
  const firefox = window as unknown as FirefoxWindow;
  const outer = firefox.SidebarController.browser;
  const inner = outer.contentDocument?.getElementById('webext-panels-browser') as HTMLElement | null;
  inner?.focus();
  const processor = Cc['@mozilla.org/text-input-processor;1']?.createInstance(Ci.nsITextInputProcessor);
  const home = inner?.ownerDocument.defaultView;
  if (!processor || !home) throw new Error('the sidebar is closed');
  if (!processor.beginInputTransactionForTests(home)) throw new Error('the sidebar takes no keys now');
  const [shift, name] = key.startsWith('Shift+') ? [true, key.slice(6)] : [false, key];
  const code = [...name].length === 1 ? '' : name;
  const event = (type: string, of: string, at: string): KeyboardEvent =>
    new KeyboardEvent(type, { key: of, code: at });
  if (shift) processor.keydown(event('keydown', 'Shift', 'ShiftLeft'));
  processor.keydown(event('keydown', name === 'Space' ? ' ' : name, code));
  processor.keyup(event('keyup', name === 'Space' ? ' ' : name, code));
  if (shift) processor.keyup(event('keyup', 'Shift', 'ShiftLeft'));
}

/** Runs in the browser window: PNG in base64. */
async function pictureOfSidebar(): Promise<string> {
  const outer = (window as unknown as FirefoxWindow).SidebarController.browser;
  const inner = outer.contentDocument?.getElementById(
    'webext-panels-browser',
  ) as unknown as InnerBrowser | null;
  if (!inner) throw new Error('the sidebar is closed');
  const scale = window.devicePixelRatio;
  const bitmap = await inner.browsingContext.currentWindowGlobal.drawSnapshot(null, scale, 'white');
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const reader = new FileReader();
  const read = new Promise((resolve) => reader.addEventListener('load', resolve));
  reader.readAsDataURL(await canvas.convertToBlob());
  await read;
  return String(reader.result).split(',')[1] ?? '';
}

/** Runs in the browser window. */
function widenSidebar(width: number): void {
  const box = document.getElementById('sidebar-box');
  if (!box) throw new Error('this Firefox has no sidebar box');
  box.style.width = `${width}px`;
  box.style.minWidth = `${width}px`;
  box.style.maxWidth = `${width}px`;
}
