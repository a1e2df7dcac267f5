import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SERVICES, type VideoServer } from '@/tests/servers/videos';
import { ask, askWithKey, KEYS, ORDERS, orderOf, PIXEL, send, servers, type Said } from './support';

const start = servers();
const KEY = 'a-key-nobody-may-see';

/** The right key, where each service wants it. */
const SHOWN = {
  openrouter: { authorization: `Bearer ${KEY}` },
  gemini: { 'x-goog-api-key': KEY },
  xai: { authorization: `Bearer ${KEY}` },
  fal: { authorization: `Key ${KEY}` },
  runway: { authorization: `Bearer ${KEY}`, 'x-runway-version': '2024-11-06' },
  replicate: { authorization: `Bearer ${KEY}` },
} as const;

const PICTURES = {
  openrouter: { frame_images: [{ type: 'image_url', image_url: { url: PIXEL }, frame_type: 'first_frame' }] },
  gemini: {
    input: [
      {
        type: 'user_input',
        content: [
          { type: 'image', data: PIXEL.slice(PIXEL.indexOf(',') + 1), mime_type: 'image/png' },
          { type: 'text', text: 'a pixel' },
        ],
      },
    ],
  },
  xai: { image: { url: PIXEL } },
  fal: { start_image_url: PIXEL },
  runway: { promptImage: PIXEL },
  replicate: { input: { prompt: 'a pixel', image: PIXEL } },
} as const;

const pollOf = (server: VideoServer, said: Said): Promise<Said> => {
  const id = String(said.body['id'] ?? said.body['request_id']);
  const addresses = {
    openrouter: `/videos/${id}`,
    gemini: `/interactions/${id}`,
    xai: `/videos/${id}`,
    fal: String(said.body['status_url']),
    runway: `/tasks/${id}`,
    replicate: `/predictions/${id}`,
  };
  return askWithKey(server, addresses[server.flavour as keyof typeof addresses]);
};

describe.each(SERVICES)('%s', (flavour) => {
  test('makes one job for one order, and the journal tells what was ordered', async () => {
    const server = await start({ flavour });
    const said = await orderOf(server, 'a lighthouse');
    expect(said.status).toBeLessThan(300);
    expect([server.journal.posts('a lighthouse'), server.journal.created('a lighthouse')]).toEqual([1, 1]);
    expect(server.journal.entries[0]).toMatchObject({
      phase: 'create',
      body: 'json',
      created: true,
      authorized: true,
      keyLeaked: false,
      order: ORDERS[flavour].body('a lighthouse'),
      media: [],
    });
    expect((await pollOf(server, said)).status).toBeLessThan(300);
    expect(server.journal.entries[1]).toMatchObject({ phase: 'poll', jobId: server.journal.jobs()[0]?.id });
  });

  test('plays what goes wrong with an order', async () => {
    const server = await start({ flavour });
    await expect(orderOf(server, 'a [[drop-answer]]')).rejects.toThrow();
    await expect(orderOf(server, 'b [[cut]]')).rejects.toThrow();
    const busy = await orderOf(server, 'c [[429:7]]');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await orderOf(server, 'd [[html-after]]')).status).toBe(502);
    expect((await orderOf(server, 'e [[status:503]]')).status).toBe(503);
    const nameless = await orderOf(server, 'f [[no-id]]');
    expect(nameless.body['id'] ?? nameless.body['request_id']).toBeUndefined();
    expect(server.journal.counts().created).toEqual({
      'a [[drop-answer]]': 1,
      'd [[html-after]]': 1,
      'f [[no-id]]': 1,
    });
  });

  test('refuses words and empty accounts before anything is made', async () => {
    const [server, poor] = [await start({ flavour }), await start({ flavour, credit: 0 })];
    const refusals = [
      await orderOf(server, 'a [[refuse]]'),
      await orderOf(server, 'a [[no-credit]]'),
      await orderOf(poor, 'a'),
    ];
    for (const { status } of refusals) expect([400, 402, 403, 422, 429]).toContain(status);
    expect([server.journal.created(), poor.journal.created()]).toEqual([0, 0]);
    expect((await orderOf(server, 'a [[no-credit]]')).status).toBeLessThan(300);
  });

  test('lets nobody in without the right key', async () => {
    const server = await start({ flavour, apiKey: KEY });
    const { authorization: _, ...keyless } = KEYS[flavour] as Record<string, string>;
    delete keyless['x-goog-api-key'];
    const closed = [await orderOf(server, 'a', { headers: keyless }), await orderOf(server, 'a')];
    for (const { status } of closed) expect([400, 401, 403]).toContain(status);
    expect(server.journal.created()).toBe(0);
    expect((await orderOf(server, 'a', { headers: SHOWN[flavour] })).status).toBeLessThan(300);
    expect(server.journal.entries.map(({ authorized }) => authorized)).toEqual([false, true, true]);
  });

  test.each([
    ['in the address', { query: `?key=${KEY}` }],
    ['in the body', { body: { user: `by ${KEY}` } }],
  ])('refuses an order with the key %s, and keeps no trace of it', async (_, more) => {
    const server = await start({ flavour, apiKey: KEY });
    expect((await orderOf(server, 'a', { headers: SHOWN[flavour], ...more })).status).toBe(401);
    expect(server.journal.entries[0]).toMatchObject({ keyLeaked: true, created: false });
    expect(server.journal.created()).toBe(0);
    expect(JSON.stringify(server.journal.entries)).not.toContain(KEY);
  });

  test('shows who carries the key to the other origin', async () => {
    const server = await start({ flavour, apiKey: KEY });
    await ask(`${server.otherUrl}/files/x.mp4`, { headers: SHOWN[flavour] });
    await ask(`${server.otherUrl}/files/x.mp4`);
    expect(server.journal.entries).toMatchObject([
      { authorized: true, host: new URL(server.otherUrl).host },
      { authorized: false },
    ]);
  });

  test('says which picture arrived', async () => {
    const server = await start({ flavour });
    const { path, body } = ORDERS[flavour];
    const paths: Partial<Record<typeof flavour, string>> = {
      fal: '/fal-ai/kling-video/v3/pro/image-to-video',
      runway: '/image_to_video',
    };
    const order = { ...body('a pixel'), ...PICTURES[flavour] };
    const said = await send(`${server.baseUrl}${paths[flavour] ?? path}`, order, KEYS[flavour]);
    expect(said.status).toBeLessThan(300);
    const bytes = Buffer.from(PIXEL.slice(PIXEL.indexOf(',') + 1), 'base64');
    expect(server.journal.entries[0]?.media).toMatchObject([
      {
        type: 'image/png',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ]);
    expect(server.journal.entries[0]?.prompt).toBe('a pixel');
  });

  test('takes no order for a model that is gone', async () => {
    const { body, path } = ORDERS[flavour];
    const model = { ...body('') } as { model?: string };
    const named = model.model ?? (flavour === 'fal' ? path.slice(1) : 'google/veo-3.1');
    const server = await start({ flavour, retired: [named] });
    expect([400, 404]).toContain((await orderOf(server, 'a')).status);
    expect(server.journal.created()).toBe(0);
  });

  test('knows its jobs after a restart, and nothing of others', async () => {
    const server = await start({ flavour });
    const said = await orderOf(server, 'a');
    await server.restart();
    expect((await pollOf(server, said)).status).toBeLessThan(300);
    const unknown = {
      ...said,
      body: JSON.parse(JSON.stringify(said.body).replaceAll(server.journal.jobs()[0]?.id ?? '-', 'nobody')),
    };
    expect((await pollOf(server, unknown)).status).toBe(404);
  });

  test('says words nobody knows', async () => {
    const server = await start({ flavour, jobMs: 'manual' });
    const said = await orderOf(server, 'a [[word:warming_up]] [[ends-as:evaporated]]');
    expect((await pollOf(server, said)).body['status']).toBe('warming_up');
    server.control.finish();
    expect((await pollOf(server, said)).body['status']).toBe('evaporated');
  });
});
