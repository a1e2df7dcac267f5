import { describe, expect, test } from 'vitest';
import type { VideoServer, VideoServerOptions } from '@/tests/servers/videos';
import { ask, askWithKey, KEYS, orderOf, send, servers, type Said } from './support';

const start = servers();
const headers = KEYS.fal;

interface Made {
  server: VideoServer;
  said: Said;
  status(query?: string): Promise<Said>;
  result(): Promise<Said>;
  cancel(): Promise<Said>;
}

async function made(prompt: string, body = {}, options: VideoServerOptions = {}): Promise<Made> {
  const server = await start({ flavour: 'fal', jobMs: 'manual', ...options });
  const said = await orderOf(server, prompt, { body });
  const to = (name: string): string => String(said.body[name]);
  return {
    server,
    said,
    status: (query = '') => ask(`${to('status_url')}${query}`, { headers }),
    result: () => ask(to('response_url'), { headers }),
    cancel: () => ask(to('cancel_url'), { method: 'PUT', headers }),
  };
}

describe('a request in the queue', () => {
  test('has addresses without the sub-path of its model, and no others', async () => {
    const { server, said } = await made('a');
    const id = String(said.body['request_id']);
    expect(said.body).toMatchObject({
      status_url: `${server.url}/fal-ai/kling-video/requests/${id}/status`,
      response_url: `${server.url}/fal-ai/kling-video/requests/${id}`,
      cancel_url: `${server.url}/fal-ai/kling-video/requests/${id}/cancel`,
      queue_position: 2,
    });
    const built = `/fal-ai/kling-video/v3/pro/text-to-video/requests/${id}/status`;
    expect((await askWithKey(server, built)).status).toBe(405);
    expect((await askWithKey(server, `/alibaba/wan-3.0/requests/${id}/status`)).status).toBe(404);
  });

  test('waits, runs with logs for who asks for them, and is completed', async () => {
    const { server, status, result } = await made('a');
    const waiting = await status();
    expect([waiting.status, waiting.body]).toMatchObject([202, { status: 'IN_QUEUE', queue_position: 2 }]);
    server.control.progress('a', 40);
    expect((await status()).body).toMatchObject({ status: 'IN_PROGRESS', logs: null });
    expect((await status('?logs=1')).body).toMatchObject({ logs: [{ level: 'INFO' }] });
    expect((await result()).status).toBe(400);
    server.control.finish();
    const done = await status();
    expect([done.status, done.body]).toMatchObject([200, { status: 'COMPLETED', metrics: {} }]);
  });

  test('has its file on another origin, where nobody asks for a key', async () => {
    const { server, result } = await made('a', {}, { jobMs: 0 });
    const { video } = (await result()).body as { video: { url: string; file_size: number } };
    expect(video).toMatchObject({ content_type: 'video/mp4', file_name: 'output.mp4' });
    expect(new URL(video.url).origin).toBe(server.otherUrl);
    const file = await fetch(video.url);
    expect((await file.arrayBuffer()).byteLength).toBe(video.file_size);
    expect(server.journal.entries.at(-1)).toMatchObject({ phase: 'content', authorized: false });
  });

  test('is cancelled only while it waits', async () => {
    const waiting = await made('a');
    expect((await waiting.cancel()).body['status']).toBe('CANCELLATION_REQUESTED');
    expect((await waiting.status()).body['status']).toBe('COMPLETED');
    expect((await waiting.result()).status).toBe(400);
    const running = await made('b');
    running.server.control.progress('b', 40);
    const late = await running.cancel();
    expect([late.status, late.body['status']]).toEqual([400, 'ALREADY_COMPLETED']);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['moderated', 422, 'content_policy_violation', ['body', 'prompt']],
    ['moderated:image', 422, 'content_policy_violation', ['body', 'image_url']],
    ['fails', 400, 'downstream_service_error', ['body']],
    ['fails:generation_timeout', 504, 'generation_timeout', ['body']],
    ['fails:internal_server_error', 500, 'internal_server_error', ['body']],
  ])('comes with the result, after COMPLETED: %s', async (fault, http, type, loc) => {
    const { status, result } = await made(`a [[${fault}]]`, {}, { jobMs: 0 });
    expect((await status()).body['status']).toBe('COMPLETED');
    const said = await result();
    expect([said.status, said.body]).toMatchObject([http, { detail: [{ type, loc }] }]);
  });

  test.each([
    ['/fal-ai/kling-video/v3/pro/text-to-video', { duration: 5 }],
    ['/fal-ai/kling-video/v3/pro/text-to-video', { duration: '8s' }],
    ['/fal-ai/kling-video/v3/pro/image-to-video', { image_url: 'https://a.test/x.png' }],
    ['/alibaba/wan-3.0/text-to-video', { duration: '5' }],
    ['/alibaba/wan-3.0/image-to-video', { start_image_url: 'nonsense' }],
    ['/bytedance/seedance-2.0/text-to-video', { duration: 5 }],
    ['/minimax/h3-max/text-to-video', { resolution: '768p' }],
    ['/fal-ai/veo3.1', { duration: 8 }],
    ['/fal-ai/veo3.1', { resolution: 720 }],
  ])(
    'a wrong input is accepted by the queue, and refused by the model, or at once: %s %j',
    async (path, body) => {
      const late = await start({ flavour: 'fal', jobMs: 0 });
      const said = await send(`${late.baseUrl}${path}`, { prompt: 'a', ...body }, headers);
      expect(said.status).toBe(200);
      const result = await ask(String(said.body['response_url']), { headers });
      expect([result.status, result.body]).toMatchObject([
        422,
        { detail: [{ loc: ['body', expect.any(String)] }] },
      ]);
      const early = await start({ flavour: 'fal', checks: 'order' });
      expect((await send(`${early.baseUrl}${path}`, { prompt: 'a', ...body }, headers)).status).toBe(422);
      expect([late.journal.created(), early.journal.created()]).toEqual([1, 0]);
    },
  );

  test.each([
    ['/fal-ai/kling-video/v3/pro/text-to-video', { duration: '5' }],
    ['/alibaba/wan-3.0/text-to-video', { duration: 5 }],
    ['/fal-ai/veo3.1', { duration: '8s' }],
  ])('a right one is not: %s %j', async (path, body) => {
    const server = await start({ flavour: 'fal', jobMs: 0, checks: 'order' });
    const said = await send(`${server.baseUrl}${path}`, { prompt: 'a', ...body }, headers);
    expect((await ask(String(said.body['response_url']), { headers })).status).toBe(200);
  });

  test('says plainly who has no key, no money, no such model', async () => {
    const server = await start({ flavour: 'fal' });
    expect((await orderOf(server, 'a', { headers: { authorization: 'Bearer any:fal-key' } })).status).toBe(
      401,
    );
    const poor = await orderOf(server, 'a [[no-credit]]');
    expect([poor.status, String(poor.body['detail'])]).toEqual([403, expect.stringContaining('balance')]);
    expect((await send(`${server.baseUrl}/fal-ai/nothing`, { prompt: 'a' }, headers)).status).toBe(404);
  });
});
