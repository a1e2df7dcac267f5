import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, at, completed, dataOf, idOf, order, orderJson, servers } from './support';

const start = servers();
const sha256 = (bytes: ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
const bytesOf = (url: string): Promise<ArrayBuffer> => fetch(url).then((response) => response.arrayBuffer());

describe('a job', () => {
  test('goes from queued to completed with the clock', async () => {
    let now = 1_000_000;
    const server = await start({ jobMs: 1000, now: () => now });
    const id = idOf(await order(server, 'a lighthouse'));
    const seen: unknown[] = [];
    for (const step of [0, 500, 490, 10]) {
      now += step;
      const { body } = await ask(at(server, id));
      seen.push([body['status'], body['progress']]);
    }
    expect(seen).toEqual([
      ['queued', 0],
      ['in_progress', 49],
      ['in_progress', 98],
      ['completed', 100],
    ]);
  });

  test('waits for the test when it is told to', async () => {
    const server = await start({ jobMs: 'manual' });
    const id = idOf(await order(server, 'a lighthouse'));
    server.control.advance(10_000_000);
    expect((await ask(at(server, id))).body['status']).toBe('queued');
    server.control.progress(id, 30);
    expect((await ask(at(server, id))).body).toMatchObject({ status: 'in_progress', progress: 30 });
    server.control.fail('lighthouse', { code: 'oom', message: 'no memory' });
    expect((await ask(at(server, id))).body).toMatchObject({ status: 'failed', error: { code: 'oom' } });
  });

  test('has no content before it is completed, and none once it has expired', async () => {
    const server = await start({ jobMs: 'manual', resultTtl: 60 });
    const id = idOf(await order(server, 'a lighthouse'));
    const content = at(server, id, '/content');
    expect((await ask(content)).status).toBe(404);
    server.control.finish(id);
    expect((await ask(content)).status).toBe(200);
    server.control.advance(60_000);
    expect((await ask(content)).status).toBe(404);
  });

  test('is deleted when it has ended, and not before', async () => {
    const server = await start({ jobMs: 'manual' });
    const id = idOf(await order(server, 'a lighthouse'));
    const remove = (): ReturnType<typeof ask> => ask(at(server, id), { method: 'DELETE' });
    expect((await remove()).status).toBe(409);
    server.control.finish(id);
    expect((await remove()).body).toEqual({ id, object: 'video.deleted', deleted: true });
    expect((await ask(at(server, id))).status).toBe(404);
    expect(server.journal.created()).toBe(1);
  });

  test('is made again by nobody who sends the same key, where keys are honoured', async () => {
    const server = await start({ idempotency: true });
    const first = await order(server, 'a lighthouse', {}, { 'idempotency-key': 'one' });
    const again = await order(server, 'a lighthouse', {}, { 'idempotency-key': 'one' });
    const other = await order(server, 'a lighthouse', {}, { 'idempotency-key': 'two' });
    expect(idOf(again)).toBe(idOf(first));
    expect(idOf(other)).not.toBe(idOf(first));
    expect([server.journal.posts(), server.journal.created()]).toEqual([3, 2]);
  });
});

describe('the file', () => {
  test('is an MP4 that plays for four seconds, another one for each job', async () => {
    const server = await start({ jobMs: 0 });
    const files = await Promise.all(
      ['one', 'two'].map(async (prompt) => {
        const id = idOf(await order(server, prompt));
        return { id, bytes: await bytesOf(at(server, id, '/content')) };
      }),
    );
    const input = new Input({
      formats: ALL_FORMATS,
      source: new BufferSource(files[0]?.bytes ?? new ArrayBuffer(0)),
    });
    expect(await input.computeDuration()).toBe(4);
    expect(await input.getPrimaryVideoTrack()).toMatchObject({ codec: 'avc', displayWidth: 320 });
    const told = server.journal.jobs().map(({ sha256: digest }) => digest);
    expect(files.map(({ bytes }) => sha256(bytes))).toEqual(told);
    expect(new Set(told).size).toBe(2);
  });

  test('is as long as it is wished to be, by the server or by the prompt', async () => {
    const server = await start({ jobMs: 0, fileBytes: 200_000 });
    const plain = await completed(server, 'plain');
    const long = await completed(server, 'long [[bytes:5000000]]');
    expect((await bytesOf(at(server, plain, '/content'))).byteLength).toBe(200_000);
    const bytes = await bytesOf(at(server, long, '/content'));
    expect(bytes.byteLength).toBe(5_000_000);
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
    expect(await input.computeDuration()).toBe(4);
  });
});

describe('the list', () => {
  test('is paged, newest first, and ends', async () => {
    const server = await start();
    const ids: string[] = [];
    for (const prompt of ['one', 'two', 'three', 'four', 'five']) ids.push(idOf(await order(server, prompt)));
    const first = await ask(`${server.baseUrl}/videos?limit=3`);
    expect(first.body).toMatchObject({ object: 'list', has_more: true, first_id: ids[4], last_id: ids[2] });
    const rest = await ask(`${server.baseUrl}/videos?limit=3&after=${String(first.body['last_id'])}`);
    expect(rest.body['has_more']).toBe(false);
    expect([...dataOf(first), ...dataOf(rest)].map(({ id }) => id)).toEqual(ids.toReversed());
    const upwards = await ask(`${server.baseUrl}/videos?order=asc`);
    expect(dataOf(upwards).map(({ id }) => id)).toEqual(ids);
  });

  test('lags behind when it is told to', async () => {
    let now = 1_000_000;
    const server = await start({ listLagMs: 5000, now: () => now });
    await order(server, 'late');
    await order(server, 'later [[listed-after:9000]]');
    await order(server, 'never [[unlisted]]');
    const listed = async (): Promise<number> => dataOf(await ask(`${server.baseUrl}/videos`)).length;
    const seen: number[] = [];
    for (const step of [0, 5000, 4000, 1_000_000]) {
      now += step;
      seen.push(await listed());
    }
    expect(seen).toEqual([0, 1, 2, 2]);
  });
});

describe('an order', () => {
  test('is refused by the strict server when a value is not allowed', async () => {
    const server = await start();
    const wrong = [
      { seconds: 4 },
      { seconds: '5' },
      { size: '100x100' },
      { input_reference: {} },
      { prompt: '' },
    ];
    for (const fields of wrong) {
      const { status, body } = await orderJson(server, { prompt: 'a lighthouse', ...fields });
      expect([status, body['error']]).toMatchObject([400, { param: Object.keys(fields)[0] }]);
    }
    expect([server.journal.posts(), server.journal.created()]).toEqual([5, 0]);
  });

  test('needs the key when there is one, and the journal tells who showed any', async () => {
    const server = await start({ apiKey: 'sk-right' });
    expect((await order(server, 'a', {}, { authorization: 'Bearer sk-wrong' })).status).toBe(401);
    expect((await order(server, 'a')).status).toBe(401);
    expect((await order(server, 'a', {}, { authorization: 'Bearer sk-right' })).status).toBe(200);
    expect(server.journal.entries.map(({ authorized }) => authorized)).toEqual([true, false, true]);
    expect(server.journal.created()).toBe(1);
  });

  test('is open to other origins only when asked for', async () => {
    const [closed, open] = [await start(), await start({ cors: true })];
    const asked = { method: 'OPTIONS', headers: { 'access-control-request-headers': 'authorization' } };
    expect((await ask(`${closed.baseUrl}/videos`, asked)).headers.has('access-control-allow-origin')).toBe(
      false,
    );
    const allowed = await ask(`${open.baseUrl}/videos`, asked);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(open.journal.posts()).toBe(0);
  });
});
