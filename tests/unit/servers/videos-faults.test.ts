import { Agent, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readFault } from '@/tests/servers/videos/faults';
import { ask, at, completed, dataOf, idOf, order, servers } from './support';

const start = servers();

describe('a fault', () => {
  test.each(['drop', 'cut-at@video', 'stall@poll', 'cut*x'])(
    'is not misspelt in silence: %s',
    async (written) => {
      expect(() => readFault(written)).toThrow();
      const server = await start();
      expect((await order(server, `a [[${written}]]`)).status).toBe(501);
      expect(server.journal.created()).toBe(0);
    },
  );

  test('is played as often as it says, at the phase it says, for the prompt it is in', async () => {
    const server = await start({ jobMs: 0 });
    const id = idOf(await order(server, 'a [[status:502@poll*2]]'));
    const other = idOf(await order(server, 'b'));
    const polls: number[] = [];
    for (const each of [id, other, id, id]) polls.push((await ask(at(server, each))).status);
    expect(polls).toEqual([502, 200, 502, 200]);
  });

  test('can follow another one of its kind', async () => {
    const server = await start();
    const got: number[] = [];
    for (let n = 0; n < 4; n += 1)
      got.push((await order(server, 'a [[status:500*2]] [[status:503]]')).status);
    expect(got).toEqual([500, 500, 503, 200]);
  });

  test('that a test arms hits the next request, or the next with certain words', async () => {
    const server = await start();
    server.control.arm('status:500', { times: 2, match: 'lighthouse' });
    const got: number[] = [];
    for (const prompt of ['a dune', 'a lighthouse', 'a lighthouse', 'a lighthouse']) {
      got.push((await order(server, prompt)).status);
    }
    expect(got).toEqual([200, 500, 500, 200]);
    server.control.arm('429@list*3');
    server.control.disarm();
    expect((await ask(`${server.baseUrl}/videos`)).status).toBe(200);
  });
});

describe('on ordering', () => {
  test.each([
    ['cut', 0],
    ['drop-answer', 1],
  ])('%s leaves no answer and %i jobs', async (fault, jobs) => {
    const server = await start();
    await expect(order(server, `a [[${fault}]]`)).rejects.toThrow();
    expect([server.journal.posts(), server.journal.created()]).toEqual([1, jobs]);
    expect(server.journal.entries[0]).toMatchObject({ cut: true, status: null, faults: [fault] });
    expect(dataOf(await ask(`${server.baseUrl}/videos`))).toHaveLength(jobs);
  });

  test.each([
    ['status:503', 503, 'application/json', 0],
    ['html:500', 500, 'text/html', 0],
    ['html-after:502', 502, 'text/html', 1],
    ['401', 401, 'application/json', 0],
    ['refuse', 400, 'application/json', 0],
    ['no-id', 200, 'application/json', 1],
    ['broken-json', 200, 'application/json', 1],
  ])('%s answers %i as %s and makes %i jobs', async (fault, status, type, jobs) => {
    const server = await start();
    const form = new FormData();
    form.set('prompt', `a [[${fault}]]`);
    const response = await fetch(`${server.baseUrl}/videos`, { method: 'POST', body: form });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    const text = await response.text();
    if (fault === 'broken-json') expect(() => JSON.parse(text)).toThrow();
    if (fault === 'no-id') expect(JSON.parse(text)).not.toHaveProperty('id');
    if (fault === 'refuse') expect(text).toContain('moderation_blocked');
    expect(server.journal.created()).toBe(jobs);
  });

  test('video-error answers an error that is a Video all the same', async () => {
    const server = await start();
    const { status, body } = await order(server, 'a [[video-error:502]]');
    expect([status, body['object']]).toEqual([502, 'video']);
    expect(server.journal.jobs()[0]?.id).toBe(body['id']);
  });

  test('429 says in seconds or with a date when to come back', async () => {
    const server = await start({ now: () => Date.UTC(2026, 0, 1) });
    const seconds = await order(server, 'a [[429:7]]');
    const date = await order(server, 'b [[429-date:7]]');
    expect([seconds.status, seconds.headers.get('retry-after')]).toEqual([429, '7']);
    expect(date.headers.get('retry-after')).toBe('Thu, 01 Jan 2026 00:00:07 GMT');
    expect((await order(server, 'a [[429:7]]')).status).toBe(200);
  });

  test('hold and hold-answer wait until they are let go, before and after the job is made', async () => {
    const server = await start();
    for (const [fault, jobs] of [
      ['hold', 0],
      ['hold-answer', 1],
    ] as const) {
      const prompt = `a [[${fault}]]`;
      const answer = order(server, prompt);
      await server.journal.until((entry) => entry.prompt === prompt && entry.held);
      expect(server.journal.created(prompt)).toBe(jobs);
      server.control.release();
      expect((await answer).status).toBe(200);
      expect(server.journal.created(prompt)).toBe(1);
    }
  });

  test('redirect leads to the other origin, where a job is made for whoever follows', async () => {
    const server = await start();
    const { status, headers } = await order(server, 'a [[redirect]]');
    expect([status, headers.get('location')]).toEqual([307, `${server.otherUrl}/v1/videos`]);
    expect(server.journal.created()).toBe(0);
  });

  test('cut-reused makes a client that re-sends on a dying connection pay twice, and only that one', async () => {
    const server = await start({ keepAlive: true });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (prompt: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(`${server.baseUrl}/videos`, {
          agent,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
        });
        sent.once('response', (response) =>
          response.resume().once('end', () => resolve(response.statusCode ?? 0)),
        );
        // As a browser does: the connection was reused, and no header has come.
        sent.once('error', (error) => (sent.reusedSocket ? resolve(post(prompt)) : reject(error)));
        sent.end(JSON.stringify({ prompt }));
      });
    expect(await post('first [[cut-reused]]')).toBe(200);
    expect(await post('second [[cut-reused]]')).toBe(200);
    agent.destroy();
    expect(server.journal.counts().created).toEqual({
      'first [[cut-reused]]': 1,
      'second [[cut-reused]]': 2,
    });
  });

  test('connections are not kept unless asked for, so that nothing is re-sent', async () => {
    const server = await start();
    expect((await ask(`${server.baseUrl}/models`)).headers.get('connection')).toBe('close');
  });
});

describe('a job can be made', () => {
  test.each([
    ['stall:30', { status: 'in_progress', progress: 30 }],
    ['stay-queued', { status: 'queued', progress: 0 }],
    ['fails:oom', { status: 'failed', error: { code: 'oom' } }],
    ['moderated', { status: 'failed', error: { code: 'moderation_blocked' } }],
    ['moderated-completed', { status: 'completed', error: { code: 'moderation_blocked' } }],
    ['no-video', { status: 'completed', error: null }],
    ['takes:99999999', { status: 'in_progress' }],
  ])('to be %s, and has no file then', async (fault, said) => {
    let now = 1_000_000;
    const server = await start({ jobMs: 1000, now: () => now });
    const id = idOf(await order(server, `a [[${fault}]]`));
    now += 80_000_000;
    expect((await ask(at(server, id))).body).toMatchObject(said);
    expect((await ask(at(server, id, '/content'))).status).toBe(404);
  });

  test('to have expired long ago', async () => {
    const server = await start({ jobMs: 0 });
    const id = await completed(server, 'a [[expired:410]]');
    const { body } = await ask(at(server, id));
    expect(body['status']).toBe('completed');
    expect(Number(body['expires_at'])).toBeLessThan(Date.now() / 1000);
    expect((await ask(at(server, id, '/content'))).status).toBe(410);
  });

  test('to say a word of its own while it runs', async () => {
    const server = await start({ jobMs: 'manual' });
    const id = idOf(await order(server, 'a [[word:warming_up]]'));
    expect((await ask(at(server, id))).body['status']).toBe('warming_up');
    server.control.finish(id);
    expect((await ask(at(server, id))).body['status']).toBe('completed');
  });

  test('with an armed fault, once', async () => {
    const server = await start({ jobMs: 0 });
    server.control.arm('moderated');
    const ids = [await completed(server, 'a'), await completed(server, 'b')];
    const status = await Promise.all(ids.map(async (id) => (await ask(at(server, id))).body['status']));
    expect(status).toEqual(['failed', 'completed']);
  });
});

describe('the list', () => {
  test('is a 404, by fault or for good', async () => {
    const [sometimes, never] = [await start(), await start({ list: false })];
    sometimes.control.arm('no-list', { times: 1 });
    const got: number[] = [];
    for (const server of [sometimes, sometimes, never, never]) {
      got.push((await ask(`${server.baseUrl}/videos`)).status);
    }
    expect(got).toEqual([404, 200, 404, 404]);
  });

  test('goes round in circles', async () => {
    const server = await start();
    await order(server, 'a');
    server.control.arm('list-loop');
    const pages = [await ask(`${server.baseUrl}/videos`), await ask(`${server.baseUrl}/videos?after=x`)];
    const idsOf = ({ body }: (typeof pages)[number]): unknown =>
      (body as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(pages[0]?.body).toMatchObject({ has_more: true });
    expect(pages.map(idsOf)).toEqual([[expect.any(String)], idsOf(pages[0]!)]);
  });
});
