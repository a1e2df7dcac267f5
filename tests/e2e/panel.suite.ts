/** The panel as a person meets it: narrow, by keyboard, closed and opened again, and with more than one thing going on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type Site } from '../servers/site';
import { until, type Driver, type Surface, type Tab } from './drivers/extension';
import { start } from './journeys.suite';
import { choose, clips, draftOf, jobs, pressMake, READY, savedClip } from './support';

type Kind = Driver['kind'];

export function panelInUse(kind: Kind): void {
  let site: Site;
  let other: Site;
  let driver: Driver;
  let tab: Tab;
  let panel: Surface;

  beforeAll(async () => {
    other = await serveSite();
    const picture = `<img id="picture" alt="Dunes" width="480" height="320" src="${other.otherUrl}dunes.jpg">`;
    const body = `<!doctype html><html lang="en"><title>From elsewhere</title><h1>Elsewhere</h1>${picture}`;
    site = await serveSite({ pages: { '/elsewhere.html': { type: 'text/html; charset=utf-8', body } } });
    driver = await start(kind);
    tab = await driver.newPage(`${site.url}article.html`);
    panel = await choose(driver, tab, 'clip-from-text', '#quote');
  });
  afterAll(async () => {
    await driver.close();
    await site.close();
    await other.close();
  });

  const value = () => panel.evaluate(() => document.querySelector('textarea')?.value ?? '');
  const focused = () => panel.evaluate(() => document.activeElement?.className ?? '');
  /** Puts the keyboard's focus on an element, as a number of Tabs would. */
  const focus = (selector: string) =>
    panel.evaluate((css) => document.querySelector<HTMLElement>(css)?.focus(), selector);

  it.each([250, 320, 400])('fits %i px, with nothing to scroll sideways', async (width) => {
    await panel.resize(width, 800);
    await panel.waitFor(READY);
    const wide = await panel.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
      const isWide = (element: Element) => element.scrollWidth > element.clientWidth;
      return [document.documentElement, ...document.querySelectorAll('main')].filter(isWide).length;
    });
    expect(wide).toBe(0);
  });

  describe('by keyboard', () => {
    it('leaves the words as they are when Escape leaves the text', async () => {
      await panel.type('.text-editor textarea', 'Now ');
      const typed = await until('the keys to arrive', async () => /^.*Now .*$/.exec(await value())?.[0]);
      await panel.press('Escape');
      await panel.waitUntil(() => document.activeElement === document.body);
      expect(await value()).toBe(typed);
    });

    it('chooses among options by arrows', async () => {
      const chosen = () =>
        panel.evaluate(() =>
          [...document.querySelectorAll('.choice-input')].findIndex((i) =>
            i.matches('.choice-swatches :checked'),
          ),
        );
      const before = await chosen();
      await focus('.choice-swatches :checked');
      await panel.press('ArrowRight');
      await until('another look', async () => (await chosen()) !== before);
    });

    it('makes the clip by Enter, and the focus goes with the screen', async () => {
      await panel.press('Enter');
      await savedClip(panel);
      await panel.waitFor('.bench-done');
      await until('the focus on the new screen', async () => (await focused()).includes('bench'));
    });

    it('plays, deletes and takes back in the library', async () => {
      await focus('nav .tab:last-child');
      await panel.press('Enter');
      await panel.waitFor('.library-poster');
      await focus('.library-poster');
      await panel.press('Enter');
      await panel.waitFor('.library-open');
      expect(await focused()).toBe('library-open');
      await focus('.library-open .actions .button-plain');
      await panel.press('Enter');
      await panel.waitFor('.toast-action');
      await until('the focus on the way back', async () => (await focused()) === 'toast-action');
      await panel.press('Enter');
      await panel.waitFor('.library-poster');
      expect((await clips(panel)).every((clip) => clip.deletedAt === null)).toBe(true);
      await until('the focus on the library', async () => (await focused()) === 'library');
      await panel.click('nav .tab:first-child');
    });
  });

  it('offers a crop of the page for a picture that may not be read, and uses it', async () => {
    const { at } = await draftOf(panel);
    await tab.goto(`${site.url}elsewhere.html`);
    await driver.realContextMenu(tab, '#picture', 'clip-from-image');
    const { state } = await draftOf(panel, at);
    if (state.kind !== 'ready') throw new Error(JSON.stringify(state));
    expect(state.source.images[0]?.state).toEqual({ kind: 'unread', problem: 'private-address' });
    await panel.waitFor('.unread button');
    await panel.click('.unread button');
    await panel.waitFor('.thumb[aria-pressed="true"]');
    const now = (await draftOf(panel)).state;
    expect(now.kind === 'ready' && now.source.images[0]).toMatchObject({
      origin: 'screen-crop',
      state: { kind: 'ready' },
    });
    await pressMake(panel);
    const clip = await savedClip(panel, 2);
    expect(clip.record.request.storyboard.template).toBe('photo');
    // Sky over sand, which no template has by itself.
    const [sky, sand] = await panel.evaluate(colours, clip.id);
    expect(sky!.blue - sky!.red).toBeGreaterThan(sand!.blue - sand!.red + 20);
  });

  it('keeps words that were typed within reach when another text is chosen', async () => {
    await tab.goto(`${site.url}article.html`);
    const old = (await draftOf(panel)).at;
    await driver.selectText(tab, '#opening');
    await driver.realContextMenu(tab, '#opening', 'clip-from-text');
    const first = await draftOf(panel, old);
    await panel.waitFor(READY);
    await panel.fill('.text-editor textarea', 'Words of my own.');
    await driver.selectText(tab, '#stat');
    await driver.realContextMenu(tab, '#stat', 'clip-from-text');
    await draftOf(panel, first.at);
    await panel.waitFor('.strip .button');
    expect(await value()).not.toBe('Words of my own.');
    await panel.click('.strip .button');
    await panel.waitUntil(() => document.querySelector('textarea')?.value === 'Words of my own.');
  });

  it('shows the clip, or how far it is, when it is opened again', async () => {
    await pressMake(panel);
    await until('the job', async () => (await jobs(panel)).length === 3);
    await driver.closePanel();
    await driver.pressToolbarButton(tab);
    panel = await driver.panel();
    await panel.waitFor('.job, .bench-done');
    await panel.waitFor('.bench-done video');
  });

  it('keeps in sight what is still being made when another text is chosen', async () => {
    const { at } = await draftOf(panel);
    // With a selection on the page, Firefox offers what is for selections.
    await tab.evaluate(() => getSelection()?.removeAllRanges());
    await driver.realContextMenu(tab, 'h1', 'storyboard-page');
    const article = await draftOf(panel, at);
    await panel.waitFor(READY);
    // Long and large, so that it is not done before the next selection.
    await panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
    await panel.click('.more .choice-option:nth-child(2)');
    await pressMake(panel);
    await panel.waitFor('.job');
    await driver.selectText(tab, '#soil');
    await driver.realContextMenu(tab, '#soil', 'clip-from-text');
    await draftOf(panel, article.at);
    await panel.waitFor('.strip-job');
    await panel.click('.strip-job');
    await panel.waitFor('.library-jobs .job button');
    await panel.click('.library-jobs .job button');
    await until('the job to end', async () => (await jobs(panel)).some(({ state }) => state === 'canceled'));
  });
}

interface Colour {
  red: number;
  blue: number;
}

/** Runs in the panel: the mean colour of the upper and of the lower part of a clip's poster. */
async function colours(id: string): Promise<Colour[]> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  const db = await answer(indexedDB.open('pagereel'));
  const poster = (await answer(db.transaction('posters').objectStore('posters').get(id))) as Blob;
  db.close();
  const bitmap = await createImageBitmap(poster);
  const canvas = new OffscreenCanvas(1, 10);
  const ctx = canvas.getContext('2d')!;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(bitmap, 0, 0, 1, 10);
  return [1, 6].map((y) => {
    const [red = 0, , blue = 0] = ctx.getImageData(0, y, 1, 1).data;
    return { red, blue };
  });
}
