import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyVaultForEachTest } from '../keys/rig';
import { aConnection } from '../samples';
import { Background, BASE, emptyStore, NEW_KEY, OLD_KEY } from './background';

emptyVaultForEachTest();

let at: Background;
const key = (id = 'old', url = BASE) => at.vault.get(id, url);
const keysAsked = () => [...new Set(at.service.asked.map((each) => each.key))];

beforeEach(async () => {
  at = new Background(await emptyStore());
  await at.connect(OLD_KEY);
});

describe('a connection that is removed while its order is under way', () => {
  beforeEach(async () => {
    await at.order();
    await at.remove();
  });

  it('leaves its key until the clip is here, through any number of looks and starts', async () => {
    for (let look = 0; look < 5; look += 1) await at.later(10);
    expect(await at.job()).toMatchObject({ state: 'running', problem: null });
    at.service.status = 'completed';
    await at.later(10);
    expect((await at.job()).state).toBe('saved');
    expect(await key()).toEqual({ kind: 'none' });
    expect(at.service.posts).toBe(1);
    expect(keysAsked()).toEqual([OLD_KEY]);
  });

  it('leaves its key while the order waits for the user, and no longer than that', async () => {
    at.service.keys.delete(OLD_KEY);
    await at.later(10);
    expect(await at.job()).toMatchObject({ state: 'paused', problem: 'needs-key' });
    await at.later(100);
    expect(await key()).toMatchObject({ kind: 'key' });
    await at.runner.tell('job-1', { type: 'give-up' });
    await at.look();
    expect(await key()).toEqual({ kind: 'none' });
  });

  it('and made anew with another key: work goes on with the one it was ordered with', async () => {
    await at.connect(NEW_KEY, { id: 'new' });
    at.service.keys.delete(NEW_KEY);
    at.service.status = 'completed';
    await at.later(10);
    expect((await at.job()).state).toBe('saved');
    expect(keysAsked()).toEqual([OLD_KEY]);
  });

  it('whose key is refused by then goes on by itself with the one that is entered anew', async () => {
    at.service.keys.delete(OLD_KEY);
    await at.later(10);
    expect((await at.job()).problem).toBe('needs-key');
    at.service.status = 'completed';
    await at.connect(NEW_KEY, { id: 'new' });
    await at.becomes('saved');
    expect(at.service.posts).toBe(1);
    expect(await key()).toEqual({ kind: 'none' });
    expect(await key('new')).toMatchObject({ key: NEW_KEY });
  });

  it('whose key is refused by then goes on as well when its successor comes long after that one’s key', async () => {
    at.service.keys.delete(OLD_KEY);
    await at.later(10);
    at.service.status = 'completed';
    await at.vault.put({ connectionId: 'new', origin: BASE, key: NEW_KEY, keep: 'stored' });
    await at.settle.saveConnection(aConnection({ id: 'new', kind: 'openrouter', baseUrl: BASE }));
    await at.becomes('saved');
  });

  it('whose key is refused while another one is connected goes on when that one’s is entered again', async () => {
    await at.connect(NEW_KEY, { id: 'new' });
    at.service.keys.delete(OLD_KEY);
    await at.later(10);
    expect((await at.job()).problem).toBe('needs-key');
    at.service.status = 'completed';
    await at.settle.saveKey({ connectionId: 'new', baseUrl: BASE, key: NEW_KEY, keep: 'stored' });
    await at.becomes('saved');
  });

  it('whose key is not there any more is asked for with the one of its successor', async () => {
    await at.vault.forget('old');
    await at.connect(NEW_KEY, { id: 'new' });
    at.service.status = 'completed';
    await at.later(10);
    expect((await at.job()).state).toBe('saved');
  });

  it.each([
    ['at another origin', { baseUrl: 'https://openrouter.example/api/v1' }],
    ['at another port', { baseUrl: 'https://openrouter.ai:8443/api/v1' }],
    ['without the lock', { baseUrl: 'http://openrouter.ai/api/v1' }],
    ['of another kind', { kind: 'openai-videos' as const }],
  ])('has no successor %s: its order waits, and no other key goes there', async (_, place) => {
    await at.vault.forget('old');
    await at.later(10);
    expect((await at.job()).problem).toBe('needs-key');
    const before = at.service.asked.length;
    await at.connect(NEW_KEY, { id: 'new', ...place });
    await at.runner.tell('job-1', { type: 'resume' });
    await at.later(10);
    expect(await at.job()).toMatchObject({ state: 'paused', problem: 'needs-key' });
    expect(at.service.asked).toHaveLength(before);
  });

  it('never sends an order that has not left, whoever its successor is', async () => {
    const { request } = await at.job();
    await at.store.jobs.add({ ...(await at.job()), id: 'job-2', state: 'queued', attempts: [], request });
    await at.connect(NEW_KEY, { id: 'new' });
    await at.later(10);
    expect(await at.store.jobs.get('job-2')).toMatchObject({ state: 'paused', problem: 'no-connection' });
    expect(at.service.posts).toBe(1);
  });
});

describe('a connection that has no order under way', () => {
  it('leaves its key for as long as the removal can be taken back, and then nothing', async () => {
    await at.remove();
    const [due = 0] = at.alarms;
    expect(due).toBe(at.browser.time + 60_000);
    at.browser.time = due - 1;
    await at.settle.sweepKeys();
    expect(await key()).toMatchObject({ kind: 'key' });
    at.browser.time = due;
    await at.settle.sweepKeys();
    expect(await key()).toEqual({ kind: 'none' });
    expect(await at.vault.states()).toEqual({});
  });

  it('is taken back with its key, and as often as one likes', async () => {
    const connection = (await at.store.connections.get('old'))!;
    for (let times = 0; times < 3; times += 1) {
      await at.remove();
      at.browser.minutesPass(0.9);
      await at.settle.saveConnection(connection);
      await at.settle.sweepKeys();
      await at.later(10);
      expect(await key()).toMatchObject({ kind: 'key', key: OLD_KEY });
    }
  });

  it('leaves no key behind a clock that is set back', async () => {
    await at.remove();
    at.browser.minutesPass(-600);
    await at.settle.sweepKeys();
    expect(await key()).toEqual({ kind: 'none' });
  });
});

it('a key that comes before its connection is not swept, however many looks fall between them', async () => {
  const wish = { connectionId: 'new', baseUrl: BASE, key: NEW_KEY, keep: 'stored' } as const;
  expect(await at.settle.saveKey(wish)).toMatchObject({ ok: true });
  await at.look();
  await at.connect(NEW_KEY, { id: 'new' });
  await at.later(10);
  expect(await key('new')).toMatchObject({ kind: 'key' });
});

it('a key that was given for one origin is not asked for by a connection that has moved to another', async () => {
  await at.order();
  await at.settle.saveConnection({
    ...(await at.store.connections.get('old'))!,
    baseUrl: 'https://elsewhere.example/v1',
  });
  expect(await key('old', 'https://elsewhere.example/v1')).toEqual({ kind: 'none' });
  const spy = vi.spyOn(at.vault, 'forget');
  await at.connect(NEW_KEY, { id: 'new' });
  await at.later(10);
  expect(spy).not.toHaveBeenCalled();
  expect(keysAsked()).toEqual([OLD_KEY]);
});
