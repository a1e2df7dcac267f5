import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVideoServer, type VideoServer } from '@/tests/servers/videos';
import { validate, type Proxy } from './prism';
import { ask, askWithKey, dataOf, idOf, KEYS, orderOf, PIXEL, send, servers, type Said } from './support';

const start = servers();
const headers = KEYS.openrouter;

async function made(prompt: string, options = {}): Promise<{ server: VideoServer; id: string; said: Said }> {
  const server = await start({ flavour: 'openrouter', jobMs: 'manual', ...options });
  const said = await orderOf(server, prompt);
  return { server, id: idOf(said), said };
}

describe('OpenRouter', () => {
  test('accepts with 202 and an address that is only a path', async () => {
    const { server, id, said } = await made('a');
    expect([said.status, said.body]).toEqual([
      202,
      { id, polling_url: `/api/v1/videos/${id}`, status: 'pending' },
    ]);
    const polled = await askWithKey(server, `${server.url}${String(said.body['polling_url'])}`);
    expect(polled.body['status']).toBe('pending');
  });

  test('tells no progress, and the price when it is over', async () => {
    const { server, id } = await made('a');
    server.control.progress(id, 50);
    expect(Object.keys((await askWithKey(server, `/videos/${id}`)).body)).toEqual([
      'id',
      'polling_url',
      'status',
    ]);
    server.control.finish();
    const { body } = await askWithKey(server, `/videos/${id}`);
    expect(body).toMatchObject({ status: 'completed', usage: { cost: 0.8, is_byok: false } });
    expect(body['unsigned_urls']).toEqual([`${server.baseUrl}/videos/${id}/content?index=0`]);
  });

  test('gives the bytes to nobody without the key', async () => {
    const { server, id } = await made('a');
    const address = `${server.baseUrl}/videos/${id}/content?index=0`;
    expect((await ask(address, { headers })).status).toBe(404);
    server.control.finish();
    expect((await ask(address)).status).toBe(401);
    const part = await fetch(address, { headers: { ...headers, range: 'bytes=0-9' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect((await ask(`${server.baseUrl}/videos/${id}/content?index=1`, { headers })).status).toBe(404);
    server.control.advance(3_600_000);
    expect((await ask(address, { headers })).status).toBe(404);
    expect((await askWithKey(server, `/videos/${id}`)).body['status']).toBe('expired');
  });

  test('fails in prose', async () => {
    const server = await start({ flavour: 'openrouter', jobMs: 0 });
    const [image, plain] = [
      await orderOf(server, 'a [[moderated:image]]'),
      await orderOf(server, 'b [[fails]]'),
    ];
    const said = [
      await askWithKey(server, `/videos/${idOf(image)}`),
      await askWithKey(server, `/videos/${idOf(plain)}`),
    ];
    expect(said.map(({ body }) => body['status'])).toEqual(['failed', 'failed']);
    expect(String(said[0]?.body['error'])).toContain('image');
    expect(typeof said[1]?.body['error']).toBe('string');
  });

  test('is completed without an address when there is no video', async () => {
    const server = await start({ flavour: 'openrouter', jobMs: 0 });
    const said = await orderOf(server, 'a [[no-video]]');
    expect((await askWithKey(server, `/videos/${idOf(said)}`)).body).toMatchObject({
      status: 'completed',
      unsigned_urls: [],
    });
  });

  test.each([
    ['an unknown member', { seconds: '8' }],
    ['no prompt', { prompt: undefined }],
    ['no model', { model: undefined }],
    ['a length the model does not list', { duration: 5 }],
    ['a length that is text', { duration: '8' }],
    [
      'a frame the model does not take',
      {
        model: 'runway/gen-4.5',
        frame_images: [{ type: 'image_url', image_url: { url: PIXEL }, frame_type: 'last_frame' }],
      },
    ],
    ['sound where there is none', { model: 'runway/gen-4.5', generate_audio: true }],
    ['size and shape at once', { size: '1280x720', aspect_ratio: '16:9' }],
    [
      'a picture behind http',
      { input_references: [{ type: 'image_url', image_url: { url: 'http://a.test/x.png' } }] },
    ],
  ])('refuses %s', async (_, body) => {
    const server = await start({ flavour: 'openrouter' });
    const said = await orderOf(server, 'a', { body });
    expect([said.status, said.body]).toMatchObject([400, { error: { code: 400 } }]);
    expect(server.journal.created()).toBe(0);
  });

  test('takes no form', async () => {
    const server = await start({ flavour: 'openrouter' });
    const form = new FormData();
    form.set('prompt', 'a');
    form.set('model', 'google/veo-3.1');
    expect((await ask(`${server.baseUrl}/videos`, { method: 'POST', body: form, headers })).status).toBe(400);
  });

  test('lists models that tell their prices in several ways, or not at all', async () => {
    const server = await start({ flavour: 'openrouter', retired: ['runway/gen-4.5'] });
    const models = dataOf(await ask(`${server.baseUrl}/videos/models`));
    expect(models.map(({ id }) => id)).toEqual([
      'google/veo-3.1',
      'bytedance/seedance-2.0',
      'alibaba/wan-3.0',
    ]);
    expect(models.at(-1)).toMatchObject({ pricing_skus: null, supported_durations: null });
  });

  test('says what is left on the account, and takes nothing without it', async () => {
    const { server } = await made('a');
    server.control.finish();
    const { body } = await askWithKey(server, '/key');
    expect(body).toMatchObject({ data: { limit: 10, limit_remaining: 9.2, usage: 0.8 } });
    expect((await ask(`${server.baseUrl}/key`)).status).toBe(401);
    const poor = await start({ flavour: 'openrouter', credit: 0 });
    const said = await orderOf(poor, 'a');
    expect([said.status, said.body]).toMatchObject([402, { error: { code: 402 } }]);
  });

  test('has neither list nor cancel', async () => {
    const { server, id } = await made('a');
    expect((await askWithKey(server, '/videos')).status).toBe(404);
    expect((await askWithKey(server, `/videos/${id}`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('OpenRouter, held to its own description', () => {
  let server: VideoServer;
  let proxy: Proxy;
  beforeAll(async () => {
    server = await startVideoServer({ flavour: 'openrouter', jobMs: 'manual' });
    proxy = await validate(server, 'openrouter-videos');
  }, 60_000);
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });

  const faultsOf = ({ body }: Said): unknown[] => (body['validation'] ?? []) as unknown[];
  const order = {
    model: 'google/veo-3.1',
    prompt: 'a',
    duration: 8,
    resolution: '720p',
    aspect_ratio: '16:9',
  };

  test('keeps it from the order to the bytes', async () => {
    const frame = { type: 'image_url', image_url: { url: PIXEL }, frame_type: 'first_frame' };
    const said = [
      await send(`${proxy.baseUrl}/videos`, { ...order, seed: 1, frame_images: [frame] }, headers),
      await send(`${proxy.baseUrl}/videos`, { ...order, prompt: 'b', generate_audio: true }, headers),
      await ask(`${proxy.baseUrl}/videos/models`, { headers }),
    ];
    const [one, two] = server.journal.jobs().map(({ id }) => id);
    said.push(await ask(`${proxy.baseUrl}/videos/${one}`, { headers }));
    server.control.fail(two);
    server.control.finish(one);
    for (const path of [one, two, `${one}/content?index=0`]) {
      said.push(await ask(`${proxy.baseUrl}/videos/${path}`, { headers }));
    }
    expect(said.map(({ status }) => status)).toEqual([202, 202, 200, 200, 200, 200, 200]);
    expect(said.flatMap(faultsOf)).toEqual([]);
  });

  test('keeps it where it refuses', async () => {
    const said = [
      await send(`${proxy.baseUrl}/videos`, { ...order, duration: 99 }, headers),
      await send(`${proxy.baseUrl}/videos`, { ...order, prompt: 'c [[no-credit]]' }, headers),
      await send(`${proxy.baseUrl}/videos`, { ...order, prompt: 'd [[429]]' }, headers),
      await ask(`${proxy.baseUrl}/videos/nobody`, { headers }),
    ];
    expect(said.map(({ status }) => status)).toEqual([400, 402, 429, 404]);
    expect(said.flatMap(faultsOf)).toEqual([]);
  });
});
