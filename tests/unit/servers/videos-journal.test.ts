import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnVideoServer } from '@/tests/servers/videos';
import { ask, at, completed, dataOf, idOf, order, servers } from './support';

const start = servers();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pagereel-videos-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the journal', () => {
  test('counts POSTs and jobs by prompt, bytes by job', async () => {
    const server = await start({ jobMs: 0 });
    server.control.arm('status:500');
    await order(server, 'a');
    const id = await completed(server, 'a');
    await order(server, 'b');
    await (await fetch(at(server, id, '/content'), { headers: { range: 'bytes=0-999' } })).arrayBuffer();
    await (await fetch(at(server, id, '/content'), { headers: { range: 'bytes=1000-1499' } })).arrayBuffer();
    expect(server.journal.counts()).toEqual({
      posts: { a: 2, b: 1 },
      created: { a: 1, b: 1 },
      bytes: { [id]: 1500 },
    });
    expect([server.journal.posts('a'), server.journal.created('a')]).toEqual([2, 1]);
  });

  test('notes what matters of a request', async () => {
    const server = await start();
    await order(server, 'a', {}, { 'idempotency-key': 'k', authorization: 'Bearer s' });
    expect(server.journal.entries).toMatchObject([
      {
        method: 'POST',
        path: '/v1/videos',
        phase: 'create',
        prompt: 'a',
        status: 200,
        idempotencyKey: 'k',
        authorized: true,
        body: 'multipart',
        created: true,
        cut: false,
        faults: [],
      },
    ]);
    expect(JSON.stringify(server.journal.entries)).not.toContain('Bearer');
  });

  test('lets a test wait for what is still to come', async () => {
    const server = await start();
    const coming = server.journal.until(({ phase, status }) => phase === 'list' && status === 200);
    await ask(`${server.baseUrl}/videos`);
    expect(await coming).toMatchObject({ phase: 'list', status: 200 });
  });

  test('is read, and the server controlled, over HTTP as well, without leaving a trace', async () => {
    const server = await start({ jobMs: 'manual' });
    const post = (name: string, ...args: unknown[]): Promise<unknown> =>
      ask(`${server.url}/__control/${name}`, { method: 'POST', body: JSON.stringify({ args }) });
    await post('arm', 'fails:oom', { match: 'lighthouse' });
    const id = idOf(await order(server, 'a lighthouse'));
    await post('finish', 'lighthouse');
    expect(await post('explode')).toMatchObject({ status: 404 });
    expect(await post('arm', 'explode')).toMatchObject({ status: 400 });
    const { body } = await ask(`${server.url}/__control/journal`);
    expect(body).toMatchObject({
      counts: { created: { 'a lighthouse': 1 } },
      jobs: [{ id, status: 'completed' }],
    });
    expect(body['entries']).toHaveLength(1);
  });
});

describe('after a restart', () => {
  test.each([
    ['openai', 1],
    ['litellm', 1],
    ['vllm', 0],
    ['sglang', 0],
  ] as const)('on the same port, %s knows %i of the jobs it was paid for', async (flavour, known) => {
    const server = await start({ flavour });
    const id = idOf(await order(server, 'a'));
    await server.restart();
    expect(dataOf(await ask(`${server.baseUrl}/videos`))).toHaveLength(known);
    expect((await ask(at(server, id))).status).toBe(known === 1 ? 200 : 404);
    expect(server.journal.created('a')).toBe(1);
    expect(server.journal.jobs()).toMatchObject([{ id, forgotten: known === 0 }]);
  });

  test('connections that were open are cut, and the journal says so', async () => {
    const server = await start();
    const answer = order(server, 'a [[hold-answer]]');
    const lost = expect(answer).rejects.toThrow();
    await server.journal.until(({ held }) => held);
    server.control.cutAll();
    await lost;
    const entry = await server.journal.until(({ done }) => done);
    expect(entry).toMatchObject({ cut: true, left: false, created: true, status: null });
  });
});

describe('a server process', () => {
  test.each(['openai', 'vllm'] as const)(
    'that is killed leaves a true account, and the next one goes on from it: %s',
    async (flavour) => {
      const options = [
        '--flavour',
        flavour,
        '--state',
        path.join(folder, `${flavour}.jsonl`),
        '--job-ms',
        '0',
      ];
      const first = await spawnVideoServer(options);
      await order(first, 'kept');
      await expect(order(first, 'lost answer [[drop-answer]]')).rejects.toThrow();
      const open = order(first, 'in the middle [[hold-answer]]').catch(() => 'gone');
      await expect.poll(async () => (await first.journal()).entries.some(({ held }) => held)).toBe(true);
      await first.kill();
      expect(await open).toBe('gone');

      const second = await spawnVideoServer([...options, '--port', String(first.port)]);
      try {
        const { counts, jobs, entries } = await second.journal();
        const prompts = ['kept', 'lost answer [[drop-answer]]', 'in the middle [[hold-answer]]'];
        expect(jobs.map(({ prompt }) => prompt)).toEqual(prompts);
        expect(Object.values(counts.posts)).toEqual([1, 1, 1]);
        expect(jobs.every(({ forgotten }) => forgotten === (flavour === 'vllm'))).toBe(true);
        expect(entries.at(-1)).toMatchObject({ done: false, created: true });
        // Its fault has been played: it would not be played again.
        expect((await order(second, 'lost answer [[drop-answer]]')).status).toBe(200);
      } finally {
        await second.kill();
      }
    },
    20_000,
  );

  test('that was killed while it wrote loses the unfinished line only', async () => {
    const stateFile = path.join(folder, 'torn.jsonl');
    const first = await start({ stateFile });
    const id = idOf(await order(first, 'a'));
    await first.close();
    const lines = (await readFile(stateFile, 'utf8')).trimEnd().split('\n');
    await writeFile(stateFile, `${lines.join('\n')}\n{"kind":"job","job":{"id":"vid`);
    const second = await start({ stateFile });
    expect((await ask(at(second, id))).status).toBe(200);
    await order(second, 'b');
    await second.close();
    const third = await start({ stateFile });
    expect(third.journal.jobs().map(({ prompt }) => prompt)).toEqual(['a', 'b']);
  });
});
