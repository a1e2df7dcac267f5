/** The README's journeys, the same in both browsers: a real right-click, the real menu, the real panel. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type Site } from '../servers/site';
import { launchBrowser, readStore, until, type Driver, type Surface } from './drivers/extension';
import { choose, clips, draftOf, expectGoodClip, jobs, pressMake, savedClip } from './support';

type Kind = Driver['kind'];

/** Native menus need a display in Chromium; Firefox opens them without. */
export const start = (kind: Kind): Promise<Driver> =>
  launchBrowser(kind, { display: kind === 'chromium' ? 'virtual' : 'none' });

export function journeys(kind: Kind): void {
  let site: Site;
  let driver: Driver;
  let panel: Surface;

  beforeAll(async () => {
    site = await serveSite();
    driver = await start(kind);
  });
  afterAll(async () => {
    await driver.close();
    await site.close();
  });

  describe('from a right-click to a saved clip', () => {
    it('makes a clip of the selected text, with the panel closed before', async () => {
      const tab = await driver.newPage(`${site.url}article.html`);
      expect(await driver.panelIsOpen()).toBe(false);
      panel = await choose(driver, tab, 'clip-from-text', '#quote');
      // A double click is one job.
      await pressMake(panel);
      const clip = await savedClip(panel);
      expect(clip.media).toMatchObject({ width: 1280, height: 720, fps: expect.closeTo(30, 1) as number });
      const look = await expectGoodClip(panel, clip);
      expect(look.frames[1]!.contrast).toBeGreaterThanOrEqual(4.5);
    });

    it('keeps with it where it came from and how it was made', async () => {
      const [clip] = await clips(panel);
      expect(clip?.record).toMatchObject({
        source: {
          kind: 'selection',
          url: `${site.url}article.html`,
          title: expect.stringContaining('The keeper’s garden') as string,
          language: 'en',
          heading: 'Soil by the bucket',
          themeColor: '#1f5f63',
          notices: [],
        },
        provider: { id: 'on-device', generative: false },
        digitalSourceType: 'algorithmicMedia',
        cost: { usd: 0 },
      });
      expect(clip?.record.source.text).toMatch(/^A garden is a promise/);
      const [poster] = await readStore<{ size: number }>(panel, 'posters');
      expect(poster?.size).toBeGreaterThan(1000);
    });

    it('saves it as a file with the same bytes', async () => {
      const [clip] = await clips(panel);
      await panel.waitFor('a[download]');
      const file = await driver.download(panel, () => panel.click('a[download]'));
      expect(file.name).toMatch(/\.(mp4|webm|webp)$/);
      expect(file.bytes.length).toBe(clip?.media.bytes);
    });

    it('takes a picture of the page into the panel that is already open', async () => {
      const before = (await draftOf(panel)).at;
      const tab = await driver.newPage(`${site.url}images.html`);
      await driver.realContextMenu(tab, '#plain', 'clip-from-image');
      const { state } = await draftOf(panel, before);
      if (state.kind !== 'ready') throw new Error(JSON.stringify(state));
      expect(state.source).toMatchObject({
        kind: 'image',
        images: [{ alt: 'A ladybird, as a plain image' }],
      });
      expect(state.source.images[0]?.state.kind).toBe('ready');
      await pressMake(panel);
      const clip = await savedClip(panel, 2);
      expect(clip.record.request.storyboard.template).toBe('photo');
      expect(clip.record.digitalSourceType).toBe('composite');
      expect(clip.record.source.images[0]).toMatchObject({
        url: `${site.url}ladybird.jpg`,
        state: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      });
      await expectGoodClip(panel, clip);
    });

    it('lays a whole article out as a storyboard with its pictures', async () => {
      const before = (await draftOf(panel)).at;
      const tab = await driver.newPage(`${site.url}article.html`);
      await driver.realContextMenu(tab, 'h1', 'storyboard-page');
      const { state } = await draftOf(panel, before);
      if (state.kind !== 'ready') throw new Error(JSON.stringify(state));
      expect(state.source).toMatchObject({
        kind: 'article',
        byline: expect.stringContaining('Maren Holt') as string,
      });
      expect(state.source.text).toContain('two buckets at a time');
      expect(
        state.source.images.filter((image) => image.state.kind === 'ready').length,
      ).toBeGreaterThanOrEqual(3);
      await panel.waitUntil(() => document.querySelectorAll('.shot').length >= 3);
    });

    it('lists both clips, newest first, in the library as a tab', async () => {
      const library = await driver.extensionPage('library.html');
      await library.waitUntil(() => document.querySelectorAll('.library-item').length === 2);
      const first = await library.text('.library-item .library-title');
      expect(first).not.toMatch(/^A garden is a promise/);
      await library.close();
    });

    it('deletes a clip and takes that back', async () => {
      const library = await driver.extensionPage('library.html');
      await library.click('.library-item .library-poster');
      await library.waitFor('.library-open .button-plain');
      await library.waitUntil(() => document.querySelector('.library-open video') !== null);
      await library.evaluate(() => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>('.library-open .actions button')];
        buttons.at(-1)?.setAttribute('data-test', 'delete');
      });
      await library.click('[data-test="delete"]');
      await until('the clip to be gone', async () =>
        (await clips(library)).some((clip) => clip.deletedAt !== null),
      );
      await library.waitFor('.toast-action');
      await library.click('.toast-action');
      await until('the clip to be back', async () =>
        (await clips(library)).every((clip) => clip.deletedAt === null),
      );
      await library.close();
    });
  });

  describe('whatever dies', () => {
    it('saves the clip of a panel that was closed', async () => {
      const tab = await driver.newPage(`${site.url}article.html`);
      panel = await choose(driver, tab, 'clip-from-text', '#stat');
      const before = (await clips(panel)).length;
      await pressMake(panel);
      await until('the job', async () => (await jobs(panel)).length > before);
      await driver.closePanel();
      const library = await driver.extensionPage('library.html');
      await expectGoodClip(library, await savedClip(library, before + 1));
      await library.close();
    });

    it('saves the clip of a background that was killed in the middle', async () => {
      const tab = await driver.newPage(`${site.url}article.html`);
      panel = await choose(driver, tab, 'clip-from-text', '#opening');
      const before = (await clips(panel)).length;
      await pressMake(panel);
      await until('the render', async () => (await jobs(panel)).some((job) => job.state === 'running'));
      await driver.killBackground();
      // What a person does next wakes it: here, the library is opened.
      const library = await driver.extensionPage('library.html');
      await savedClip(library, before + 1);
      await library.close();
    });

    it('takes a render up again after the whole browser was killed', async () => {
      const tab = await driver.newPage(`${site.url}article.html`);
      panel = await choose(driver, tab, 'clip-from-text', '#soil');
      const before = (await clips(panel)).length;
      await pressMake(panel);
      await until('the render', async () => (await jobs(panel)).some((job) => job.state === 'running'));
      await driver.kill9();
      driver = await driver.relaunch();
      const library = await driver.extensionPage('library.html');
      const clip = await savedClip(library, before + 1);
      await expectGoodClip(library, clip);
      const job = (await jobs(library)).find(({ id }) => id === clip.jobId);
      expect(job?.attempts.map((attempt) => attempt.outcome)).toEqual(['lost', 'done']);
      expect((await clips(library)).length).toBe(before + 1);
      await library.close();
    });
  });
}
