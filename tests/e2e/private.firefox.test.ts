/** Private windows in Firefox, which gives their extensions no storage: nothing is read, and the panel says so. */
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { Draft } from '@/utils/domain';
import { serveSite, type Site } from '../servers/site';
import { launchBrowser, readStore, until, type Driver, type Surface } from './drivers/extension';

let site: Site;
let driver: Driver;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site.close());
afterEach(() => driver.close());

const PASSAGE = 'p';
const WORDS = /^Private windows are not read\n+Firefox lets extensions store nothing/;

/** A bench there could never be filled: the words stand in its place. */
async function expectClosed(view: Surface): Promise<void> {
  expect(await view.text('main')).toMatch(WORDS);
  expect(await view.evaluate(() => document.querySelector('button, .trouble'))).toBeNull();
}

describe('private windows', () => {
  it('are not read, and their panel says so', async () => {
    driver = await launchBrowser('firefox');
    await driver.allowPrivate();
    const window = await driver.privateWindow(`${site.url}article.html`);
    await driver.selectText(window.tab, PASSAGE);
    await window.menu(PASSAGE, 'clip-from-text');
    await expectClosed(await window.panel());
    // A tab would open in the private window, as the one in front.
    await window.close();
    const draft = await until('the refusal', async () => (await readStore<Draft>(driver, 'drafts'))[0]);
    expect(draft.state).toEqual({ kind: 'failed', problem: 'private-window' });
  });

  it('are all there is where no history is remembered, and the library says so', async () => {
    driver = await launchBrowser('firefox', { prefs: { 'browser.privatebrowsing.autostart': true } });
    await expectClosed(await driver.extensionPage('library.html'));
  });
});
