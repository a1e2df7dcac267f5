/** The README's section on a server of one's own, with the packages as they are shipped: the browser's own questions too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type Site } from '../servers/site';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { violations } from './axe';
import { openDesk, type Desk } from './drivers/desk';
import { until, type Driver, type Surface, type Tab } from './drivers/extension';
import { approve, cardOf, enter, madeBy, openSettings, press, words } from './hands';
import { start } from './journeys.suite';
import { choose, draftOf, jobs, READY, savedClip } from './support';

type Kind = Driver['kind'];

export function ownServer(kind: Kind): void {
  let site: Site;
  let server: VideoServer;
  let driver: Driver;
  let tab: Tab;
  let desk: Desk;
  let panel: Surface;

  beforeAll(async () => {
    [site, server] = await Promise.all([serveSite(), startVideoServer({ jobMs: 2500 })]);
    driver = await start(kind);
    tab = await driver.newPage(`${site.url}article.html`);
    panel = await choose(driver, tab, 'clip-from-text', '#quote');
  });
  afterAll(async () => {
    await driver.close();
    await server.close();
    await site.close();
  });

  const badge = (): Promise<string> => driver.background(() => chrome.action.getBadgeText({}));
  const toBench = async (): Promise<void> => {
    await panel.click('nav .tab:first-child');
    await panel.waitFor(READY);
  };

  it('has nothing of servers in the way before there is one', async () => {
    await panel.waitFor(READY);
    expect(await panel.evaluate(() => document.querySelector('.made-by'))).toBeNull();
  });

  describe('connecting it', () => {
    it('asks the browser in the very press of the button, and keeps what was typed when that is refused', async () => {
      const typed = { address: server.baseUrl, name: 'Workshop', model: 'sora-2', price: '0.1' };
      await openSettings(panel);
      await enter(panel, { kind: 'openai-videos', ...typed });
      await driver.answerPermission(false, () => panel.click('.server-form [type="submit"]'));
      await panel.waitFor('.server-form [role="alert"] p');
      expect(await panel.evaluate(readFields)).toEqual(expect.arrayContaining(Object.values(typed)));
    });

    it('saves it once the browser is told to allow it, and tests it for nothing', async () => {
      await driver.answerPermission(true, () => panel.click('.server-form [type="submit"]'));
      await panel.waitFor(`${cardOf('Workshop')} .report-good`);
      await press(panel, cardOf('Workshop'), words('testServer'));
      await panel.waitFor(`${cardOf('Workshop')} .report-good`);
      expect(server.journal.posts()).toBe(0);
    });

    it('leaves nothing wrong for a screen reader', async () => {
      expect(await violations(panel)).toEqual([]);
    });
  });

  describe('an order', () => {
    it('has its price on the button, is sent by Enter, and becomes a clip with the panel closed', async () => {
      desk = await openDesk(driver);
      await tab.bringToFront();
      await toBench();
      await madeBy(panel, 'Workshop');
      await panel.waitFor(READY);
      expect(await panel.text('button.make small')).toBe('≈ $0.40');
      await panel.press('Enter');
      await approve(panel);
      await until('the order at the server', () => server.journal.posts() === 1);
      expect(await badge()).toBe('1');
      await driver.closePanel();

      const clip = await savedClip(desk.tab);
      const [made] = server.journal.jobs();
      expect(made?.prompt).toContain('A garden is a promise');
      expect(await desk.digest(clip.id)).toBe(made?.sha256);
      expect(clip.media.sha256).toBe(made?.sha256);
      await until('the poster', () => desk.hasPoster(clip.id));
      await until('the badge to be gone', async () => (await badge()) === '');
      expect(server.journal.posts()).toBe(1);
    });

    it('stands in the ledger with what is known of its cost, and with nothing that is guessed', async () => {
      const [made] = server.journal.jobs();
      expect(await desk.ledger()).toMatchObject([
        {
          handle: made?.id,
          estimate: { usd: expect.closeTo(0.4) as number, basis: 'your-price' },
          chargedUsd: null,
        },
      ]);
      await driver.pressToolbarButton(tab);
      panel = await driver.panel();
      if (kind === 'firefox') await panel.resize(400, 0);
      await panel.waitFor('.bench-done video');
      await openSettings(panel);
      expect(await panel.text('[data-testid="week"]')).toContain('$0.40');
    });

    it('is told in the diagnostics, without a word of the page', async () => {
      const page = await driver.extensionPage('diagnostics.html');
      await page.waitFor('.diagnostics-jobs');
      const json = await page.evaluate(() => document.querySelector('#diagnostics-json')?.textContent ?? '');
      const [made] = server.journal.jobs();
      expect(JSON.parse(json)).toMatchObject({
        jobs: [{ state: 'saved', attempts: [{ handle: made?.id }], file: { sha256: made?.sha256 } }],
        ledger: [{ handle: made?.id, estimatedUsd: expect.closeTo(0.4) as number }],
      });
      expect(json).not.toContain('garden');
      expect(await violations(page)).toEqual([]);
      await page.close();
    });
  });

  describe('an order whose answer is lost', () => {
    it('is put to the user where no list can tell, with what may have been charged', async () => {
      const { at } = await draftOf(panel);
      // Firefox goes back to the tab it likes best when another is closed.
      await tab.bringToFront();
      await driver.selectText(tab, '#stat');
      await driver.realContextMenu(tab, '#stat', 'clip-from-text');
      await draftOf(panel, at);
      await toBench();
      server.control.arm('drop-answer');
      server.control.arm('no-list');
      await panel.click(READY);
      await approve(panel);
      await panel.waitFor('.trouble');
      expect(await panel.text('.trouble-cost')).toContain('$0.40');
      expect(await badge()).toBe('!');
      expect(await violations(panel)).toEqual([]);
    });

    it('goes on with the same order as soon as it is found, and is never sent twice', async () => {
      server.control.disarm();
      await panel.click('.trouble .actions .button');
      const clip = await savedClip(desk.tab, 2);
      expect(server.journal.posts()).toBe(2);
      const [, made] = server.journal.jobs();
      expect(await desk.digest(clip.id)).toBe(made?.sha256);
      expect((await jobs(panel)).map(({ state }) => state)).toEqual(['saved', 'saved']);
    });
  });
}

/** As far as the background is asked for it. */
declare const chrome: { action: { getBadgeText(of: object): Promise<string> } };

/** Runs in the panel. */
function readFields(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>('.server-form input')].map(({ value }) => value);
}
