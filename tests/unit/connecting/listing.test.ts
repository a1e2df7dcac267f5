/** A list of models that has grown old. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ListedModels, ModelCard } from '@/utils/domain';
import { emptyVaultForEachTest, vaultWithPassphrase } from '../keys/rig';
import { html, json, offline } from '../providers/kit';
import { Background, BASE, emptyStore, OLD_KEY } from './background';

emptyVaultForEachTest();

const HOURS = 60;
let at: Background;
let before: ListedModels;

const model = (id: string) => ({ id, supported_durations: [8], pricing_skus: { duration_seconds: '0.10' } });
const fresh = () => json({ data: [model('maker/model-2')] });
const freshen = (id = 'old') => at.settle.freshenModels(id);
const listed = async () => (await at.store.models.all()).find(({ connectionId }) => connectionId === 'old');
const ids = async () => (await listed())?.cards.map(({ id }) => id);
const lists = () => at.service.asked.filter(({ url }) => url.endsWith('/videos/models'));

/** Connected, and listed at this moment. */
beforeEach(async () => {
  at = new Background(await emptyStore());
  await at.connect(OLD_KEY);
  at.service.list = fresh;
  before = { connectionId: 'old', at: at.browser.time, cards: [{ id: 'maker/model-1' } as ModelCard] };
  await at.store.models.put(before);
});

describe('the models that a connection lists', () => {
  it('are asked for once they are a day old, by one free call without a key', async () => {
    at.browser.minutesPass(24 * HOURS - 1);
    await freshen();
    expect(at.service.asked).toEqual([]);
    at.browser.minutesPass(1);
    await freshen();
    expect(at.service.asked).toEqual([{ url: `${BASE}/videos/models`, key: '' }]);
    expect(await listed()).toMatchObject({ at: at.browser.time, cards: [{ id: 'maker/model-2' }] });
    await freshen();
    expect(lists()).toHaveLength(1);
  });

  it('are asked for where there is no list at all', async () => {
    await at.connect(OLD_KEY, { id: 'new' });
    await freshen('new');
    expect(lists()).toHaveLength(1);
  });

  it.each([
    ['without an answer', offline],
    ['by a page', () => html(200)],
    ['by "later"', () => json({ error: { code: 429, message: 'slow down' } }, { status: 429 })],
    ['by something else', () => json({ data: 'none' })],
    ['by no model at all', () => json({ data: [] })],
  ])(
    'stay as they are, with their date, when they are answered %s; and are asked for again in an hour',
    async (_, answer) => {
      at.service.list = answer;
      at.browser.minutesPass(30 * HOURS);
      await Promise.all([freshen(), freshen()]);
      at.browser.minutesPass(HOURS - 1);
      await freshen();
      expect(lists()).toHaveLength(1);
      expect(await listed()).toEqual(before);
      at.service.list = fresh;
      at.browser.minutesPass(1);
      await freshen();
      expect(lists()).toHaveLength(2);
      expect(await ids()).toEqual(['maker/model-2']);
    },
  );

  it('are listed while the key is locked, and that puts no lock off', async () => {
    at = new Background(await emptyStore(), (browser) => browser.vault());
    await vaultWithPassphrase(at.browser);
    await at.connect(OLD_KEY, {}, 'passphrase');
    at.service.list = fresh;
    at.browser.minutesPass(14);
    await freshen();
    at.browser.minutesPass(1);
    expect((await at.vault.lockState()).open).toBe(false);
    at.browser.minutesPass(25 * HOURS);
    await freshen();
    expect(lists().map(({ key }) => key)).toEqual(['', '']);
    expect(await ids()).toEqual(['maker/model-2']);
  });

  it('are not kept for an address that the connection has left meanwhile', async () => {
    at.browser.minutesPass(30 * HOURS);
    const saved = (await at.store.connections.get('old'))!;
    at.service.list = async () => {
      await at.settle.saveConnection({ ...saved, baseUrl: 'https://openrouter.example/api/v1' });
      return fresh();
    };
    await freshen();
    expect(await listed()).toEqual(before);
  });

  it.each(['openai-videos', 'gemini-omni', 'fal', 'chat'] as const)(
    'are not asked for at %s',
    async (kind) => {
      await at.connect(OLD_KEY, { id: 'other', kind });
      await freshen('other');
      await freshen('nobody');
      expect(at.service.asked).toEqual([]);
    },
  );
});
