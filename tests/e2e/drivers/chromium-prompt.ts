import { TimedOut, until } from './until';
import type { VirtualDisplay } from './x11';

/** Parts of the display, for a window that fills it: its frame above the page, and the middle, where questions are. */
const FRAME = [500, 2, 500, 12] as const;
const MIDDLE = [340, 80, 600, 260] as const;
const STILL_MS = 700;

/**
 * Answers Chromium's question for a permission by its keys. It is a part of the browser's window that no protocol
 * shows; that it is there is seen by the shade it lays over everything else.
 */
export async function answerPrompt(
  display: VirtualDisplay,
  allow: boolean,
  action: () => Promise<void>,
): Promise<void> {
  const frame = (): string => display.lookAt(...FRAME);
  const before = frame();
  await action();
  await until('the question for a permission', () => frame() !== before);
  await still(display);
  // The focus stands on "Deny".
  if (allow) await press(display, 'Tab', changed(display));
  await press(display, 'Return', () => frame() === before);
}

/** A question fades in, and then does not let itself be allowed for half a second, so that nobody does by accident. */
async function still(display: VirtualDisplay): Promise<void> {
  let last = '';
  let since = 0;
  await until('the question to stand still', () => {
    const now = `${display.lookAt(...FRAME)} ${display.lookAt(...MIDDLE)}`;
    if (now !== last) since = Date.now();
    last = now;
    return Date.now() - since > STILL_MS;
  });
}

function changed(display: VirtualDisplay): () => boolean {
  const before = display.lookAt(...MIDDLE);
  return () => display.lookAt(...MIDDLE) !== before;
}

/** Presses a key until it is seen to have done something: one that comes too early is lost. */
async function press(display: VirtualDisplay, key: string, isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await display.xdotool('key', key);
    try {
      await until('the question to take a key', isDone, 1000);
      return;
    } catch (error) {
      if (!(error instanceof TimedOut)) throw error;
    }
  }
  throw new Error('the question for a permission takes no keys');
}
