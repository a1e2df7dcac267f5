import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChatServer, type ChatServer } from '../../servers/chat';
import { anotherStore, emptyDatabaseForEachTest } from '../db/databases';
import { aLife, WISH } from './rig';

emptyDatabaseForEachTest();

const KEY = { kind: 'key', key: 'sk-still-1234567890' } as const;
let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer({ models: ['flux-2', 'gpt-image-1.5'] });
});
afterEach(() => server.close());

const at = (imageModel = 'flux-2') => ({ connection: { baseUrl: server.baseUrl, imageModel } });

describe('a still by a service', () => {
  it('is asked for once, with nothing left to a default, and stored with its line in the ledger', async () => {
    const store = anotherStore();
    const { make } = aLife(store, at());
    const still = await make();
    expect(still).toMatchObject({ state: 'ready', imageId: WISH.id, problem: null, settledAt: 0 });
    expect((await store.images.get(WISH.id))?.type).toBe('image/png');
    expect(server.journal.entries.map(({ phase }) => phase)).toEqual(['images']);
    expect(server.journal.entries[0]?.body).toEqual({
      model: 'flux-2',
      prompt: WISH.prompt,
      size: '1344x768',
      n: 1,
      response_format: 'b64_json',
    });
    const [line] = await store.ledger.all();
    expect(line).toMatchObject({
      id: WISH.id,
      jobId: WISH.id,
      providerId: 'openai-videos',
      host: new URL(server.baseUrl).host,
      model: 'flux-2',
      verdict: 'unknown',
      chargedUsd: null,
      estimate: { usd: null, basis: 'not-told' },
    });
    expect(await store.stills.open('source-1')).toEqual(still);
  });

  it('of OpenAI’s own models is asked for as they want it', async () => {
    const { make } = aLife(anotherStore(), at('gpt-image-1.5'));
    expect(await make({ aspect: '9:16' })).toMatchObject({ state: 'ready' });
    expect(server.journal.entries[0]?.body).toEqual({
      model: 'gpt-image-1.5',
      prompt: WISH.prompt,
      size: '1024x1536',
      n: 1,
    });
  });

  it('is one order, however often it is clicked', async () => {
    const store = anotherStore();
    const { maker, make, wish } = aLife(store, at());
    await Promise.all([make(), maker.make(wish), maker.make(wish)]);
    await make();
    expect(server.journal.posts('images')).toBe(1);
    expect(await store.ledger.all()).toHaveLength(1);
  });

  it('carries its key in its own header, and to the server alone', async () => {
    const { make } = aLife(anotherStore(), { ...at(), key: KEY });
    server.control.play('url');
    await make();
    expect(server.journal.entries.every(({ keyLeaked }) => !keyLeaked)).toBe(true);
    expect(server.journal.entries[0]?.authorized).toBe(true);
  });
});

describe('an answer without a picture', () => {
  const cases = [
    ['moderation', 'failed', 'content-refused', 'not-charged'],
    ['401', 'failed', 'needs-key', 'not-charged'],
    ['402', 'failed', 'no-credit', 'not-charged'],
    ['404', 'failed', 'model-retired', 'not-charged'],
    ['429', 'failed', 'rate-limited', 'not-charged'],
    ['500', 'unknown', 'answer-lost', 'unknown'],
    ['html', 'unknown', 'answer-lost', 'unknown'],
    ['redirect', 'unknown', 'answer-lost', 'unknown'],
    ['cut', 'unknown', 'answer-lost', 'unknown'],
    ['drop-answer', 'unknown', 'answer-lost', 'unknown'],
    ['no-data', 'failed', 'no-picture', 'unknown'],
    ['not-a-picture', 'failed', 'no-picture', 'unknown'],
  ] as const;

  it.each(cases)('says what is known, after one order: %s', async (play, state, problem, verdict) => {
    const store = anotherStore();
    server.control.play(play);
    const still = await aLife(store, at()).make();
    expect(still).toMatchObject({ state, problem, imageId: null, money: { verdict } });
    expect((await store.ledger.all()).map((line) => line.verdict)).toEqual([verdict]);
    expect(server.journal.posts('images')).toBe(1);
    expect(server.journal.entries.filter(({ host }) => host.startsWith('localhost'))).toEqual([]);
  });

  it('names the gate and their words where the words were refused', async () => {
    server.control.play('moderation');
    expect((await aLife(anotherStore(), at()).make()).failure).toEqual({
      gate: 'input',
      code: 'moderation_blocked',
      message: 'Your request was rejected by the safety system.',
      charged: 'no',
    });
  });
});

describe('before anything is sent', () => {
  const cases = [
    ['a connection that is gone', { connection: null }, 'no-connection'],
    ['a connection without such a model', { connection: { imageModel: '' } }, 'no-connection'],
    ['a host that may not be asked', { hosts: () => false }, 'needs-permission'],
    ['a locked key', { key: { kind: 'locked' } }, 'key-locked'],
    ['a key that is gone', { key: { kind: 'gone' } }, 'needs-key'],
  ] as const;

  it.each(cases)('%s is told, and nothing is charged', async (_, around, problem) => {
    const store = anotherStore();
    const still = await aLife(store, { ...at(), ...around }).make();
    expect(still).toMatchObject({ state: 'failed', problem, money: { verdict: 'not-charged' } });
    expect(await store.ledger.all()).toEqual([]);
    expect(server.journal.entries).toEqual([]);
  });

  it.each(['clip', 'day', 'month'] as const)('a limit of a %s refuses what has no price', async (which) => {
    const store = anotherStore();
    await store.caps.set({ clip: null, day: null, month: null, [which]: 5 });
    expect(await aLife(store, at()).make()).toMatchObject({ state: 'failed', problem: 'price-unknown' });
    expect(await store.ledger.all()).toEqual([]);
    expect(server.journal.entries).toEqual([]);
  });

  it('a limit counts the price that the user entered', async () => {
    const store = anotherStore();
    await store.caps.set({ clip: null, day: 0.05, month: null });
    const { connection } = at();
    const around = { connection: { ...connection, usdPerStill: 0.04 } };
    expect(await aLife(store, around).make()).toMatchObject({ state: 'ready' });
    expect(await store.ledger.all()).toMatchObject([
      { estimate: { usd: 0.04, basis: 'your-price' }, verdict: 'unknown' },
    ]);
    await aLife(store, around).maker.make({ ...WISH, ...aLife(store, around).wish, id: 'still-2' });
    expect(await store.stills.get('still-2')).toMatchObject({ state: 'failed', problem: 'over-limit' });
  });

  it('another price than the one on the card is not paid', async () => {
    const store = anotherStore();
    const { connection } = at();
    const still = await aLife(store, { connection: { ...connection, usdPerStill: 0.4 } }).make({ usd: 0.04 });
    expect(still).toMatchObject({ state: 'failed', problem: 'no-connection' });
    expect(server.journal.entries).toEqual([]);
  });

  it('a private window buys nothing', async () => {
    const store = anotherStore();
    const { maker } = aLife(store, { ...at(), ports: { mayBuy: () => false } });
    await expect(maker.make(WISH)).rejects.toThrow('private');
    expect(await store.stills.get(WISH.id)).toBeUndefined();
  });

  it('the order is on the disk', async () => {
    const store = anotherStore();
    const seen: unknown[] = [];
    const send: typeof fetch = async () => {
      seen.push((await store.stills.get(WISH.id))?.state, (await store.ledger.all())[0]?.verdict);
      return Response.json({});
    };
    await aLife(store, { fetch: send }).make();
    expect(seen).toEqual(['asking', 'pending']);
  });
});

describe('an address in the place of a picture', () => {
  const elsewhere = (url: string) => url.startsWith(server.baseUrl);

  it('is never followed into a place of the user’s own', async () => {
    server.control.play('url');
    const still = await aLife(anotherStore(), at()).make();
    expect(still).toMatchObject({
      state: 'failed',
      problem: 'picture-address',
      money: { verdict: 'unknown' },
    });
    expect(server.journal.entries.map(({ phase }) => phase)).toEqual(['images']);
  });

  it('that nobody would ask for is not kept', async () => {
    const url = `https://pictures.example/${'a'.repeat(100_000)}`;
    const send: typeof fetch = async () => Response.json({ data: [{ url }] });
    const still = await aLife(anotherStore(), { ...at(), fetch: send }).make();
    expect(still).toMatchObject({ state: 'failed', problem: 'picture-address', pictureUrl: '' });
  });

  it('of the same server is fetched there', async () => {
    const send: typeof fetch = async (url, init) => {
      if (init?.method !== 'POST') return fetch(url, init);
      return Response.json({ data: [{ url: '/pictures/0.png?prompt=a&size=256x256&i=0' }] });
    };
    const still = await aLife(anotherStore(), { ...at(), fetch: send, key: KEY }).make();
    expect(still).toMatchObject({ state: 'ready', imageId: WISH.id });
    expect(server.journal.entries).toMatchObject([{ phase: 'picture', authorized: true }]);
  });

  it('on the internet waits for its host to be allowed, and is then fetched without the key', async () => {
    const store = anotherStore();
    const asked: { url: string; key: boolean }[] = [];
    let allowed = false;
    const picture = 'https://pictures.example/0.png';
    const send: typeof fetch = async (input, init) => {
      const url = input as string;
      asked.push({ url, key: new Headers(init?.headers).has('authorization') });
      if (init?.method === 'POST') return Response.json({ data: [{ url: picture }] });
      return fetch(`${server.url}/pictures/0.png?prompt=a&size=256x256&i=0`);
    };
    const hosts = (url: string) => allowed || elsewhere(url);
    const life = aLife(store, { ...at(), key: KEY, fetch: send, hosts });
    expect(await life.make()).toMatchObject({
      state: 'failed',
      problem: 'picture-elsewhere',
      pictureUrl: picture,
    });
    allowed = true;
    expect(await life.fetchAgain()).toMatchObject({ state: 'ready', imageId: WISH.id, problem: null });
    expect(asked.map(({ url, key }) => [new URL(url).host, key])).toEqual([
      [new URL(server.url).host, true],
      ['pictures.example', false],
    ]);
    await life.fetchAgain();
    expect(asked).toHaveLength(2);
  });

  it('is asked for with what its address holds, and kept without a key in it', async () => {
    const asked: string[] = [];
    const named = 'https://pictures.example/0.png?api_key=one&sig=2&key=three&KEY=4#a';
    const send: typeof fetch = async (input, init) => {
      asked.push(input as string);
      return init?.method === 'POST'
        ? Response.json({ data: [{ url: named }] })
        : new Response('', { status: 503 });
    };
    const still = await aLife(anotherStore(), { ...at(), fetch: send }).make();
    expect(asked[1]).toBe(named);
    expect(still.pictureUrl).toBe('https://pictures.example/0.png?sig=2&#a');
  });

  it('that does not answer can be asked again; nothing is ordered again', async () => {
    let down = true;
    const posts: string[] = [];
    const send: typeof fetch = async (input, init) => {
      if (init?.method === 'POST') posts.push(input as string);
      if (init?.method === 'POST')
        return Response.json({ data: [{ url: 'https://pictures.example/0.png' }] });
      if (down) return new Response('', { status: 503 });
      return fetch(`${server.url}/pictures/0.png?prompt=a&size=256x256&i=0`);
    };
    const life = aLife(anotherStore(), { ...at(), fetch: send });
    expect(await life.make()).toMatchObject({ state: 'failed', problem: 'download-failed' });
    expect(await life.fetchAgain()).toMatchObject({ state: 'failed', problem: 'download-failed' });
    down = false;
    expect(await life.fetchAgain()).toMatchObject({ state: 'ready' });
    expect(posts).toHaveLength(1);
  });
});
