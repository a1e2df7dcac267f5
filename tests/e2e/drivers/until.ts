/** How long anything in a browser may take; machines under test are slow and shared. */
export const PATIENCE = 15_000;

const PERIOD = 40;

export class TimedOut extends Error {
  override name = 'TimedOut';
}

/** An error after which asking again is no use. */
export class Hopeless extends Error {
  override name = 'Hopeless';
}

/**
 * Asks again and again until the answer is truthy, and gives it back: for what a browser does not announce.
 * An error of `ask` counts as "not yet", unless it is Hopeless; the last one is told when the time is over.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeout = PATIENCE,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  let trouble: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      trouble = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      trouble = error;
    }
    if (Date.now() > end) {
      throw new TimedOut(`Waited ${timeout / 1000} s in vain: ${what}`, { cause: trouble });
    }
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
}
