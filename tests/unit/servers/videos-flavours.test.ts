import { describe, expect, test } from 'vitest';
import { FLAVOURS } from '@/tests/servers/videos';
import { ask, at, completed, dataOf, idOf, order, orderJson, servers } from './support';

const start = servers();
const picture = new File([new Uint8Array(8)], 'frame.png', { type: 'image/png' });
const MODEL = { model: 'wan3.0-t2v' };

describe('vllm', () => {
  test('takes a form and nothing else', async () => {
    const server = await start({ flavour: 'vllm' });
    const json = await orderJson(server, { prompt: 'a' });
    expect([json.status, json.body['detail']]).toMatchObject([422, [{ loc: ['body', 'prompt'] }]]);
    expect((await order(server, 'a', { seconds: '5', size: '1024x1024' })).status).toBe(200);
    expect((await order(server, 'a', { seconds: '0' })).status).toBe(422);
    expect((await order(server, 'a', { size: 'big' })).status).toBe(422);
    const wrongModel = await order(server, 'a', { model: 'sora-2' });
    expect([wrongModel.status, wrongModel.body]).toMatchObject([400, { error: { code: 400 } }]);
    expect(server.journal.created()).toBe(1);
  });

  test('understands a file and its own reference, never both, and not the bracket form', async () => {
    const server = await start({ flavour: 'vllm' });
    const reference = JSON.stringify({ image_url: 'data:image/png;base64,AAAA' });
    const orders: [Record<string, string | Blob>, number][] = [
      [{ input_reference: picture }, 200],
      [{ image_reference: reference }, 200],
      [{ 'input_reference[image_url]': 'data:image/png;base64,AAAA' }, 200],
      [{ input_reference: picture, image_reference: reference }, 400],
      [{ image_reference: 'nonsense' }, 400],
    ];
    for (const [fields, status] of orders) expect((await order(server, 'a', fields)).status).toBe(status);
  });

  test('answers a failed job with an error of HTTP and the Video as its body', async () => {
    const server = await start({ flavour: 'vllm', jobMs: 0 });
    const failed = await completed(server, 'a [[fails]]');
    const { status, body } = await ask(at(server, failed));
    expect(status).toBe(500);
    expect(body).toMatchObject({ id: failed, object: 'video', status: 'failed', error: { code: 500 } });
    expect((await ask(at(server, await completed(server, 'b [[moderated]]')))).status).toBe(400);
    expect((await ask(at(server, failed, '/content'))).status).toBe(422);
  });

  test('tells no progress but 0 and 100, and what the work took', async () => {
    let now = 1_000_000;
    const server = await start({ flavour: 'vllm', jobMs: 1000, now: () => now });
    const id = idOf(await order(server, 'a'));
    now += 800;
    expect((await ask(at(server, id))).body).toMatchObject({
      status: 'in_progress',
      progress: 0,
      file_name: null,
    });
    now += 800;
    const done = { status: 'completed', progress: 100, file_name: `${id}.mp4`, inference_time_s: 1 };
    expect((await ask(at(server, id))).body).toMatchObject(done);
  });

  test('cancels with DELETE while a job runs', async () => {
    const server = await start({ flavour: 'vllm', jobMs: 'manual' });
    const id = idOf(await order(server, 'a'));
    const said = await ask(at(server, id), { method: 'DELETE' });
    expect([said.status, said.body['object']]).toEqual([200, 'video.deleted']);
    expect((await ask(at(server, id))).status).toBe(404);
  });
});

describe('sglang', () => {
  test('takes forms and JSON, but no object for a picture', async () => {
    const server = await start({ flavour: 'sglang' });
    expect((await order(server, 'a', { seconds: '6', input_reference: picture })).status).toBe(200);
    expect(
      (await orderJson(server, { prompt: 'a', seconds: 6, reference_url: 'data:image/png;base64,AA' }))
        .status,
    ).toBe(200);
    const object = await orderJson(server, { prompt: 'a', input_reference: { image_url: 'data:' } });
    expect([object.status, typeof object.body['detail']]).toEqual([400, 'string']);
  });

  test('names a model nobody asked for, shows its own path and forgets the prompt', async () => {
    const server = await start({ flavour: 'sglang' });
    const { body } = await order(server, 'a');
    expect(body).toMatchObject({ model: 'sora-2', seconds: '4', url: null });
    expect(body['file_path']).toMatch(/^\/root\//);
    expect(body).not.toHaveProperty('prompt');
  });

  test('fails with status 200 and an error without code', async () => {
    const server = await start({ flavour: 'sglang' });
    const { status, body } = await ask(at(server, await completed(server, 'a [[fails]] [[takes:0]]')));
    expect([status, body['status'], Object.keys(body['error'] as object)]).toEqual([
      200,
      'failed',
      ['message'],
    ]);
  });

  test('deletes with a Video whose status is "deleted"', async () => {
    const server = await start({ flavour: 'sglang', jobMs: 'manual' });
    const id = idOf(await order(server, 'a'));
    expect((await ask(at(server, id, '/content'))).body).toEqual({
      detail: 'Generation is still in-progress',
    });
    const said = await ask(at(server, id), { method: 'DELETE' });
    expect(said.body).toMatchObject({ id, object: 'video', status: 'deleted' });
  });

  test('lists without saying whether there is more', async () => {
    const server = await start({ flavour: 'sglang' });
    await order(server, 'a');
    expect(Object.keys((await ask(`${server.baseUrl}/videos`)).body)).toEqual(['data', 'object']);
  });

  test('has no content but an address when it stores in the cloud', async () => {
    const server = await start({ flavour: 'sglang', cloud: true, files: 'other' });
    const id = await completed(server, 'a');
    const { body } = await ask(at(server, id));
    expect(String(body['url'])).toMatch(new RegExp(`^${server.otherUrl}/files/`));
    const content = await ask(at(server, id, '/content'));
    expect([content.status, String(content.body['detail'])]).toEqual([
      400,
      expect.stringContaining(String(body['url'])),
    ]);
    const file = await fetch(String(body['url']).replace('localhost', '127.0.0.1'));
    expect(file.headers.get('content-type')).toBe('video/mp4');
  });
});

describe('litellm', () => {
  test('has ids that do not go into a path as they are', async () => {
    const server = await start({ flavour: 'litellm' });
    const id = idOf(await order(server, 'a'));
    for (const sign of ['/', '+', '=']) expect(id).toContain(sign);
    expect((await ask(`${server.baseUrl}/videos/${id}`)).status).toBe(404);
    expect((await ask(at(server, id))).status).toBe(200);
  });

  test('says another id in a poll, and knows nothing of it', async () => {
    const server = await start({ flavour: 'litellm' });
    const id = idOf(await order(server, 'a'));
    const polled = await ask(at(server, id));
    expect(idOf(polled)).not.toBe(id);
    expect((await ask(at(server, idOf(polled)))).status).toBe(404);
  });

  test('says "processing", leaves fields out and cannot delete', async () => {
    const server = await start({ flavour: 'litellm', jobMs: 'manual' });
    const id = idOf(await order(server, 'a'));
    const { body } = await ask(at(server, id));
    expect(body).toMatchObject({ status: 'processing', progress: null });
    for (const field of ['prompt', 'size', 'expires_at', 'completed_at', 'error']) {
      expect(body).not.toHaveProperty(field);
    }
    server.control.finish(id);
    expect((await ask(at(server, id))).body).toMatchObject({
      status: 'completed',
      usage: { duration_seconds: 8 },
    });
    expect((await ask(at(server, id), { method: 'DELETE' })).status).toBe(405);
  });
});

describe('relay', () => {
  test('accepts with 202 and "submitted"', async () => {
    const server = await start({ flavour: 'relay' });
    const said = await orderJson(server, { prompt: 'a', seconds: 5, ...MODEL });
    expect([said.status, said.body]).toMatchObject([
      202,
      { status: 'submitted', task_id: idOf(said), seconds: '5' },
    ]);
  });

  test('answers JSON where the file should be, and has it elsewhere', async () => {
    const server = await start({ flavour: 'relay' });
    const id = await completed(server, 'a', MODEL);
    const { url } = (await ask(at(server, id))).body['metadata'] as { url: string };
    expect((await ask(at(server, id, '/content'))).body).toEqual({ id, url });
    const file = await fetch(url);
    expect((await file.arrayBuffer()).byteLength).toBe(server.journal.jobs()[0]?.bytes);
    expect(server.journal.entries.at(-1)).toMatchObject({ phase: 'content', jobId: id, authorized: false });
  });

  test('calls a refused job completed', async () => {
    const server = await start({ flavour: 'relay' });
    for (const fault of ['moderated', 'moderated-completed']) {
      const id = idOf(await order(server, `a [[${fault}]] [[takes:0]]`, MODEL));
      const { body } = await ask(at(server, id));
      expect(body).toMatchObject({ status: 'completed', error: { code: 'moderation_blocked' } });
      expect(body).not.toHaveProperty('metadata');
    }
  });

  test('has neither list nor DELETE', async () => {
    const server = await start({ flavour: 'relay' });
    const id = await completed(server, 'a', MODEL);
    expect((await ask(`${server.baseUrl}/videos`)).status).toBe(404);
    expect((await ask(at(server, id), { method: 'DELETE' })).status).toBe(405);
  });
});

describe('newapi', () => {
  test('says "unknown" until it knows more, and tells usage and address at the end', async () => {
    const server = await start({ flavour: 'newapi', jobMs: 'manual' });
    const said = await orderJson(server, { prompt: 'a', ...MODEL });
    const id = idOf(said);
    expect([said.status, said.body]).toMatchObject([200, { task_id: id, status: 'queued' }]);
    expect((await ask(at(server, id))).body['status']).toBe('unknown');
    server.control.finish(id);
    const { body } = await ask(at(server, id));
    const { url } = body['metadata'] as { url: string };
    expect(body).toMatchObject({ status: 'completed', usage: { total_tokens: 5 } });
    expect((await ask(at(server, id, '/content'))).headers.get('content-type')).toBe('video/mp4');
    expect((await fetch(url)).status).toBe(200);
  });

  test('has words of its own for what is wrong, and others at the door', async () => {
    const server = await start({ flavour: 'newapi', apiKey: 'sk-right-key' });
    const closed = await order(server, 'a', MODEL);
    expect([closed.status, closed.body]).toMatchObject([401, { error: { type: 'new_api_error' } }]);
    const wrong = await order(server, 'a', {}, { authorization: 'Bearer sk-right-key' });
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'missing_model', data: null }]);
  });
});

describe.each(['openai', 'litellm'] as const)('an edit or an extension at %s', (flavour) => {
  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

  test('is an order of its own, of a video that is there or comes with it', async () => {
    const server = await start({ flavour, jobMs: 'manual' });
    const source = await completed(server, 'a');
    const seconds = Number(server.journal.jobs().length && (await ask(at(server, source))).body['seconds']);
    const edit = await ask(`${server.baseUrl}/videos/edits`, json({ prompt: 'b', video: { id: source } }));
    const extension = { prompt: 'c', video: { id: source }, seconds: '8' };
    const longer = await ask(`${server.baseUrl}/videos/extensions`, json(extension));
    expect([edit.status, longer.status]).toEqual([200, 200]);
    expect(longer.body['seconds']).toBe(String(seconds + 8));
    const form = new FormData();
    form.set('prompt', 'd');
    form.set('video', new File([new Uint8Array(12)], 'clip.mp4', { type: 'video/mp4' }));
    expect((await ask(`${server.baseUrl}/videos/edits`, { method: 'POST', body: form })).status).toBe(200);
    expect(server.journal.entries.at(-1)?.media).toMatchObject([{ at: 'video', via: 'file', bytes: 12 }]);
    expect(server.journal.counts().created).toEqual({ a: 1, b: 1, c: 1, d: 1 });
  });

  test('needs a video that is completed, and a length', async () => {
    const server = await start({ flavour, jobMs: 'manual' });
    const source = idOf(await order(server, 'a'));
    const bodies = [
      ['edits', { prompt: 'b', video: { id: source } }, 400],
      ['edits', { prompt: 'b', video: { id: 'nobody' } }, 404],
      ['edits', { prompt: 'b' }, 400],
      ['extensions', { prompt: 'b', video: { id: source } }, 400],
    ] as const;
    for (const [kind, body, status] of bodies) {
      expect((await ask(`${server.baseUrl}/videos/${kind}`, json(body))).status).toBe(status);
    }
    expect(server.journal.created()).toBe(1);
  });
});

describe.each(['vllm', 'sglang', 'relay', 'newapi'] as const)('%s', (flavour) => {
  test('offers neither edits nor extensions', async () => {
    const server = await start({ flavour });
    for (const kind of ['edits', 'extensions']) {
      expect((await ask(`${server.baseUrl}/videos/${kind}`, { method: 'POST' })).status).toBe(404);
    }
  });
});

describe.each(FLAVOURS)('%s', (flavour) => {
  test('names its models, and takes an order for the first of them', async () => {
    const server = await start({ flavour });
    const [model] = dataOf(await ask(`${server.baseUrl}/models`));
    expect((await order(server, 'a', { model: String(model?.['id']) })).status).toBeLessThan(203);
  });

  test('refuses, and knows nothing of other jobs, in words of its own', async () => {
    const server = await start({ flavour });
    const wantsModel = flavour === 'relay' || flavour === 'newapi';
    const refused = await order(server, 'a [[refuse]]', wantsModel ? MODEL : {});
    const lost = await ask(at(server, 'nobody'));
    expect([refused.status, lost.status]).toEqual([400, 404]);
    const [word] =
      flavour === 'newapi' ? ['code'] : flavour === 'vllm' || flavour === 'sglang' ? ['detail'] : ['error'];
    expect([Object.keys(refused.body)[0], Object.keys(lost.body)[0]]).toEqual([word, word]);
    expect(server.journal.created()).toBe(0);
  });
});
