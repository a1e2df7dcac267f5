import { describe, expect, test } from 'vitest';
import type { VideoServer, VideoServerOptions } from '@/tests/servers/videos';
import { ask, askWithKey, idOf, KEYS, orderOf, PIXEL, send, servers, type Said } from './support';

const start = servers();
const HOUR = 3_600_000;

async function made(
  prompt: string,
  options: VideoServerOptions = {},
): Promise<{ server: VideoServer; said: Said; poll(): Promise<Said> }> {
  const server = await start({ flavour: 'replicate', jobMs: 'manual', ...options });
  const said = await orderOf(server, prompt);
  const { get } = said.body['urls'] as { get: string };
  return { server, said, poll: () => askWithKey(server, get) };
}

describe('a prediction', () => {
  test('is made with 201, starting, and tells where it is', async () => {
    const { server, said } = await made('a');
    expect([said.status, said.body]).toMatchObject([
      201,
      {
        status: 'starting',
        output: null,
        urls: {
          get: `${server.baseUrl}/predictions/${idOf(said)}`,
          cancel: `${server.baseUrl}/predictions/${idOf(said)}/cancel`,
        },
      },
    ]);
  });

  test('goes over processing to a file on another origin', async () => {
    const { server, poll } = await made('a');
    server.control.progress('a', 40);
    expect((await poll()).body['status']).toBe('processing');
    server.control.finish();
    const { body } = await poll();
    expect(body).toMatchObject({ status: 'succeeded', error: null, metrics: {} });
    expect(new URL(String(body['output'])).origin).toBe(server.otherUrl);
    expect((await ask(String(body['output']))).status).toBe(200);
  });

  test('has an address, or a list of them', async () => {
    const { poll } = await made('a [[as-list]]', { jobMs: 0 });
    expect((await poll()).body['output']).toEqual([expect.stringContaining('/files/')]);
  });

  test('is wiped one hour after its end, words and all', async () => {
    const { server, poll } = await made('a');
    server.control.finish();
    const url = String((await poll()).body['output']);
    server.control.advance(HOUR);
    const { status, body } = await poll();
    expect([status, body]).toMatchObject([
      200,
      { status: 'succeeded', output: null, input: {}, logs: '', data_removed: true },
    ]);
    expect((await ask(url)).status).toBe(404);
    const gone = await made('b [[expired:404]]', { jobMs: 0 });
    expect((await gone.poll()).status).toBe(404);
  });

  test.each([
    ['fails', 'ran out of memory'],
    ['moderated', 'input was flagged as sensitive'],
    ['moderated:output', 'output was flagged as sensitive'],
  ])('fails in prose: %s', async (fault, words) => {
    const { poll } = await made(`a [[${fault}]]`, { jobMs: 0 });
    const { body } = await poll();
    expect([body['status'], String(body['error'])]).toEqual(['failed', expect.stringContaining(words)]);
  });

  test('is cancelled while it runs, and ends as aborted where it never began', async () => {
    const { server, said } = await made('a');
    const cancel = (): Promise<Said> =>
      askWithKey(server, `/predictions/${idOf(said)}/cancel`, { method: 'POST' });
    expect((await cancel()).body['status']).toBe('canceled');
    const aborted = await made('b [[ends-as:aborted]]', { jobMs: 0 });
    expect((await aborted.poll()).body).toMatchObject({ status: 'aborted', output: null });
  });
});

describe('the list of predictions', () => {
  interface Page {
    next: string | null;
    results: { id: string; input: { prompt: string } }[];
  }
  const pageOf = async (server: VideoServer, url = '/predictions'): Promise<Page> =>
    (await askWithKey(server, url)).body as unknown as Page;

  test('is paged, newest first, with the words of each order', async () => {
    const server = await start({ flavour: 'replicate' });
    for (const prompt of ['1', '2', '3', '4', '5', '6', '7']) await orderOf(server, prompt);
    const first = await pageOf(server);
    const second = await pageOf(server, first.next ?? '');
    const prompts = [...first.results, ...second.results].map(({ input }) => input.prompt);
    expect(prompts).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    expect([first.results.length, second.next]).toEqual([5, null]);
  });

  test('knows an order whose answer was lost', async () => {
    const server = await start({ flavour: 'replicate' });
    await expect(orderOf(server, 'a [[drop-answer]]')).rejects.toThrow();
    expect((await pageOf(server)).results).toMatchObject([{ input: { prompt: 'a [[drop-answer]]' } }]);
  });

  test('lags, goes round in circles or is not there, as it is told', async () => {
    const server = await start({ flavour: 'replicate', listLagMs: 5000 });
    await orderOf(server, 'a');
    expect((await pageOf(server)).results).toEqual([]);
    server.control.advance(5000);
    server.control.arm('list-loop', { times: 1 });
    const { next, results } = await pageOf(server);
    expect([results.length, typeof next]).toEqual([1, 'string']);
    server.control.arm('no-list');
    expect((await askWithKey(server, '/predictions')).status).toBe(404);
  });
});

describe('Replicate', () => {
  test.each([
    ['no words', { input: { duration: 8 } }],
    ['seconds as text', { input: { prompt: 'a', duration: '8' } }],
    ['a length it does not have', { input: { prompt: 'a', duration: 5 } }],
    ['an input nobody knows', { input: { prompt: 'a', fps: 24 } }],
    ['a picture that is none', { input: { prompt: 'a', image: 'x.png' } }],
  ])('refuses %s in a sentence for each', async (_, body) => {
    const server = await start({ flavour: 'replicate' });
    const said = await orderOf(server, 'a', { body });
    expect([said.status, said.body]).toMatchObject([
      422,
      { title: 'Input validation failed', detail: expect.stringContaining('- input') },
    ]);
    expect(server.journal.created()).toBe(0);
  });

  test('describes the inputs of a model, each in its own way', async () => {
    const server = await start({ flavour: 'replicate' });
    const { body } = await askWithKey(server, '/models/kwaivgi/kling-v3-video');
    expect(JSON.stringify(body['latest_version'])).toContain('start_image');
    expect((await askWithKey(server, '/models/nobody/nothing')).status).toBe(404);
    const order = { input: { prompt: 'a', start_image: PIXEL, duration: 5 } };
    const path = '/models/kwaivgi/kling-v3-video/predictions';
    expect((await send(`${server.baseUrl}${path}`, order, KEYS.replicate)).status).toBe(201);
  });

  test('says whose key it is, and who has no money', async () => {
    const server = await start({ flavour: 'replicate' });
    expect((await askWithKey(server, '/account')).body).toMatchObject({ type: 'user' });
    expect((await ask(`${server.baseUrl}/account`)).status).toBe(401);
    expect((await orderOf(server, 'a [[no-credit]]')).status).toBe(402);
  });
});
