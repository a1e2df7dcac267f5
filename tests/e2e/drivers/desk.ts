import { bundle } from '../../lab/bundle';
import type { Driver, Tab } from './driver';
import { asRemote } from './remote';
import type * as entry from './desk-entry';

/** What a page of the extension does for a test, with the product's own store and messages; see desk-entry.ts. */
type Entry = typeof entry.desk;

export type Desk = {
  [Name in keyof Entry]: (...args: Parameters<Entry[Name]>) => Promise<Awaited<ReturnType<Entry[Name]>>>;
} & {
  readonly tab: Tab;
  close(): Promise<void>;
};

let code: Promise<string> | undefined;

/**
 * A tab of the extension that runs none of its screens, with the product's store and messages in it: orders are placed
 * and wishes told as the panel does it, and what came of them is read from outside the background.
 */
export async function openDesk(driver: Driver): Promise<Desk> {
  code ??= bundle('tests/e2e/drivers/desk-entry.ts');
  const tab = await driver.extensionPage(driver.quietPage);
  await tab.evaluate(asRemote(await code));
  const own = { tab, close: () => tab.close() };
  return new Proxy(own as Desk, {
    get: (_target, name: string) =>
      name in own
        ? own[name as keyof typeof own]
        : // A proxy that is awaited must not look like a promise.
          name === 'then'
          ? undefined
          : (...args: unknown[]) => tab.evaluate(callDesk, name, args),
  });
}

/** Runs in the tab. */
function callDesk(name: string, args: unknown[]): unknown {
  const { desk } = globalThis as unknown as { desk: Record<string, (...args: unknown[]) => unknown> };
  return desk[name]?.(...args);
}
