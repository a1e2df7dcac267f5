import { describe, expect, test } from 'vitest';
import type { VideoServer, VideoServerOptions } from '@/tests/servers/videos';
import { ask, askWithKey, idOf, KEYS, orderOf, servers } from './support';

const start = servers();
const headers = KEYS.gemini;

async function made(
  prompt: string,
  options: VideoServerOptions = {},
): Promise<{ server: VideoServer; id: string }> {
  const server = await start({ flavour: 'gemini', jobMs: 'manual', ...options });
  return { server, id: idOf(await orderOf(server, prompt)) };
}

const stepsOf = (body: Record<string, unknown>): { type: string; content?: Record<string, unknown>[] }[] =>
  body['steps'] as { type: string; content?: Record<string, unknown>[] }[];
const contentOf = (body: Record<string, unknown>): Record<string, unknown>[] =>
  stepsOf(body).find(({ type }) => type === 'model_output')?.content ?? [];

describe('an interaction', () => {
  test('goes from queued over in_progress to a video among its steps', async () => {
    const { server, id } = await made('a');
    const seen: unknown[] = [];
    seen.push((await askWithKey(server, `/interactions/${id}`)).body['status']);
    server.control.progress(id, 40);
    seen.push((await askWithKey(server, `/interactions/${id}`)).body['status']);
    server.control.finish();
    const { body } = await askWithKey(server, `/interactions/${id}`);
    expect([...seen, body['status']]).toEqual(['queued', 'in_progress', 'completed']);
    expect(body).not.toHaveProperty('output_video');
    expect(stepsOf(body).map(({ type }) => type)).toEqual(['thought', 'model_output']);
    expect(contentOf(body)).toEqual([
      { type: 'video', mime_type: 'video/mp4', uri: `${server.baseUrl}/files/${id}:download?alt=media` },
    ]);
  });

  test('shows its video elsewhere, or inline, as well', async () => {
    const { server, id } = await made('a [[output-video]]');
    const inline = idOf(await orderOf(server, 'b [[inline]]'));
    server.control.finish();
    const { body } = await askWithKey(server, `/interactions/${id}`);
    expect(body['output_video']).toMatchObject({ mime_type: 'video/mp4' });
    expect(contentOf(body)).toEqual([]);
    const [video] = contentOf((await askWithKey(server, `/interactions/${inline}`)).body);
    const bytes = Buffer.from(String(video?.['data']), 'base64');
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
  });

  test.each(['moderated-completed', 'no-video'])('is completed without a video: %s', async (fault) => {
    const { server, id } = await made(`a [[${fault}]]`, { jobMs: 0 });
    const { body } = await askWithKey(server, `/interactions/${id}`);
    expect(body['status']).toBe('completed');
    expect(contentOf(body).filter(({ type }) => type === 'video')).toEqual([]);
  });

  test('fails in words, and with a code unless it was refused', async () => {
    const { server, id } = await made('a [[moderated:image]]', { jobMs: 0 });
    const other = idOf(await orderOf(server, 'b [[fails:oom]]'));
    const { body } = await askWithKey(server, `/interactions/${id}`);
    expect(body).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('image') } });
    expect(body['error']).not.toHaveProperty('code');
    expect((await askWithKey(server, `/interactions/${other}`)).body['error']).toMatchObject({ code: 'oom' });
  });

  test.each(['incomplete', 'budget_exceeded', 'requires_action', 'requires_continuation'])(
    'ends as %s, with nothing made',
    async (word) => {
      const { server, id } = await made(`a [[ends-as:${word}]]`, { jobMs: 0 });
      expect((await askWithKey(server, `/interactions/${id}`)).body['status']).toBe(word);
    },
  );

  test('goes on from one that has completed, and from no other', async () => {
    const { server, id } = await made('a');
    const follow = (previous: string): ReturnType<typeof orderOf> =>
      orderOf(server, 'make it night', { body: { previous_interaction_id: previous } });
    expect([(await follow(id)).status, (await follow('nobody')).status]).toEqual([400, 404]);
    server.control.finish();
    const next = await follow(id);
    expect([next.status, next.body['previous_interaction_id']]).toEqual([200, id]);
    expect(server.journal.created()).toBe(2);
  });

  test('is cancelled while it runs, and deleted at any time', async () => {
    const { server, id } = await made('a');
    const cancel = (): ReturnType<typeof ask> =>
      askWithKey(server, `/interactions/${id}/cancel`, { method: 'POST' });
    expect((await cancel()).body['status']).toBe('cancelled');
    expect((await cancel()).body).toMatchObject({ error: { status: 'FAILED_PRECONDITION' } });
    expect((await askWithKey(server, `/interactions/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect((await askWithKey(server, `/interactions/${id}`)).status).toBe(404);
  });
});

describe('the file of an interaction', () => {
  test('is in preparation at the first look, and cannot be had without the key', async () => {
    const { server, id } = await made('a', { jobMs: 0 });
    const [meta, bytes] = [
      `${server.baseUrl}/files/${id}`,
      `${server.baseUrl}/files/${id}:download?alt=media`,
    ];
    expect((await ask(bytes)).status).toBe(403);
    expect((await ask(meta, { headers })).body['state']).toBe('PROCESSING');
    expect((await ask(meta, { headers })).body['state']).toBe('ACTIVE');
    const { server: other, id: second } = await made('b [[file-processing:2]]', { jobMs: 0 });
    const states: unknown[] = [];
    for (let look = 0; look < 3; look += 1) {
      states.push((await askWithKey(other, `/files/${second}`)).body['state']);
    }
    expect(states).toEqual(['PROCESSING', 'PROCESSING', 'ACTIVE']);
    const file = await fetch(bytes, { headers });
    expect((await file.arrayBuffer()).byteLength).toBe(server.journal.jobs()[0]?.bytes);
  });

  test('is refused while it is in preparation, and when it could not be prepared', async () => {
    const { server, id } = await made('a', { jobMs: 0 });
    const download = (): ReturnType<typeof ask> => askWithKey(server, `/files/${id}:download?alt=media`);
    const early = await download();
    expect([early.status, early.body]).toMatchObject([400, { error: { status: 'FAILED_PRECONDITION' } }]);
    expect((await download()).status).toBe(200);
    const { server: other, id: broken } = await made('b [[file-failed]]', { jobMs: 0 });
    const { body } = await askWithKey(other, `/files/${broken}`);
    expect(body).toMatchObject({ state: 'FAILED', error: { code: 13 } });
  });

  test('is only described to whoever forgets alt=media, and is gone after two days', async () => {
    const { server, id } = await made('a', { jobMs: 0 });
    const said = await askWithKey(server, `/files/${id}:download`);
    expect(said.body).toMatchObject({ name: `files/${id}`, mimeType: 'video/mp4' });
    server.control.advance(48 * 3_600_000);
    expect((await askWithKey(server, `/files/${id}`)).status).toBe(403);
    expect((await askWithKey(server, `/files/${id}:download?alt=media`)).status).toBe(403);
  });
});

describe('Gemini', () => {
  test.each([
    ['a seed', { seed: 1 }],
    [
      'an address as a picture',
      {
        input: [
          {
            type: 'user_input',
            content: [
              { type: 'image', uri: 'https://a.test/x.png' },
              { type: 'text', text: 'a' },
            ],
          },
        ],
      },
    ],
    ['no words', { input: [{ type: 'user_input', content: [] }] }],
    ['an order that waits', { background: false }],
    ['no format', { response_format: undefined }],
    ['sixteen seconds', { response_format: { type: 'video', duration: '16s' } }],
    ['seconds as a number', { response_format: { type: 'video', duration: 8 } }],
    ['a square', { response_format: { type: 'video', aspect_ratio: '1:1' } }],
    ['a task nobody knows', { generation_config: { video_config: { task: 'dance' } } }],
  ])('refuses %s', async (_, body) => {
    const server = await start({ flavour: 'gemini' });
    const said = await orderOf(server, 'a', { body });
    expect([said.status, said.body]).toMatchObject([
      400,
      { error: { code: 400, status: 'INVALID_ARGUMENT' } },
    ]);
    expect(server.journal.created()).toBe(0);
  });

  test('takes fractions of seconds, and up to ten with the older model', async () => {
    const server = await start({ flavour: 'gemini' });
    const format = (duration: string): object => ({ type: 'video', duration });
    const older = 'gemini-omni-1.1-flash';
    const got = [
      await orderOf(server, 'a', { body: { response_format: format('4.5s') } }),
      await orderOf(server, 'a', { body: { response_format: format('12s') } }),
      await orderOf(server, 'a', { body: { model: older, response_format: format('12s') } }),
      await orderOf(server, 'a', { body: { model: 'veo-3.1-generate-preview' } }),
    ];
    expect(got.map(({ status }) => status)).toEqual([200, 200, 400, 404]);
  });

  test('says 400 to a wrong key, 403 to none, 429 to an empty account', async () => {
    const server = await start({ flavour: 'gemini', apiKey: 'the-right-one', credit: 0 });
    const wrong = await ask(`${server.baseUrl}/models`, { headers });
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
      400,
      expect.stringContaining('API_KEY_INVALID'),
    ]);
    expect((await ask(`${server.baseUrl}/models`)).status).toBe(403);
    const poor = await orderOf(server, 'a', { headers: { 'x-goog-api-key': 'the-right-one' } });
    expect([poor.status, poor.headers.get('retry-after')]).toEqual([429, null]);
  });

  test('has its newest video model on the second page of the list', async () => {
    const server = await start({ flavour: 'gemini' });
    const first = await askWithKey(server, '/models');
    const second = await askWithKey(server, `/models?pageToken=${String(first.body['nextPageToken'])}`);
    const names = ({ body }: typeof first): string[] =>
      (body['models'] as { name: string }[]).map(({ name }) => name);
    expect(names(first).join()).not.toContain('omni');
    expect(names(second)).toContain('models/gemini-omni-1.2-flash');
    expect(second.body).not.toHaveProperty('nextPageToken');
  });
});
