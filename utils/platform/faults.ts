import { browser } from 'wxt/browser';

/** What a test asks for in `storage.local`: to stop where this place is reached for the n-th time. */
interface Fault {
  point: string;
  times: number;
}

/**
 * Stops the background for good at a place that a test names, so that it can be killed just there; what it has reached
 * is told in `storage.local`. Only in builds made with VITE_FAULTS; see `at` in the jobs room.
 */
export function armFaults(): void {
  let turn = Promise.resolve();
  // One after the other: once it has stopped at one place, it passes no other.
  globalThis.pagereelFault = (point) => (turn = turn.then(() => pass(point)));
}

async function pass(point: string): Promise<void> {
  const { fault } = (await browser.storage.local.get('fault')) as { fault?: Fault };
  if (fault?.point !== point) return;
  if (fault.times > 1) {
    await browser.storage.local.set({ fault: { point, times: fault.times - 1 } });
    return;
  }
  // Disarmed at once: whoever is started next passes this place.
  await browser.storage.local.remove('fault');
  await browser.storage.local.set({ reached: point });
  await new Promise<never>(() => undefined);
}
