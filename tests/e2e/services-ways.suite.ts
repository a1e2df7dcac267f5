/** What is met beside the straight way: a locked key, a wish about a clip, orders without the card, a refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { violations } from './axe';
import { openBench, type Bench } from './bench';
import { until, type Driver, type Surface } from './drivers/extension';
import { approve, cardOf, connect, fill, madeBy, openSettings, pick, press, words } from './hands';
import { jobs, READY } from './support';

const KEYS = { omni: 'AIzaE2e-77b1f0c2-ways', workshop: 'wk-e2e-1d9e55a0-ways' } as const;
const PASSPHRASE = 'seven buckets of soil';

export function waysOfServices(kind: Driver['kind']): void {
  let omni: VideoServer;
  let workshop: VideoServer;
  let bench: Bench;
  let panel: Surface;

  beforeAll(async () => {
    omni = await startVideoServer({ flavour: 'gemini', jobMs: 1500, apiKey: KEYS.omni });
    workshop = await startVideoServer({ jobMs: 1500, apiKey: KEYS.workshop });
    bench = await openBench(kind, 'clip-from-text', '#stat');
    ({ panel } = bench);
    await openSettings(panel);
    const locked = { keep: 'passphrase', passphrase: PASSPHRASE, key: KEYS.omni } as const;
    const own = { kind: 'openai-videos', name: 'Workshop', model: 'sora-2', price: '0.1' } as const;
    await connect(
      bench.driver,
      panel,
      { kind: 'gemini-omni', name: 'Omni', address: omni.baseUrl, ...locked },
      true,
    );
    await connect(bench.driver, panel, { ...own, address: workshop.baseUrl, key: KEYS.workshop });
  });
  afterAll(async () => {
    await bench.close();
    await omni.close();
    await workshop.close();
  });

  const trouble = async (): Promise<string> => {
    await panel.waitFor('.trouble');
    return (await panel.text('.trouble')).replaceAll(/[\u2066-\u2069]/g, '');
  };

  describe('a key behind a passphrase', () => {
    it('makes an order wait while it is locked, and sends nothing', async () => {
      await press(panel, '.settings', words('lockNow'));
      await panel.waitFor('.lock .lock-form');
      expect(await violations(panel)).toEqual([]);
      await bench.toBench();
      await madeBy(panel, 'Omni');
      await pick(panel, '.options', words('length'), '6 s');
      await panel.waitFor(READY);
      await panel.press('Enter');
      await approve(panel);
      expect(await trouble()).toContain(words('jobKeyLockedTitle'));
      expect((await bench.newestJob())?.problem).toBe('key-locked');
      expect(await violations(panel)).toEqual([]);
      expect(omni.journal.posts()).toBe(0);
    });

    it('lets it go on to the clip by itself as soon as it is unlocked', async () => {
      await press(panel, '.trouble', words('toUnlock'));
      await fill(panel, '.lock', words('passphrase'), PASSPHRASE);
      await panel.press('Enter');
      await until('the order', () => omni.journal.posts() === 1);
      await bench.toBench();
      await bench.clip(omni, 1);
      expect(omni.journal.posts()).toBe(1);
    });
  });

  describe('a wish about a clip', () => {
    it('is shown as a change of its plan before anything is ordered', async () => {
      await fill(panel, '.thread', words('thread'), 'make it night');
      await panel.press('Enter');
      await panel.waitFor('.thread-changes');
      expect(await violations(panel)).toEqual([]);
      expect(await panel.text('.thread-changes')).toMatch(/night/i);
      expect(omni.journal.posts()).toBe(1);
    });

    it('becomes a clip of the clip it is about, changed by the service that has it', async () => {
      await panel.click('.thread-make');
      await approve(panel);
      const child = await bench.clip(omni, 2);
      const parent = (await bench.desk.clips()).find(({ id }) => id !== child.id);
      expect(child.record.request).toMatchObject({ parent: { clipId: parent?.id, wish: 'make it night' } });
      const [, order] = omni.journal.entries.filter(({ phase }) => phase === 'create');
      expect(order?.order).toMatchObject({
        previous_interaction_id: parent?.record.handle,
        generation_config: { video_config: { task: 'edit' } },
      });
      expect(order?.prompt).toMatch(/night/i);
      await panel.waitFor('.clip-other');
    });
  });

  describe('orders without the card', () => {
    it('are a choice that needs a limit', async () => {
      await openSettings(panel);
      const quick = `${cardOf('Workshop')} .quick input`;
      await panel.waitFor(`${quick}:disabled`);
      await fill(panel, '.limits', words('limitDay'), '20');
      await panel.press('Enter');
      await panel.waitFor(`${quick}:enabled`);
      await panel.click(quick);
      await panel.waitFor(`${quick}:checked`);
    });

    it('are sent by one Enter, once', async () => {
      await bench.take('clip-from-text', '#quote');
      await madeBy(panel, 'Workshop');
      await panel.waitFor(READY);
      await panel.press('Enter');
      await until('the order', () => workshop.journal.posts() === 1);
      expect(await panel.evaluate(() => document.querySelector('dialog.approval'))).toBeNull();
      await bench.clip(workshop, 3);
      expect(workshop.journal.posts()).toBe(1);
    });
  });

  describe('a refusal', () => {
    it('says who refused what, in both words, and what it cost; and offers no way round', async () => {
      await bench.take('clip-from-text', '#bees');
      await panel.waitFor(READY);
      workshop.control.arm('refuse');
      await panel.press('Enter');
      const card = await trouble();
      expect(card).toContain(words('gateInput'));
      expect(card).toContain(words('costNotCharged'));
      expect(card).toContain('Your request was blocked by our moderation system.');
      expect(card).toContain('moderation_blocked');
      const ways = await panel.evaluate(() =>
        [...document.querySelectorAll('.trouble .actions button')].map((button) => button.textContent),
      );
      expect(ways).toEqual([words('changeWords')]);
      expect(await violations(panel)).toEqual([]);
      expect([workshop.journal.posts(), workshop.journal.created()]).toEqual([2, 1]);
      expect((await jobs(panel)).map(({ state }) => state).toSorted()).toEqual([
        'failed',
        'saved',
        'saved',
        'saved',
      ]);
    });
  });
}
