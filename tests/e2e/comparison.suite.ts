/**
 * Nine things that a tool of this kind which loses clips gets wrong, done with it as a person does them: real menus, the
 * real panel, a server that counts what it was paid for.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, Job, SourceImage } from '@/utils/domain';
import { Rig } from '../chaos/rig';
import { serveSite, SITE, type Site } from '../servers/site';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { readStore, until, type Driver, type MenuItem, type Surface } from './drivers/extension';
import { approve } from './hands';
import { clips, jobs, pressMake, READY, savedClip } from './support';

/** What `Rig` and the desk call their connection. */
const SERVER = 'connection-1';
/** The button of the card that shows all that leaves. */
const SEND = 'dialog.approval .button-accent';

export function comparison(kind: Driver['kind']): void {
  let site: Site;
  let members: Members;
  let server: VideoServer;
  let rig: Rig;

  beforeAll(async () => {
    site = await serveSite();
    members = await serveMembers();
    server = await startVideoServer({ jobMs: 0 });
    const display = kind === 'chromium' ? 'virtual' : 'none';
    rig = await Rig.start(kind, server.baseUrl, { display, connect: false });
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
    await members.close();
    await site.close();
  });

  /** Picks something on a page with the real menu; answers with the panel, which has it. */
  async function pick(page: string, item: MenuItem, selector: string): Promise<Surface> {
    const { driver } = rig;
    const before = Math.max(0, ...(await readStore<Draft>(rig.desk.tab, 'drafts')).map(({ at }) => at));
    const tab = await driver.newPage(page);
    if (item === 'clip-from-text') await driver.selectText(tab, selector);
    await driver.realContextMenu(tab, selector, item);
    const panel = await driver.panel();
    // Firefox opens its sidebar narrower than anybody leaves it.
    if (kind === 'firefox') await panel.resize(400, 0);
    await until('the page to be read', async () => {
      const drafts = await readStore<Draft>(panel, 'drafts');
      return drafts.some(({ at, state }) => at > before && state.kind === 'ready');
    });
    await panel.waitFor(READY);
    return panel;
  }
  /** The panel with these words in it, to be made by this one. */
  async function order(selector: string, madeBy = SERVER): Promise<Surface> {
    const panel = await pick(`${site.url}article.html`, 'clip-from-text', selector);
    await panel.waitUntil(() => document.querySelectorAll('.made-by option').length > 1);
    await panel.evaluate(chooseOption, '.made-by select', madeBy);
    await panel.waitFor(madeBy === SERVER ? '.make-dot-out' : '.make-dot:not(.make-dot-out)');
    await panel.waitFor(READY);
    return panel;
  }
  /** By way of the card that shows all that leaves. */
  async function send(panel: Surface): Promise<void> {
    await pressMake(panel);
    await approve(panel);
  }
  const posts = (): number => server.journal.posts();
  const newest = async (surface: Surface): Promise<Job> => {
    const [job] = (await jobs(surface)).toSorted((a, b) => b.createdAt - a.createdAt);
    if (!job) throw new Error('there is no job');
    return job;
  };
  const picture = async (panel: Surface): Promise<SourceImage | undefined> => {
    const drafts = (await readStore<Draft>(panel, 'drafts')).toSorted((a, b) => b.at - a.at);
    const state = drafts[0]?.state;
    return state?.kind === 'ready' ? state.source.images[0] : undefined;
  };

  describe('compared with a tool that loses clips', () => {
    it('1. gives somebody a clip who has no key, no account and no server', async () => {
      const panel = await pick(`${site.url}article.html`, 'clip-from-text', 'h1');
      await pressMake(panel);
      const clip = await savedClip(panel);
      expect(clip.record.provider.id).toBe('on-device');
      expect(posts()).toBe(0);
      await rig.desk.connect(server.baseUrl);
    });

    it('2. sends selected words to a server, and brings the clip', async () => {
      const panel = await order('#quote');
      await send(panel);
      const clip = await savedClip(panel, 2);
      const [made] = server.journal.jobs();
      expect(made?.prompt).toContain('A garden is a promise');
      expect([posts(), await rig.desk.digest(clip.id)]).toEqual([1, made?.sha256]);
    });

    it('3. makes a clip of a picture', async () => {
      const panel = await pick(`${site.url}images.html`, 'clip-from-image', '#plain');
      await panel.evaluate(chooseOption, '.made-by select', 'on-device');
      await panel.waitFor(READY);
      await pressMake(panel);
      expect((await savedClip(panel, 3)).record.source.images[0]?.state.kind).toBe('ready');
    });

    it('4. keeps the clip of a panel that was closed in the middle', async () => {
      server.control.arm('takes:1500');
      const panel = await order('#opening');
      await send(panel);
      await until('the order at the server', () => posts() === 2);
      await rig.driver.closePanel();
      await savedClip(rig.desk.tab, 4);
      expect(posts()).toBe(2);
    });

    it('5. keeps the clip of a browser that was killed in the middle', async () => {
      server.control.arm('takes:1500');
      const panel = await order('#soil');
      await send(panel);
      await until('the order at the server', () => posts() === 3);
      await rig.driver.kill9();
      await rig.revive();
      await savedClip(rig.desk.tab, 5);
      expect(posts()).toBe(3);
    });

    it('6. says that a result has expired, and what that may have cost', async () => {
      server.control.arm('expired');
      const panel = await order('#stat');
      await send(panel);
      await panel.waitFor('.trouble');
      expect(await newest(panel)).toMatchObject({ state: 'expired', problem: 'result-expired' });
      expect(await panel.text('.trouble-cost')).not.toBe('');
      expect(await clips(panel)).toHaveLength(5);
    });

    it('7. says in the service’s own words why it refused, once', async () => {
      const before = posts();
      server.control.arm('refuse', { times: 1 });
      const panel = await order('#quote');
      await send(panel);
      await panel.waitFor('.trouble .quote');
      const { state, failure } = await newest(panel);
      expect([state, failure?.gate]).toEqual(['failed', 'input']);
      expect(await panel.text('.trouble .quote')).toContain(failure?.message);
      expect(posts()).toBe(before + 1);
    });

    it('8. takes a double click for one order', async () => {
      const before = { posts: posts(), jobs: (await rig.desk.jobs()).length };
      const panel = await order('#opening');
      await panel.evaluate(clickTwice, READY);
      await panel.waitFor(SEND);
      await panel.evaluate(clickTwice, SEND);
      await savedClip(panel, 6);
      expect({ posts: posts(), jobs: (await jobs(panel)).length }).toEqual({
        posts: before.posts + 1,
        jobs: before.jobs + 1,
      });
    });

    it.each([
      ['at a blob: address', () => `${site.url}images.html`, '#blob'],
      ['behind a login', () => members.url, '#member'],
    ])('9. has a picture %s', async (_where, page, selector) => {
      const panel = await pick(page(), 'clip-from-image', selector);
      const image = await picture(panel);
      expect(image).toMatchObject({ state: { kind: 'ready' } });
      expect(image?.width).toBeGreaterThan(0);
    });
  });
}

interface Members {
  readonly url: string;
  close(): Promise<void>;
}

/** A page whose picture is only for those who have the cookie that came with the page. */
async function serveMembers(): Promise<Members> {
  const server: Server = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, {
        'content-type': 'text/html',
        'set-cookie': 'member=yes; HttpOnly; SameSite=Strict',
      });
      response.end(
        '<!doctype html><title>Members</title><h1>Members</h1><img id="member" width="400" src="private.jpg">',
      );
    } else if (request.url === '/private.jpg' && request.headers.cookie?.includes('member=yes')) {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      response.end(readFileSync(path.join(SITE, 'ladybird.jpg')));
    } else response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the panel: as a person choosing an entry of a list. */
function chooseOption(selector: string, value: string): void {
  const select = document.querySelector<HTMLSelectElement>(selector);
  if (!select || select.value === value) return;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in the panel: two clicks, before anything can be drawn between them. */
function clickTwice(selector: string): void {
  const button = document.querySelector<HTMLElement>(selector);
  button?.click();
  button?.click();
}
