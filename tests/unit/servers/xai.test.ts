import { describe, expect, test } from 'vitest';
import type { VideoServer, VideoServerOptions } from '@/tests/servers/videos';
import { ask, askWithKey, dataOf, KEYS, ORDERS, orderOf, PIXEL, send, servers, type Said } from './support';

const start = servers();
const headers = KEYS.xai;

async function made(
  prompt: string,
  options: VideoServerOptions = {},
): Promise<{ server: VideoServer; poll(): Promise<Said> }> {
  const server = await start({ flavour: 'xai', jobMs: 'manual', ...options });
  const id = String((await orderOf(server, prompt)).body['request_id']);
  return { server, poll: () => askWithKey(server, `/videos/${id}`) };
}

describe('a request to xAI', () => {
  test('is answered with 202 and nothing, every other time with how far it is', async () => {
    const { server, poll } = await made('a');
    server.control.progress('a', 40);
    const said = [await poll(), await poll(), await poll()];
    expect(said.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(said.map(({ body }) => body)).toEqual([
      { text: '' },
      { status: 'pending', progress: 40 },
      { text: '' },
    ]);
  });

  test('is done with an address on another origin and what it cost', async () => {
    const { server, poll } = await made('a', { jobMs: 0 });
    const { status, body } = await poll();
    const { url } = body['video'] as { url: string };
    expect([status, body]).toMatchObject([
      200,
      {
        status: 'done',
        video: { duration: 8, respect_moderation: true },
        usage: { cost_in_usd_ticks: 11_200_000_000 },
      },
    ]);
    expect(new URL(url).origin).toBe(server.otherUrl);
    expect((await ask(url)).status).toBe(200);
    server.control.advance(3_600_000);
    expect([(await ask(url)).status, (await poll()).body['status']]).toEqual([404, 'expired']);
  });

  test('is made, and charged, as 480p and eight seconds where nothing is said', async () => {
    const server = await start({ flavour: 'xai', jobMs: 0 });
    const order = { model: 'grok-imagine-video', prompt: 'a' };
    const said = await send(`${server.baseUrl}/videos/generations`, order, headers);
    const { body } = await askWithKey(server, `/videos/${String(said.body['request_id'])}`);
    expect(body).toMatchObject({ video: { duration: 8 }, usage: { cost_in_usd_ticks: 4_000_000_000 } });
    expect(server.journal.entries[0]?.order).toEqual(order);
  });

  test('is "done" when it was blocked, and charged', async () => {
    const { poll } = await made('a [[moderated-completed]]', { jobMs: 0 });
    const { body } = await poll();
    expect(body).toMatchObject({ status: 'done', video: { url: '', respect_moderation: false } });
    expect(body['usage']).toMatchObject({ cost_in_usd_ticks: expect.any(Number) });
  });

  test.each([
    ['fails', 'internal_error'],
    ['moderated:image', 'invalid_argument'],
  ])('fails with a code and words: %s', async (fault, code) => {
    const { poll } = await made(`a [[${fault}]]`, { jobMs: 0 });
    expect((await poll()).body).toMatchObject({ status: 'failed', error: { code } });
  });
});

test('a video that xAI keeps back is a bad request, with its bill', async () => {
  const { poll } = await made('a [[moderated:output]]', { jobMs: 0 });
  const { status, body } = await poll();
  expect([status, body]).toMatchObject([
    400,
    {
      code: 'imagine:content-moderated',
      error: expect.any(String),
      usage: { cost_in_usd_ticks: expect.any(Number) },
    },
  ]);
});

describe('xAI', () => {
  test.each([
    ['generations', { duration: 16 }],
    ['generations', { duration: '8' }],
    ['generations', { resolution: '4k' }],
    ['generations', { seed: 1 }],
    ['generations', { last_frame: { url: PIXEL } }],
    ['generations', { reference_images: Array.from({ length: 8 }, () => ({ url: PIXEL })) }],
    ['edits', {}],
    ['edits', { video: { url: 'https://a.test/x.mp4' }, duration: 4 }],
    ['extensions', { video: { url: 'https://a.test/x.mp4' }, duration: 40 }],
  ])('refuses %s with %j', async (kind, body) => {
    const server = await start({ flavour: 'xai' });
    const order = { model: 'grok-imagine-video-1.5', prompt: 'a', ...body };
    const said = await send(`${server.baseUrl}/videos/${kind}`, order, headers);
    expect([said.status, typeof said.body['error']]).toEqual([400, 'string']);
    expect(server.journal.created()).toBe(0);
  });

  test('edits and extends a video that it can fetch', async () => {
    const server = await start({ flavour: 'xai' });
    const order = { model: 'grok-imagine-video-1.5', prompt: 'a', video: { url: 'https://a.test/x.mp4' } };
    const said = [
      await send(`${server.baseUrl}/videos/edits`, order, headers),
      await send(`${server.baseUrl}/videos/extensions`, { ...order, duration: 6 }, headers),
    ];
    expect(said.map(({ status }) => status)).toEqual([200, 200]);
    expect(server.journal.entries[0]?.media).toMatchObject([{ at: 'video.url', via: 'url' }]);
  });

  test('goes on from its own video by its address', async () => {
    const { server, poll } = await made('a', { jobMs: 0 });
    const { url } = (await poll()).body['video'] as { url: string };
    const order = { model: 'grok-imagine-video-1.5', prompt: 'b', video: { url } };
    expect((await send(`${server.baseUrl}/videos/edits`, order, headers)).status).toBe(200);
    const elsewhere = { ...order, video: { url: 'http://a.test/x.mp4' } };
    expect((await send(`${server.baseUrl}/videos/edits`, elsewhere, headers)).status).toBe(400);
  });

  test('says 400 to a wrong key, with a piece of it, and 401 to none', async () => {
    const server = await start({ flavour: 'xai', apiKey: 'xai-the-right-one' });
    const wrong = await orderOf(server, 'a');
    expect([wrong.status, String(wrong.body['error'])]).toEqual([
      400,
      expect.stringContaining('Incorrect API key'),
    ]);
    expect((await ask(`${server.baseUrl}/api-key`)).status).toBe(401);
  });

  test('tells its models and its key', async () => {
    const server = await start({ flavour: 'xai' });
    expect(dataOf(await askWithKey(server, '/models')).map(({ id }) => id)).toContain(
      'grok-imagine-video-1.5',
    );
    expect((await askWithKey(server, '/api-key')).body).toMatchObject({ api_key_blocked: false });
    expect((await askWithKey(server, ORDERS.xai.path)).status).toBe(404);
  });
});
