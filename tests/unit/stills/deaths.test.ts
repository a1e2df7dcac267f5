import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StorageTrouble } from '@/utils/db';
import type { Still } from '@/utils/domain';
import { paint } from '../../servers/chat/images';
import { startChatServer, type ChatServer } from '../../servers/chat';
import { anotherStore, emptyDatabaseForEachTest } from '../db/databases';
import { aLife, WISH } from './rig';

emptyDatabaseForEachTest();

let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer({ models: ['flux-2'] });
});
afterEach(() => server.close());

const at = () => ({ connection: { baseUrl: server.baseUrl } });
const picture = (): Response =>
  Response.json({ data: [{ b64_json: paint('a', '256x256', 0).toString('base64') }] });

describe('a background that dies', () => {
  it('while it asks leaves a still of which nobody knows, and the next one never asks again', async () => {
    const store = anotherStore();
    server.control.play('hang');
    const first = aLife(store, at());
    await first.maker.make(first.wish);
    await server.journal.until(({ held }) => held);
    expect(await first.still()).toMatchObject({ state: 'asking' });
    const second = aLife(store, at());
    await second.maker.settleOrphans();
    expect(await second.still()).toMatchObject({
      state: 'unknown',
      problem: 'answer-lost',
      money: { verdict: 'unknown' },
    });
    expect((await store.ledger.all())[0]?.verdict).toBe('unknown');
    await second.make();
    expect(server.journal.posts('images')).toBe(1);
  });

  it('and was only slow brings its picture all the same', async () => {
    const store = anotherStore();
    let answer: (response: Response) => void = () => undefined;
    const first = aLife(store, { fetch: () => new Promise((resolve) => (answer = resolve)) });
    const made = first.make();
    await vi.waitFor(async () => expect((await first.still()).state).toBe('asking'));
    await aLife(store).maker.settleOrphans();
    answer(picture());
    expect(await made).toMatchObject({ state: 'ready', imageId: WISH.id });
  });

  it('leaves what it asks itself alone', async () => {
    const store = anotherStore();
    const life = aLife(store, { fetch: () => new Promise(() => undefined) });
    await life.maker.make(life.wish);
    expect(life.maker.isIdle).toBe(false);
    await life.maker.settleOrphans();
    expect(await life.still()).toMatchObject({ state: 'asking' });
  });

  it('while it fetches a picture that is made leaves it to be fetched again', async () => {
    const store = anotherStore();
    const url = 'https://pictures.example/0.png';
    const stuck: typeof fetch = (_, init) =>
      init?.method === 'POST'
        ? Promise.resolve(Response.json({ data: [{ url }] }))
        : new Promise(() => undefined);
    const first = aLife(store, { fetch: stuck });
    await first.maker.make(first.wish);
    await vi.waitFor(async () => expect((await first.still()).pictureUrl).toBe(url));
    const second = aLife(store, {
      fetch: () => Promise.resolve(new Response(new Uint8Array(paint('a', '256x256', 0)))),
    });
    await second.maker.settleOrphans();
    expect(await second.still()).toMatchObject({ state: 'failed', problem: 'download-failed' });
    expect(await second.fetchAgain()).toMatchObject({ state: 'ready' });
  });

  it('is idle when all is over', async () => {
    const life = aLife(anotherStore(), { fetch: () => Promise.resolve(picture()) });
    await life.make();
    expect(life.maker.isIdle).toBe(true);
  });
});

describe('what cannot be kept', () => {
  it('for want of room is told, and that it may have been charged', async () => {
    const store = anotherStore();
    const update: typeof store.stills.update = (id, change, blob) =>
      blob ? Promise.reject(new StorageTrouble('full', undefined)) : store.stills.update(id, change);
    const life = aLife(store, {
      fetch: () => Promise.resolve(picture()),
      ports: { stills: { ...store.stills, update } },
    });
    expect(await life.make()).toMatchObject({
      state: 'failed',
      problem: 'storage-full',
      imageId: null,
      money: { verdict: 'unknown' },
    });
  });
});

describe('a lying answer', () => {
  const json = (body: unknown) => () => Promise.resolve(Response.json(body));
  const b64 = (bytes: string | Buffer) => ({ data: [{ b64_json: Buffer.from(bytes).toString('base64') }] });
  const png = paint('a', '256x256', 0);
  const cases: readonly [string, () => Promise<Response>, Still['state'], Still['problem']][] = [
    ['no list', json({ data: 'x' }), 'failed', 'no-picture'],
    ['an empty list', json({ data: [] }), 'failed', 'no-picture'],
    ['nothing in it', json({ data: [{}] }), 'failed', 'no-picture'],
    ['nulls', json({ data: [{ b64_json: null, url: null }] }), 'failed', 'no-picture'],
    ['no base64', json({ data: [{ b64_json: '***' }] }), 'failed', 'no-picture'],
    ['half a picture', json(b64(png.subarray(0, png.length / 2))), 'failed', 'no-picture'],
    ['one pixel', json(b64(paint('a', '10x10', 0))), 'failed', 'no-picture'],
    ['a drawing', json(b64('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'failed', 'no-picture'],
    ['far too many pixels', json(b64(paint('a', '9999x64', 0))), 'failed', 'picture-too-large'],
    ['an address that is none', json({ data: [{ url: 'http://[' }] }), 'failed', 'picture-address'],
    [
      'an address of another kind',
      json({ data: [{ url: 'file:///etc/passwd' }] }),
      'failed',
      'picture-address',
    ],
    [
      'a refusal as success',
      json({ error: { message: 'content policy violation' } }),
      'failed',
      'content-refused',
    ],
    ['a failure as success', json({ error: { message: 'out of memory' } }), 'failed', 'provider-failed'],
    ['a page', () => Promise.resolve(new Response('<html></html>')), 'unknown', 'answer-lost'],
    ['nothing', () => Promise.resolve(new Response('')), 'unknown', 'answer-lost'],
    ['half of its JSON', () => Promise.resolve(new Response('{"data":[')), 'unknown', 'answer-lost'],
    ['no end', () => Promise.resolve(new Response('x'.repeat(40 << 20))), 'unknown', 'answer-lost'],
    ['silence', () => Promise.reject(new TypeError('Failed to fetch')), 'unknown', 'answer-lost'],
    [
      'a 400 without words',
      () => Promise.resolve(new Response('', { status: 400 })),
      'unknown',
      'answer-lost',
    ],
  ];

  it.each(cases)('is told as it is, after one order: %s', async (_, answer, state, problem) => {
    const send = vi.fn(answer);
    const still = await aLife(anotherStore(), { fetch: send }).make();
    expect(still).toMatchObject({ state, problem, imageId: null, money: { verdict: 'unknown' } });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('with the whole of a data address is read as what it means', async () => {
    const url = `data:image/png;base64,${png.toString('base64')}`;
    for (const entry of [{ url }, { b64_json: url }]) {
      const id = Object.keys(entry)[0] ?? '';
      const store = anotherStore();
      const life = aLife(store, { fetch: json({ data: [entry] }) });
      await life.maker.make({ ...life.wish, id });
      await vi.waitFor(async () => expect((await store.stills.get(id))?.state).toBe('ready'));
    }
  });
});
