/** What pages may throw at it, through the real extension. Firefox gets the same code by the unit tests. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '@/utils/domain';
import { serveSite, type Site } from '../servers/site';
import {
  launchBrowser,
  until,
  type Driver,
  type MenuClick,
  type Surface,
  type Tab,
} from './drivers/extension';
import { choose, draftOf, jobs, pressMake } from './support';

const HIDDEN = `Plain words${String.fromCodePoint(0xe0049, 0xe0047)}\u202E and turned ones\u202C,\u200B with nothing behind them.`;

let site: Site;
let driver: Driver;
let panel: Surface;
let tab: Tab;

beforeAll(async () => {
  const body = `<!doctype html><html lang="en"><title>Hidden</title><p id="hidden">${HIDDEN}</p>`;
  site = await serveSite({ pages: { '/hidden.html': { type: 'text/html; charset=utf-8', body } } });
  driver = await launchBrowser('chromium', { display: 'virtual' });
  tab = await driver.newPage(`${site.url}article.html`);
  // A real click grants `activeTab` for this site, which made-up events do not; the tab keeps it from here on.
  panel = await choose(driver, tab, 'storyboard-page', 'h1');
});
afterAll(async () => {
  await driver.close();
  await site.close();
});

/** Hands a click to the background and waits for the draft it makes. */
async function click(page: string, selector: string, said: MenuClick) {
  await tab.goto(`${site.url}${page}`);
  const before = await panel.evaluate(() => Date.now());
  await driver.syntheticMenu(tab, selector, said);
  return (await draftOf(panel, before)).state;
}

async function sourceOf(page: string, selector: string, said: MenuClick): Promise<Source> {
  const state = await click(page, selector, said);
  if (state.kind === 'failed') throw new Error(`failed: ${state.problem}`);
  return state.source;
}

const text = (selectionText: string): MenuClick => ({
  menuItemId: 'clip-from-text',
  selectionText,
  frameId: 0,
});
const image = (file: string): MenuClick => ({
  menuItemId: 'clip-from-image',
  srcUrl: `${site.url}${file}`,
  mediaType: 'image',
  frameId: 0,
});

describe('words that are none', () => {
  it('a selection of white space is told as empty', async () => {
    const state = await click('article.html', 'h1', text(' \n\t '));
    expect(state).toEqual({ kind: 'failed', problem: 'empty-selection' });
    await panel.waitFor('.trouble');
  });

  it('nothing but emoji still makes a clip', async () => {
    const source = await sourceOf('emoji.html', 'body', text('🎉🎊❤️'));
    expect(source.text).toBe('🎉🎊❤️');
    expect(source.notices).toContainEqual({ code: 'emoji-only' });
  });

  it('a megabyte is cut, and the length told', async () => {
    const source = await sourceOf('article.html', 'h1', text('The tide turns twice a day. '.repeat(40_000)));
    const cut = source.notices.find(({ code }) => code === 'text-cut');
    expect(Array.from(source.text).length).toBeLessThanOrEqual(20_000);
    expect(cut?.count).toBeGreaterThan(1_000_000);
    await panel.waitFor('.notices');
  });

  it('invisible and turned characters are taken out and counted', async () => {
    const source = await sourceOf('hidden.html', '#hidden', text(HIDDEN));
    expect(source.text).toBe('Plain words and turned ones, with nothing behind them.');
    expect(source.notices).toContainEqual({ code: 'hidden-removed', count: 5 });
  });

  it('of a frame that is gone are the menu’s own', async () => {
    const source = await sourceOf('frames.html', 'h1', { ...text('The words of a frame.'), frameId: 4711 });
    expect(source.text).toBe('The words of a frame.');
    expect(source.notices.map(({ code }) => code)).toContain('frame-gone');
  });
});

describe('pictures that are none', () => {
  it.each([
    ['zero-byte.png', '#zero-byte', 'empty'],
    ['html-instead.png', '#html', 'not-an-image'],
    ['broken.jpg', '#broken', 'broken'],
    ['missing.png', '#missing', 'unreachable'],
  ])('%s says why', async (file, selector, problem) => {
    const source = await sourceOf('bad-images.html', selector, image(file));
    expect(source.images[0]?.state).toEqual({ kind: 'unread', problem });
    await panel.waitFor('.unread');
  });

  it.each([
    ['animated.gif', '#animated'],
    ['script.svg', '#svg-script'],
    ['sizeless.svg', '#svg-sizeless'],
    ['hotlink.jpg', '#hotlink'],
  ])('%s is read all the same', async (file, selector) => {
    const source = await sourceOf('bad-images.html', selector, image(file));
    expect(source.images[0]?.state.kind).toBe('ready');
  });

  it('an address of this computer is not fetched for a page of another site', async () => {
    const asked = site.requests.length;
    const source = await sourceOf('article.html', 'h1', {
      ...image('dunes.jpg'),
      srcUrl: `${site.otherUrl}dunes.jpg?secret`,
    });
    expect(source.images[0]?.state).toEqual({ kind: 'unread', problem: 'private-address' });
    expect(site.requests.slice(asked).filter((path) => path.includes('secret'))).toEqual([]);
  });
});

describe('a browser that does not play along', () => {
  it('says so when it gives no place to render, and keeps the words', async () => {
    await sourceOf('article.html', '#quote', text('A garden is a promise you make to the weather.'));
    await driver.background(() => {
      const api = (globalThis as unknown as { chrome: { offscreen: { createDocument: unknown } } }).chrome;
      api.offscreen.createDocument = () => Promise.reject(new Error('not here'));
    });
    await pressMake(panel);
    const failed = await until('the job to fail', async () => (await jobs(panel)).find((job) => job.problem));
    expect(failed).toMatchObject({ state: 'failed', problem: 'renderer-unavailable' });
    expect(failed.source.text).toBe('A garden is a promise you make to the weather.');
    await panel.waitFor('.trouble');
  });
});
