/**
 * Services by the whole path, with the packages as they are shipped: from connecting one, by way of the card that shows
 * all that leaves, to the saved clip; and where a key is found after that, which is nowhere.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVideoServer, type Entry, type VideoServer } from '../servers/videos';
import { leaksOf } from '../unit/keys/leaks';
import { violations } from './axe';
import { openBench, type Bench } from './bench';
import type { Driver, Surface } from './drivers/extension';
import { approve, cardOf, choices, connect, madeBy, openSettings, pick, press, words } from './hands';
import { everythingKept, everythingShown } from './traces';
import { READY } from './support';

/** Alike in nothing, so that one that turns up tells where it comes from. */
const KEYS = {
  workshop: 'wk-e2e-5b0c2e7d9a41-workshop',
  router: 'sk-or-v1-e2e-93ab51c0de77-router',
  omni: 'AIzaE2e-41d0a9be6c35-omni',
  queue: 'e2e-7c1d:fa1-c0ffee-88d4-queue',
} as const;
type Name = keyof typeof KEYS;
const FLAVOURS = { workshop: 'openai', router: 'openrouter', omni: 'gemini', queue: 'fal' } as const;
const NAMES = Object.keys(KEYS) as Name[];

export function services(kind: Driver['kind']): void {
  const servers = {} as Record<Name, VideoServer>;
  let bench: Bench;
  let panel: Surface;

  beforeAll(async () => {
    for (const name of NAMES) {
      servers[name] = await startVideoServer({ flavour: FLAVOURS[name], jobMs: 1500, apiKey: KEYS[name] });
    }
    bench = await openBench(kind, 'clip-from-image', '#ladybird');
    ({ panel } = bench);
  });
  afterAll(async () => {
    await bench.close();
    for (const server of Object.values(servers)) await server.close();
  });

  const order = (name: Name): Entry => {
    const entry = servers[name].journal.entries.find(({ phase }) => phase === 'create');
    if (!entry) throw new Error(`no order reached ${name}`);
    return entry;
  };
  /** Connects one and tests it once more by its button, for nothing. */
  const connected = async (name: Name, about: Omit<Parameters<typeof connect>[2], 'address' | 'key'>) => {
    await openSettings(panel);
    const entered = { ...about, address: servers[name].baseUrl, key: KEYS[name] };
    await connect(bench.driver, panel, entered, name === 'workshop');
    await press(panel, cardOf(about.name), words('testServer'));
    await panel.waitFor(`${cardOf(about.name)} .report-good`);
    const card = await panel.text(cardOf(about.name));
    expect(card).toContain(entered.address);
    expect(card).toContain(KEYS[name].slice(-4));
    expect(servers[name].journal.posts()).toBe(0);
  };
  /** Enter once for the card, and once more to approve it. */
  const send = async (): Promise<void> => {
    await panel.waitFor(READY);
    await panel.press('Enter');
    await approve(panel);
  };

  describe('a server that speaks /v1/videos', () => {
    it('is connected with its key once the browser is told to allow it, and tested for nothing', async () => {
      await connected('workshop', { kind: 'openai-videos', name: 'Workshop', model: 'sora-2', price: '0.1' });
      expect(await violations(panel)).toEqual([]);
    });

    it('is asked for what was chosen, at the price on the button', async () => {
      await bench.toBench();
      await madeBy(panel, 'Workshop');
      expect(await choices(panel, '.options', words('length'))).toEqual(['4 s', '8 s', '12 s']);
      await pick(panel, '.options', words('length'), '12 s');
      await pick(panel, '.options', words('shape'), '16:9');
      await panel.waitFor(READY);
      await bench.costs('≈ $1.20');
      expect(await violations(panel)).toEqual([]);
    });

    it('is sent nothing by Escape, with everything as it was', async () => {
      await panel.press('Enter');
      await panel.waitFor('dialog.approval');
      expect(await violations(panel)).toEqual([]);
      await panel.press('Escape');
      await panel.waitUntil(() => document.querySelector('dialog.approval') === null);
      await bench.costs('≈ $1.20');
      expect(servers.workshop.journal.posts()).toBe(0);
    });

    it('gets the words, the picture and the title of the page that were shown, and nothing else', async () => {
      await panel.press('Enter');
      await press(panel, 'dialog.approval', words('approvalPageTitle'));
      await panel.waitUntil(
        (title) => document.querySelector('.approval-prompt')?.textContent.includes(title) ?? false,
        'The keeper’s garden',
      );
      const card = await panel.text('dialog.approval');
      await approve(panel);
      expect(card).toContain(new URL(servers.workshop.url).host);
      expect(card).toContain('A red ladybird climbing a green stem');
      expect(card).toContain('≈ $1.20');
      await bench.clip(servers.workshop, 1);
      const { prompt, ...rest } = order('workshop').order as Record<string, unknown>;
      expect(rest).toEqual({ model: 'sora-2', size: '1280x720', seconds: '12' });
      expect(prompt).toContain('The keeper’s garden');
      expect(card.replaceAll(/\s+/g, ' ')).toContain(String(prompt).replaceAll(/\s+/g, ' '));
      expect(order('workshop').media).toMatchObject([
        { at: 'input_reference', via: 'file', type: 'image/jpeg' },
      ]);
    });
  });

  describe('OpenRouter', () => {
    it('is connected with its key, and tells its models and prices', async () => {
      await connected('router', { kind: 'openrouter', name: 'Router' });
    });

    it('makes the clip with the model, length, shape and size that were chosen', async () => {
      await bench.take('clip-from-text', '#quote');
      await madeBy(panel, 'Router');
      await pick(panel, '.options', words('model'), 'Google: Veo 3.1');
      await pick(panel, '.options', words('length'), '4 s');
      await pick(panel, '.options', words('shape'), '9:16');
      await pick(panel, '.options', words('resolution'), '1080p');
      await panel.waitFor(READY);
      await bench.costs('≈ $0.80');
      await send();
      await bench.clip(servers.router, 2);
      expect(order('router').order).toEqual({
        model: 'google/veo-3.1',
        prompt: expect.stringContaining('A garden is a promise') as string,
        duration: 4,
        aspect_ratio: '9:16',
        resolution: '1080p',
        generate_audio: false,
        seed: expect.any(Number) as number,
      });
    });

    it('stands in the ledger with what it really charged', async () => {
      const rows = await bench.desk.ledger();
      expect(rows.map(({ estimate, chargedUsd }) => [estimate.usd, chargedUsd])).toEqual([
        [expect.closeTo(1.2), null],
        [expect.closeTo(0.8), expect.closeTo(0.4)],
      ]);
    });
  });

  describe('Gemini Omni', () => {
    it('is connected with its key', async () => {
      await connected('omni', { kind: 'gemini-omni', name: 'Omni' });
    });

    it('makes the clip, which is fetched with the key from the same host', async () => {
      await bench.take('clip-from-text', '#stat');
      await madeBy(panel, 'Omni');
      await pick(panel, '.options', words('length'), '6 s');
      await pick(panel, '.options', words('resolution'), '720p');
      await panel.waitFor(READY);
      await bench.costs('≈ $0.42');
      await send();
      await bench.clip(servers.omni, 3);
      expect(order('omni').order).toMatchObject({
        model: 'gemini-omni-1.2-flash',
        background: true,
        store: true,
        response_format: { type: 'video', aspect_ratio: '9:16', resolution: '720p', duration: '6s' },
        generation_config: { video_config: { task: 'text_to_video' } },
      });
    });
  });

  describe('fal', () => {
    it('is connected with a key that goes when the browser closes', async () => {
      await connected('queue', { kind: 'fal', name: 'Queue', keep: 'session' });
    });

    it('asks for the host of its files when it meets it, and goes on from there', async () => {
      await bench.take('clip-from-text', '#bees');
      await madeBy(panel, 'Queue');
      await pick(panel, '.options', words('model'), 'Wan 3.0');
      await pick(panel, '.options', words('length'), '3 s');
      await panel.waitFor(READY);
      await bench.costs('≈ $0.30');
      await send();
      await panel.waitFor('.trouble');
      expect(await panel.text('.trouble')).toContain('localhost');
      await bench.driver.answerPermission(true, () => panel.click('.trouble .actions .button'));
      await bench.clip(servers.queue, 4);
      expect(order('queue')).toMatchObject({
        path: '/alibaba/wan-3.0/text-to-video',
        order: {
          duration: 3,
          aspect_ratio: '9:16',
          resolution: '720p',
          audio: false,
          enable_prompt_expansion: false,
        },
      });
    });
  });

  describe('after all of them', () => {
    it.each(NAMES)('has one order at each, and no key where none belongs: %s', (name) => {
      const { journal, url } = servers[name];
      expect([journal.posts(), journal.created()]).toEqual([1, 1]);
      expect(journal.entries.filter(({ keyLeaked }) => keyLeaked)).toEqual([]);
      const elsewhere = journal.entries.filter(({ host }) => host !== new URL(url).host);
      const files = name === 'queue' ? [['content', false]] : [];
      expect(elsewhere.map(({ phase, authorized }) => [phase, authorized])).toEqual(files);
    });

    it('shows no key in the diagnostics, on the record card, in the ledger or its files, or anywhere else', async () => {
      const shown = await everythingShown(bench);
      for (const { bytes } of shown.ledger) expect(bytes.toString()).toContain('google/veo-3.1');
      for (const name of NAMES) expect(await leaksOf(KEYS[name], shown)).toEqual([]);
    });

    it('keeps no key where it could be read, but the one that was to be in memory', async () => {
      const { 'storage.session': memory, ...disk } = await everythingKept(bench.desk.tab);
      for (const name of NAMES) {
        expect(await leaksOf(KEYS[name], disk)).toEqual([]);
        expect((await leaksOf(KEYS[name], memory)).length > 0).toBe(name === 'queue');
      }
      expect(disk['pagereel-keys/vault']).toMatchObject({ rows: [{ extractable: false }] });
    });
  });
}
