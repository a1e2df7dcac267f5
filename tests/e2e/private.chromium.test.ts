/** Private windows in Chromium: the whole way works in them, from a library in memory that nothing else sees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '@/utils/domain';
import { serveSite, type Site } from '../servers/site';
import { launchBrowser, readStore, until, type Driver } from './drivers/extension';
import type { PrivateWindow } from './drivers/driver';
import { clips, draftOf, expectGoodClip, jobs, pressMake, savedClip } from './support';

declare const chrome: {
  storage: { local: { get(key: string): Promise<{ mirror?: object }> } };
};

const PASSAGE = 'p';

describe('private windows', () => {
  let site: Site;
  let driver: Driver;
  let window: PrivateWindow;
  /** What the ordinary library remembers of itself and of paid orders; a private one would take it for lost. */
  let mirror: object;
  const readMirror = async (): Promise<object | undefined> =>
    (await driver.background(() => chrome.storage.local.get('mirror'))).mirror;
  beforeAll(async () => {
    site = await serveSite();
    driver = await launchBrowser('chromium', { display: 'virtual' });
    await driver.allowPrivate();
    mirror = await until('the mirror of the ordinary library', readMirror);
    window = await driver.privateWindow(`${site.url}article.html`);
  });
  afterAll(async () => {
    await driver.close();
    await site.close();
  });

  it('make a clip, say that it is in memory only, and offer no servers', async () => {
    await driver.selectText(window.tab, PASSAGE);
    await window.menu(PASSAGE, 'clip-from-text');
    const panel = await window.panel();
    expect((await draftOf(panel)).state.kind).toBe('ready');
    expect(await panel.text('.private-line')).toMatch(/gone with the last private window/);
    await pressMake(panel);
    await expectGoodClip(panel, await savedClip(panel));
    await panel.click('.tab-icon');
    expect(await panel.text('.settings')).toContain('nothing is bought here');
    expect(await panel.evaluate(() => document.querySelector('.server-list, .settings form'))).toBeNull();
  });

  it('leave nothing in the ordinary library, and do not touch what it remembers of paid orders', async () => {
    for (const store of ['clips', 'clipBytes', 'drafts', 'jobs', 'images'] as const) {
      expect(await readStore(driver, store), store).toEqual([]);
    }
    expect(await readMirror()).toEqual(mirror);
    const panel = await window.panel();
    expect(await jobs(panel)).toHaveLength(1);
    // Nor is the ordinary library told to be lost.
    await panel.click('.tab:nth-of-type(2)');
    await panel.waitFor('.library-item');
    expect(await panel.evaluate(() => document.querySelector('.trouble'))).toBeNull();
  });

  it('take no menu item away from ordinary windows, and see nothing of those', async () => {
    const tab = await driver.newPage(`${site.url}article.html`);
    await driver.selectText(tab, PASSAGE);
    await driver.realContextMenu(tab, PASSAGE, 'clip-from-text');
    const panel = await driver.panel();
    const draft = await draftOf(panel);
    expect(draft.state.kind).toBe('ready');
    expect(await panel.evaluate(() => document.querySelector('.private-line'))).toBeNull();
    expect(await clips(panel)).toEqual([]);
    const inside = await readStore<Draft>(await window.panel(), 'drafts');
    expect(inside.map(({ windowId }) => windowId)).not.toContain(draft.windowId);
  });

  it('are forgotten with the last of them', async () => {
    await window.close();
    window = await driver.privateWindow(`${site.url}article.html`);
    await driver.selectText(window.tab, PASSAGE);
    await window.menu(PASSAGE, 'clip-from-text');
    const panel = await window.panel();
    await until('the new draft', async () => (await readStore(panel, 'drafts')).length === 1);
    expect(await clips(panel)).toEqual([]);
    expect(await jobs(panel)).toEqual([]);
  });
});
