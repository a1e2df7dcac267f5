/** The provider against a server that keeps state, over real HTTP. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openaiVideos } from '@/utils/providers/openai-videos/provider';
import { probeService, type ServicePorts } from '@/utils/providers/runtime';
import { serviceProvider } from '@/utils/providers/service';
import type { Connection, Preset, ServiceRequest } from '@/utils/domain';
import type { Downloaded } from '@/utils/providers';
import {
  FLAVOURS,
  startVideoServer,
  type Entry,
  type FlavourName,
  type VideoServer,
  type VideoServerOptions,
} from '../../../servers/videos';
import { aConnection, anAttempt, aVideosRequest } from '../../samples';
import { MemorySink } from './kit';

let server: VideoServer;
afterEach(() => server.close());

const PICTURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

const ports: ServicePorts = {
  fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
  hasHost: () => Promise.resolve(true),
  connection: () => Promise.resolve(aConnection()),
  keyFor: () => Promise.resolve({ kind: 'none' }),
  picture: async () => ({ blob: new Blob([PICTURE]), mime: 'image/png' }),
  now: () => Date.now(),
};

const PRESETS: Partial<Record<FlavourName, Preset>> = {
  vllm: 'vllm-omni',
  sglang: 'sglang',
  litellm: 'litellm',
  newapi: 'new-api',
};

async function start(options: VideoServerOptions = {}, settings: Partial<Connection> = {}) {
  server = await startVideoServer({ jobMs: 'manual', ...options });
  const { flavour = 'openai' } = options;
  const model = flavour === 'vllm' ? '' : 'clip-2';
  const request = (prompt: string, change: Partial<ServiceRequest> = {}) =>
    aVideosRequest({ baseUrl: server.baseUrl, model, prompt, ...change });
  const { apiKey: key } = options;
  const keyFor: ServicePorts['keyFor'] = async () => (key ? { kind: 'key', key } : { kind: 'none' });
  const connection = async () => aConnection({ preset: PRESETS[flavour] ?? 'custom', ...settings });
  const provider = serviceProvider(openaiVideos, { ...ports, keyFor, connection });
  const submit = (prompt: string, change: Partial<ServiceRequest> = {}) =>
    provider.submit({ jobId: 'job-1', attemptId: crypto.randomUUID(), request: request(prompt, change) });
  const poll = (handle: string) => provider.poll(handle, request('any'));
  const fetchAll = async (handle: string, sink: MemorySink, most = 40): Promise<Downloaded> => {
    for (let turn = 0; ; turn += 1) {
      const answer = await provider.download?.(handle, request('any'), sink);
      if (!answer) throw new Error('it downloads');
      if (answer.ok || answer.problem !== 'cut' || turn === most) return answer;
    }
  };
  return { provider, request, submit, poll, fetchAll };
}

async function handleOf(answer: ReturnType<Awaited<ReturnType<typeof start>>['submit']>): Promise<string> {
  const submitted = await answer;
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind);
  return submitted.handle;
}

async function sha256(sink: MemorySink): Promise<string> {
  return createHash('sha256')
    .update(await sink.bytes())
    .digest('hex');
}
const bytesServed = (): number => Object.values(server.journal.counts().bytes).reduce((a, b) => a + b, 0);

describe.each(FLAVOURS)('with a server like %s', (flavour) => {
  it('goes the whole way, over two cuts, with one POST', async () => {
    const { submit, poll, fetchAll } = await start({ flavour, fileBytes: 3_000_000 });
    const handle = await handleOf(submit('A lighthouse [[cut-at:5000]] [[cut-at:2000000]]'));
    expect(await poll(handle)).toMatchObject({ kind: 'working' });
    server.control.finish();
    expect(await poll(handle)).toMatchObject({ kind: 'done' });
    const sink = new MemorySink();
    expect(await fetchAll(handle, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
  });

  it('tells a failed job', async () => {
    const { submit, poll } = await start({ flavour });
    const handle = await handleOf(submit('A lighthouse'));
    server.control.fail();
    expect(await poll(handle)).toMatchObject({ kind: 'failed', problem: 'provider-failed' });
  });

  it('tells what is forgotten, or was never there', async () => {
    const { submit, poll } = await start({ flavour });
    await handleOf(submit('A lighthouse'));
    expect(await poll('video_of_another_place')).toEqual({ kind: 'gone' });
  });

  it('says before whether it is one, and what it lists', async () => {
    await start({ flavour });
    const lists = flavour !== 'relay' && flavour !== 'newapi';
    const place = { kind: 'openai-videos', baseUrl: server.baseUrl } as const;
    const report = await probeService(place, { kind: 'none' }, ports);
    expect(report).toMatchObject({ answer: 'ok', lists });
    // LiteLLM and relays pass on what is behind them.
    const told = flavour === 'litellm' ? undefined : PRESETS[flavour];
    expect(report.preset).toBe(told);
  });

  it('finds an order whose answer was lost, or says that nothing can be proved', async () => {
    const { submit, provider, request } = await start({ flavour });
    const attempt = anAttempt({ startedAt: Date.now() });
    const prompt = 'A lighthouse\nat dawn [[drop-answer]]';
    expect(await submit(prompt)).toEqual({ kind: 'doubtful' });
    const found = await provider.recover(attempt, request(prompt));
    const jobs = server.journal.jobs();
    // The others' lists do not repeat the prompt, or are none.
    const proves = flavour === 'openai' || flavour === 'vllm';
    expect(found).toEqual(proves ? { kind: 'listed', handles: [jobs[0]?.id] } : { kind: 'no-list' });
    expect(server.journal.posts()).toBe(1);
  });

  it('cancels what can be cancelled, and says so where it cannot', async () => {
    const { submit, provider, request } = await start({ flavour });
    const handle = await handleOf(submit('A lighthouse'));
    expect(await provider.cancel(handle, request('any'))).toBe(
      flavour === 'vllm' ? 'canceled' : 'unsupported',
    );
  });

  it('leaves a result alone that came before the cancelling', async () => {
    const { submit, provider, request, fetchAll } = await start({ flavour, fileBytes: 20_000 });
    const handle = await handleOf(submit('A lighthouse'));
    server.control.finish();
    expect(await provider.cancel(handle, request('any'))).toBe('too-late');
    expect(await fetchAll(handle, new MemorySink())).toEqual({ ok: true });
  });
});

describe('a picture', () => {
  const images = [{ imageId: 'image-1', role: 'first-frame' }] as const;
  const same = createHash('sha256').update(PICTURE).digest('hex');

  it.each([
    ['openai', 'multipart', 'file'],
    ['openai', 'json', 'data'],
    ['vllm', 'multipart', 'file'],
    ['vllm', 'json', 'file'],
    ['sglang', 'multipart', 'file'],
    ['sglang', 'json', 'data'],
    ['litellm', 'multipart', 'file'],
    ['litellm', 'json', 'data'],
    ['newapi', 'multipart', 'file'],
    ['newapi', 'json', 'data'],
    ['relay', 'multipart', 'file'],
    ['relay', 'json', 'data'],
  ] as const)('comes to %s, with %s chosen, as %s', async (flavour, body, via) => {
    const { submit } = await start({ flavour }, { body });
    expect(await submit('A lighthouse', { images: [...images] })).toMatchObject({ kind: 'accepted' });
    const [{ media, created }] = server.journal.entries.filter(({ phase }) => phase === 'create') as [Entry];
    expect(media).toMatchObject([{ via, sha256: same, type: 'image/png' }]);
    expect(created).toBe(true);
    expect(server.journal.posts()).toBe(1);
  });
});

describe('work on a clip', () => {
  it.each(['edit', 'remix', 'extend'] as const)('goes the whole way: %s', async (kind) => {
    const { submit, poll, provider, request } = await start();
    const handle = await handleOf(submit('A lighthouse'));
    server.control.finish();
    const work = { kind, handle };
    const next = await handleOf(submit('Make it night.', { work, seconds: 4 }));
    expect(next).not.toBe(handle);
    expect(await poll(next)).toMatchObject({ kind: 'working' });
    expect(server.journal.posts()).toBe(2);
    const attempt = anAttempt({ startedAt: Date.now() });
    const order = request('Make it night.', { work, seconds: 4 });
    expect(await provider.recover(attempt, order)).toEqual({ kind: 'listed', handles: [next] });
    // Of the same words, and yet another order.
    expect(await provider.recover(attempt, request('Make it night.'))).toEqual({
      kind: 'listed',
      handles: [],
    });
  });

  it('is refused, and not charged, where there is no such thing', async () => {
    const { submit } = await start({ flavour: 'vllm' });
    const handle = await handleOf(submit('A lighthouse'));
    server.control.finish();
    const answer = await submit('Make it night.', { work: { kind: 'remix', handle } });
    expect(answer).toMatchObject({ kind: 'refused', failure: { charged: 'no' } });
    expect(server.journal.created()).toBe(1);
  });
});

describe('the form of an order', () => {
  it('is not changed by itself: a server that wants the other one is told, after one POST', async () => {
    const { submit } = await start({ flavour: 'vllm' }, { preset: 'custom', body: 'json' });
    expect(await submit('A lighthouse')).toMatchObject({ kind: 'refused', problem: 'other-form' });
    expect(server.journal.posts()).toBe(1);
    expect(server.journal.created()).toBe(0);
  });
});

describe('one POST', () => {
  it.each([
    ['cut', 'doubtful'],
    ['drop-answer', 'doubtful'],
    ['html', 'doubtful'],
    ['html-after', 'doubtful'],
    ['status:503', 'doubtful'],
    ['status:409', 'doubtful'],
    ['video-error', 'doubtful'],
    ['broken-json', 'doubtful'],
    ['no-id', 'doubtful'],
    ['redirect', 'doubtful'],
    ['429:7', 'later'],
    ['429-date', 'later'],
    ['401', 'blocked'],
    ['refuse', 'refused'],
    ['status:402', 'blocked'],
  ])('with [[%s]] it is %s', async (fault, kind) => {
    const { submit } = await start();
    expect(await submit(`A lighthouse [[${fault}]]`)).toMatchObject({ kind });
    expect(server.journal.posts()).toBe(1);
  });
});

describe('a download', () => {
  const MB = 1024 * 1024;

  async function done(prompt: string, options: VideoServerOptions = {}) {
    const all = await start({ fileBytes: 200_000, ...options });
    const handle = await handleOf(all.submit(prompt));
    server.control.finish();
    return { ...all, handle, sink: new MemorySink() };
  }

  it('of 20 MB with twenty cuts costs at most a twentieth more', async () => {
    const { fetchAll, handle, sink } = await done('A lighthouse', { fileBytes: 20 * MB });
    for (let i = 0; i < 20; i += 1) server.control.arm(`cut-at:${(i + 0.5) * MB}`);
    expect(await fetchAll(handle, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.entries.filter(({ cut }) => cut)).toHaveLength(20);
    expect(bytesServed() / (20 * MB)).toBeLessThanOrEqual(1.05);
    expect(sink.begun).toBe(1);
  });

  it.each([
    ['chunked', { ok: true }],
    ['chunked-cut', { ok: true }],
    ['closing', { ok: true }],
    ['octet', { ok: true }],
    ['no-range cut-at', { ok: true }],
    ['416 cut-at', { ok: true }],
    ['changing cut-at', { ok: true }],
    ['changing-rudely cut-at', { ok: true }],
    ['weak-etag cut-at', { ok: true }],
    ['no-etag cut-at', { ok: true }],
    ['long-length', { ok: true }],
    ['empty', { problem: 'file-empty' }],
    ['html-page', { problem: 'not-a-video' }],
    ['html-as-video', { problem: 'not-a-video' }],
    ['json', { problem: 'not-a-video' }],
    ['no-video', { problem: 'file-empty' }],
    ['expired', { problem: 'result-expired' }],
    ['bomb', { problem: 'not-a-video' }],
    ['html:502', { problem: 'cut' }],
    ['401@content', { problem: 'needs-key' }],
  ])(
    'with %s ends as %j',
    async (faults, expected) => {
      const calls = faults
        .split(' ')
        .map(
          (fault) => `[[${fault.includes(':') && !fault.includes('@') ? fault + '@content*all' : fault}]]`,
        );
      const { fetchAll, handle, sink } = await done(`A lighthouse ${calls.join(' ')}`);
      const answer = await fetchAll(handle, sink, 3);
      expect(answer).toMatchObject(expected);
    },
    60_000,
  );

  it('without an end is given up at 512 MB', async () => {
    const { fetchAll, handle, sink } = await done('A lighthouse [[endless]]');
    let stored = 0;
    const counting = Object.assign(Object.create(sink) as MemorySink, {
      append: async (_: number, bytes: Blob) => void (stored += bytes.size),
    });
    Object.defineProperty(counting, 'have', { get: () => stored });
    expect(await fetchAll(handle, counting)).toMatchObject({ problem: 'file-too-large' });
    expect(stored).toBeLessThanOrEqual(512 * MB);
  }, 60_000);

  it.each([
    ['sglang', { cloud: true, files: 'same' }],
    ['sglang', { cloud: true, files: 'other' }],
    ['relay', { files: 'same' }],
    ['relay', { files: 'other' }],
  ] as const)('from %s with %j is taken from the address it names', async (flavour, options) => {
    const apiKey = 'sk-CANARY';
    const { fetchAll, handle, sink } = await done('A lighthouse [[cut-at:90000]]', {
      flavour,
      apiKey,
      ...options,
    });
    expect(await fetchAll(handle, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    const files = server.journal.entries.filter(({ path }) => path.startsWith('/files/'));
    expect(files.length).toBeGreaterThan(1);
    // The key goes to the origin that it was given for, and nowhere else.
    for (const { authorized } of files) expect(authorized).toBe(options.files === 'same');
  });
});
