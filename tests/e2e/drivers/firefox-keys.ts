import type { Privileged } from './firefox-chrome';

export interface Key {
  key: string;
  code: string;
}

/** Presses keys together, the last one while all others are held, as the keyboard of the browser window. */
export async function pressKeys(firefox: Privileged, keys: Key[]): Promise<void> {
  await firefox.evaluate(press, keys);
}

/** Runs in the browser window. */
function press(keys: Key[]): void {
  interface Processor {
    beginInputTransactionForTests(window: Window): boolean;
    keydown(event: KeyboardEvent): void;
    keyup(event: KeyboardEvent): void;
  }
  const { Cc, Ci } = window as unknown as {
    Cc: Record<string, { createInstance(type: unknown): Processor }>;
    Ci: { nsITextInputProcessor: unknown };
  };
  const processor = Cc['@mozilla.org/text-input-processor;1']?.createInstance(Ci.nsITextInputProcessor);
  if (!processor?.beginInputTransactionForTests(window)) throw new Error('the window takes no keys now');
  for (const key of keys) processor.keydown(new KeyboardEvent('keydown', key));
  for (const key of keys.toReversed()) processor.keyup(new KeyboardEvent('keyup', key));
}
