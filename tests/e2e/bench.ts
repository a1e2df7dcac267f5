/** One browser, a page, the panel beside it, and a desk to look at the store from: what journeys to services begin with. */
import { expect } from 'vitest';
import type { Clip, Job } from '@/utils/domain';
import { serveSite } from '../servers/site';
import type { VideoServer } from '../servers/videos';
import { openDesk, type Desk } from './drivers/desk';
import { until, type Driver, type MenuItem, type Surface, type Tab } from './drivers/extension';
import { start } from './journeys.suite';
import { choose, clips, draftOf, jobs } from './support';

/** Services are asked every few seconds how far they are. */
const DELIVERY = 45_000;

export interface Bench {
  readonly driver: Driver;
  readonly tab: Tab;
  readonly desk: Desk;
  readonly panel: Surface;
  /** Chooses on the page by the real menu, and stands before the bench with it. */
  take(item: MenuItem, selector: string): Promise<void>;
  toBench(): Promise<void>;
  /** Waits until this price stands on the button, and no other. */
  costs(price: string): Promise<void>;
  /** The newest clip, once there are `count`: the last that this server made, byte for byte, and playing in the panel. */
  clip(server: VideoServer, count: number): Promise<Clip>;
  newestJob(): Promise<Job | undefined>;
  close(): Promise<void>;
}

/** The panel has been opened with this item. */
export async function openBench(kind: Driver['kind'], item: MenuItem, selector: string): Promise<Bench> {
  const site = await serveSite();
  const driver = await start(kind);
  const tab = await driver.newPage(`${site.url}article.html`);
  const panel = await choose(driver, tab, item, selector);
  const desk = await openDesk(driver);
  await tab.bringToFront();
  const toBench = async (): Promise<void> => {
    await panel.click('nav .tab:first-child');
    await panel.waitFor('.bench');
  };
  return {
    driver,
    tab,
    desk,
    panel,
    async take(item, selector) {
      const { at } = await draftOf(panel);
      // Firefox goes back to the tab it likes best when another is closed.
      await tab.bringToFront();
      // With a selection on the page, Firefox offers what is for selections.
      await tab.evaluate(() => getSelection()?.removeAllRanges());
      if (item === 'clip-from-text') await driver.selectText(tab, selector);
      await driver.realContextMenu(tab, selector, item);
      await draftOf(panel, at);
      await toBench();
    },
    toBench,
    async costs(price) {
      const isThere = (wanted: string): boolean =>
        document.querySelector('button.make small')?.textContent === wanted;
      await panel.waitUntil(isThere, price);
    },
    async clip(server, count) {
      const isThere = async (): Promise<Clip | undefined> => {
        const all = await clips(desk.tab);
        return all.length >= count ? all.toSorted((a, b) => a.createdAt - b.createdAt).at(-1) : undefined;
      };
      const clip = await until('the clip in the history', isThere, DELIVERY);
      const made = server.journal.jobs().at(-1);
      expect(await desk.digest(clip.id)).toBe(made?.sha256);
      expect(clip.media).toMatchObject({ sha256: made?.sha256, playable: true });
      await panel.waitFor('.bench-done video');
      await panel.waitUntil(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
      return clip;
    },
    newestJob: async () => (await jobs(panel)).toSorted((a, b) => a.createdAt - b.createdAt).at(-1),
    async close() {
      await driver.close();
      await site.close();
    },
  };
}
