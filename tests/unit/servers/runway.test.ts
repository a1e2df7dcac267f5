import { describe, expect, test } from 'vitest';
import type { VideoServer, VideoServerOptions } from '@/tests/servers/videos';
import { ask, askWithKey, idOf, KEYS, orderOf, PIXEL, send, servers, type Said } from './support';

const start = servers();
const headers = KEYS.runway;
const DAY = 24 * 3_600_000;

async function made(
  prompt: string,
  options: VideoServerOptions = {},
): Promise<{ server: VideoServer; id: string; poll(): Promise<Said> }> {
  const server = await start({ flavour: 'runway', jobMs: 'manual', ...options });
  const id = idOf(await orderOf(server, prompt));
  return { server, id, poll: () => askWithKey(server, `/tasks/${id}`) };
}

const addressOf = ({ body }: Said): string => (body['output'] as string[])[0] ?? '';

describe('a task', () => {
  test('has its price before it begins', async () => {
    const server = await start({ flavour: 'runway' });
    expect((await orderOf(server, 'a')).body).toMatchObject({ estimatedCost: { credits: 60 } });
  });

  test('goes from PENDING over RUNNING to SUCCEEDED', async () => {
    const { server, poll } = await made('a');
    expect((await poll()).body).toMatchObject({ status: 'PENDING' });
    server.control.progress('a', 40);
    expect((await poll()).body).toMatchObject({ status: 'RUNNING', progress: 0.4 });
    server.control.finish();
    expect((await poll()).body).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 60 } });
  });

  test('says THROTTLED while it has to wait for others', async () => {
    const { poll } = await made('a [[word:THROTTLED]]');
    expect((await poll()).body['status']).toBe('THROTTLED');
  });

  test('has a new address at every look, each good for a day, on another origin', async () => {
    const { server, poll } = await made('a', { jobMs: 0 });
    const first = addressOf(await poll());
    server.control.advance(DAY / 2);
    const second = addressOf(await poll());
    expect(new Set([first, second]).size).toBe(2);
    expect(new URL(first).origin).toBe(server.otherUrl);
    server.control.advance(DAY / 2);
    const [old, fresh] = [await ask(first), await ask(second)];
    expect([old.status, old.headers.get('content-type'), fresh.status]).toEqual([
      403,
      'application/xml',
      200,
    ]);
    expect((await ask(first.replace(/\?.*/, ''))).status).toBe(403);
  });

  test.each([
    ['moderated', 'SAFETY.INPUT.TEXT'],
    ['moderated:image', 'SAFETY.INPUT.IMAGE'],
    ['moderated:output', 'SAFETY.OUTPUT.VIDEO'],
    ['fails', 'INTERNAL.BAD_OUTPUT.CODE01'],
    ['fails:INPUT_PREPROCESSING.INTERNAL', 'INPUT_PREPROCESSING.INTERNAL'],
  ])('fails with a code: %s', async (fault, failureCode) => {
    const { poll } = await made(`a [[${fault}]]`, { jobMs: 0 });
    expect((await poll()).body).toMatchObject({ status: 'FAILED', failureCode, failure: expect.any(String) });
  });

  test('is cancelled by DELETE while it runs, and removed after its end', async () => {
    const { server, id, poll } = await made('a');
    const remove = (): Promise<Said> => askWithKey(server, `/tasks/${id}`, { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect((await poll()).body['status']).toBe('CANCELLED');
    expect((await remove()).status).toBe(204);
    expect((await poll()).status).toBe(404);
  });

  test('is not to be looked at too often, where that is asked for', async () => {
    let now = 1_000_000;
    const { poll } = await made('a', { pollFloorMs: 5000, now: () => now });
    const got: number[] = [];
    for (const step of [0, 4999, 5000]) {
      now += step;
      got.push((await poll()).status);
    }
    expect(got).toEqual([200, 429, 200]);
  });
});

describe('Runway', () => {
  test.each([{}, { 'x-runway-version': '2023-01-01' }])('wants its version: %j', async (version) => {
    const server = await start({ flavour: 'runway' });
    const { authorization } = headers;
    expect((await orderOf(server, 'a', { headers: { authorization, ...version } })).status).toBe(400);
    expect(server.journal.created()).toBe(0);
  });

  test.each([
    ['a prompt of 1001 units', '/text_to_video', { promptText: 'é'.repeat(1001) }],
    ['a ratio of another kind', '/text_to_video', { ratio: '16:9' }],
    ['seconds as text', '/text_to_video', { duration: '5' }],
    ['a picture that it did not ask for', '/text_to_video', { promptImage: PIXEL }],
    ['an image model without an image', '/image_to_video', {}],
    [
      'an image that is too large',
      '/image_to_video',
      { promptImage: `data:image/png;base64,${'A'.repeat(6_000_000)}` },
    ],
    ['words for an image model', '/text_to_video', { model: 'gen4_turbo' }],
    ['sound where there is none', '/text_to_video', { audio: true }],
    ['an unknown member', '/text_to_video', { negativePrompt: 'x' }],
  ])('refuses %s', async (_, path, body) => {
    const server = await start({ flavour: 'runway' });
    const order = { model: 'gen4.5', promptText: 'a', ratio: '1280:720', duration: 5, ...body };
    const said = await send(`${server.baseUrl}${path}`, order, headers);
    expect([said.status, said.body]).toMatchObject([
      400,
      { error: 'Validation of body failed', issues: [{}] },
    ]);
    expect(server.journal.created()).toBe(0);
  });

  test.each([
    ['/text_to_video', { model: 'veo3.1', duration: 4, negativePrompt: 'rain' }],
    ['/text_to_video', { model: 'hailuo3', ratio: '16:9', resolution: '768p' }],
    ['/image_to_video', { model: 'h3_max', ratio: undefined, promptImage: PIXEL }],
    ['/image_to_video', { model: 'grok_imagine_1_5', ratio: undefined, promptImage: PIXEL }],
    ['/image_to_video', { model: 'wan3', ratio: 'auto_720p', promptImage: PIXEL }],
  ])('takes what only some models know: %s %j', async (path, body) => {
    const server = await start({ flavour: 'runway' });
    const order = { promptText: 'a', ratio: '1280:720', duration: 5, ...body };
    expect((await send(`${server.baseUrl}${path}`, order, headers)).status).toBe(200);
  });

  test('counts a prompt in UTF-16 units, by model', async () => {
    const server = await start({ flavour: 'runway' });
    const body = { promptText: '😀'.repeat(501) };
    expect((await orderOf(server, 'a', { body })).status).toBe(400);
    expect((await orderOf(server, 'a', { body: { ...body, model: 'seedance2' } })).status).toBe(200);
  });

  test('takes first and last frame', async () => {
    const server = await start({ flavour: 'runway' });
    const frames = [
      { uri: PIXEL, position: 'first' },
      { uri: PIXEL, position: 'last' },
    ];
    const order = { model: 'veo3.1', promptText: 'a', ratio: '1280:720', duration: 4, promptImage: frames };
    expect((await send(`${server.baseUrl}/image_to_video`, order, headers)).status).toBe(200);
    expect(server.journal.entries[0]?.media.map(({ at }) => at)).toEqual([
      'promptImage.0.uri',
      'promptImage.1.uri',
    ]);
  });

  test('says what is left, and takes nothing without it', async () => {
    const server = await start({ flavour: 'runway', credit: 0 });
    expect((await askWithKey(server, '/organization')).body['creditBalance']).toBe(0);
    const said = await orderOf(server, 'a');
    expect([said.status, String(said.body['error'])]).toEqual([
      400,
      expect.stringContaining('enough credits'),
    ]);
  });
});
