/** What a selection may stand in, read by the real menu in both browsers; and the panel for those who cannot see it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '@/utils/domain';
import { serveSite, type Site } from '../servers/site';
import { violations } from './axe';
import { until, type Driver, type MenuItem, type Surface, type Tab } from './drivers/extension';
import { start } from './journeys.suite';
import { draftOf } from './support';

type Kind = Driver['kind'];

export function reading(kind: Kind): void {
  let site: Site;
  let driver: Driver;
  let tab: Tab;
  let panel: Surface | undefined;

  beforeAll(async () => {
    site = await serveSite();
    driver = await start(kind);
    tab = await driver.newPage(`${site.url}article.html`);
  });
  afterAll(async () => {
    await driver.close();
    await site.close();
  });

  async function read(page: string, selector: string, item: MenuItem = 'clip-from-text', frame?: string) {
    const before = panel ? (await draftOf(panel)).at : 0;
    await tab.goto(`${site.url}${page}`);
    if (item === 'clip-from-text') await driver.selectText(tab, selector, frame);
    await driver.realContextMenu(tab, selector, item, frame);
    panel ??= await driver.panel();
    const { state } = await draftOf(panel, before);
    if (state.kind !== 'ready') throw new Error(`not read: ${JSON.stringify(state)}`);
    return state.source;
  }

  describe('the toolbar button', () => {
    it('opens the panel, which says how to begin, and closes it', async () => {
      await driver.pressToolbarButton(tab);
      const opened = await driver.panel();
      await opened.waitFor('main');
      expect(await violations(opened)).toEqual([]);
      await driver.pressToolbarButton(tab);
      await until('the panel to close', async () => !(await driver.panelIsOpen()));
    });

    it('has a keyboard shortcut, which opens and closes the panel too', async () => {
      await driver.pressShortcut(tab);
      const opened = await driver.panel();
      await opened.waitFor('main');
      await driver.pressShortcut(tab);
      await until('the panel to close', async () => !(await driver.panelIsOpen()));
    });
  });

  describe('a selection', () => {
    it('in a text area keeps its lines', async () => {
      const source = await read('inputs.html', '#textarea');
      expect(source.text).toBe(
        'First the wind drops.\nThen the gulls come in, one by one, and stand facing west.',
      );
    });

    it('in an input is read', async () => {
      expect((await read('inputs.html', '#input')).text).toBe('The tide keeps its own calendar');
    });

    it('in a frame is read, under the page’s own name', async () => {
      const source = await read('frames.html', '#framed', 'clip-from-text', 'frame.html');
      expect(source.text).toMatch(/^A window in a window/);
      expect(source.title).toBe('Text in frames');
    });

    it('that is read from right to left is laid out so', async () => {
      const source = await read('rtl.html', '#mixed');
      expect(source.language).toMatch(/^ar/);
      expect(source.text).toContain('11,400');
    });

    it('without spaces, of emoji, and with marks on marks stays whole', async () => {
      expect((await read('cjk.html', '#japanese')).language).toMatch(/^ja/);
      expect((await read('emoji.html', '#only-emoji')).text).toContain('👩🏽‍🌾👨‍👩‍👧‍👦');
      const hidden: Source = await read('emoji.html', '#tags');
      expect(hidden.text).toBe('Nobody sees this but a machine would.');
      expect(hidden.notices.map(({ code }) => code)).toContain('hidden-removed');
    });
  });

  describe('a picture', () => {
    it.each([
      ['of several sizes', '#srcset'],
      ['of a picture element', '#picture'],
      ['in a data address', '#data'],
      ['in a blob address', '#blob'],
    ])('%s is read', async (_what, selector) => {
      const source = await read('images.html', selector, 'clip-from-image');
      expect(source.images[0]?.state.kind).toBe('ready');
      expect(source.images[0]?.width).toBeGreaterThan(100);
    });
  });

  it('the panel has no fault that a machine can find', async () => {
    if (!panel) throw new Error('no panel');
    await panel.waitFor('button.make');
    expect(await violations(panel)).toEqual([]);
  });
}
