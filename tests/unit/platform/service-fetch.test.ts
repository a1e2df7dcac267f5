import { afterEach, describe, expect, it, vi } from 'vitest';
import { SERVICE_LIMITS, serviceFetch, type ServiceAnswer } from '@/utils/platform/service-fetch';

const URL_OF_SERVICE = 'http://127.0.0.1:8091/v1/videos';
afterEach(() => vi.useRealTimers());

const answering = (response: Response) => vi.fn<typeof fetch>(async () => response);

/** Pieces of a body, one at every pull; `stuck` never says that it is over. */
function body(pieces: Uint8Array[], after: 'end' | 'stuck' | 'break' = 'end') {
  const left = [...pieces];
  const cancelled = vi.fn<() => void>();
  const stream = new ReadableStream<Uint8Array>({
    pull(controller): Promise<void> | void {
      const piece = left.shift();
      if (piece) return controller.enqueue(piece);
      if (after === 'end') return controller.close();
      if (after === 'break') return controller.error(new TypeError('terminated'));
      return new Promise(() => undefined);
    },
    cancel: cancelled,
  });
  return { stream, cancelled };
}

async function bodyOf(answer: Promise<ServiceAnswer>) {
  const got = await answer;
  if (!got.ok) throw new Error(got.reason);
  return got.body;
}

/** Never answers until it is told to stop. */
const hanging = vi.fn<typeof fetch>(
  (_, init) =>
    new Promise((_resolve, reject) => {
      const stop = (): void => reject(new DOMException('stopped', 'AbortError'));
      init?.signal?.addEventListener('abort', stop);
    }),
);

describe('a request to a service', () => {
  it('is sent once, without cookies, cache or referrer, and follows no redirect', async () => {
    const send = answering(new Response('{}', { status: 503 }));
    expect(await serviceFetch(URL_OF_SERVICE, { method: 'POST', body: 'x' }, send)).toMatchObject({
      ok: true,
      status: 503,
    });
    expect(send).toHaveBeenCalledOnce();
    expect(send.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it.each([
    'https://api.example.com/v1',
    'https://192.168.1.4/v1',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://192.168.1.4:8000/v1',
    'http://100.101.102.103/v1',
    'http://[fd12::1]:8000/v1',
    'http://nas:8000/v1',
    'http://gpu.local/v1',
    'http://gpu.lan/v1',
    'http://video.internal/v1',
  ])('may go to %s', async (url) => {
    expect((await serviceFetch(url, {}, answering(new Response('')))).ok).toBe(true);
  });

  it.each([
    'http://api.example.com/v1',
    'http://8.8.8.8/v1',
    'http://0.0.0.0:8000/v1',
    'http://[2606:4700::1111]/v1',
    'http://[::ffff:192.168.1.4]/v1',
    'http://192.168.1.4.example.com/v1',
    'http://192-168-1-4.nip.io/v1',
    'http://nas.local.example.com/v1',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'https://user:word@api.example.com/v1',
    'https://user@api.example.com/v1',
    'data:,',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/v1/videos',
    `https://api.example.com/${'a'.repeat(9000)}`,
  ])('never goes to %s, and that is certain', async (url) => {
    const send = answering(new Response(''));
    expect(await serviceFetch(url, {}, send)).toEqual({ ok: false, reason: 'refused-address', sent: false });
    expect(send).not.toHaveBeenCalled();
  });

  it('that was called off before is not sent', async () => {
    const send = answering(new Response(''));
    const signal = AbortSignal.abort();
    expect(await serviceFetch(URL_OF_SERVICE, { signal }, send)).toEqual({
      ok: false,
      reason: 'aborted',
      sent: false,
    });
    expect(send).not.toHaveBeenCalled();
  });

  it('that fails may have arrived', async () => {
    const send = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await serviceFetch(URL_OF_SERVICE, {}, send)).toEqual({
      ok: false,
      reason: 'network',
      sent: true,
    });
    expect(send).toHaveBeenCalledOnce();
  });

  it('that is not answered in time may have arrived', async () => {
    expect(await serviceFetch(URL_OF_SERVICE, { timeoutMs: 5 }, hanging)).toEqual({
      ok: false,
      reason: 'timeout',
      sent: true,
    });
  });

  it('that is called off may have arrived', async () => {
    const controller = new AbortController();
    const answer = serviceFetch(URL_OF_SERVICE, { signal: controller.signal }, hanging);
    controller.abort();
    expect(await answer).toEqual({ ok: false, reason: 'aborted', sent: true });
  });
});

describe('its answer as a text', () => {
  it('is whole', async () => {
    const { stream } = body([Uint8Array.of(0xc3), Uint8Array.of(0xa9)]);
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    expect(await read.text()).toBe('é');
  });

  it('may be nothing', async () => {
    const nothing = new Response(null, { status: 204 });
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(nothing)));
    expect(await read.text()).toBe('');
  });

  it.each([
    [200, SERVICE_LIMITS.json],
    [500, SERVICE_LIMITS.error],
  ])('with status %d is at most %d bytes long', async (status, most) => {
    const fits = new Response(new Uint8Array(most), { status });
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(fits)));
    expect(await read.text()).toHaveLength(most);

    const { stream, cancelled } = body([new Uint8Array(most), new Uint8Array(1)], 'stuck');
    const long = answering(new Response(stream, { status, headers: { 'content-length': '3' } }));
    expect(await (await bodyOf(serviceFetch(URL_OF_SERVICE, {}, long))).text()).toBeNull();
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('that breaks off is none', async () => {
    const { stream } = body([new Uint8Array(3)], 'break');
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    expect(await read.text()).toBeNull();
  });

  it('has no longer than the call itself, however it drips', async () => {
    vi.useFakeTimers();
    const { stream, cancelled } = body([new Uint8Array(3)], 'stuck');
    const call = { timeoutMs: 1000, idleMs: 60_000 };
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, call, answering(new Response(stream))));
    const text = read.text();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await text).toBeNull();
    expect(cancelled).toHaveBeenCalledOnce();
  });
});

describe('its answer as a file', () => {
  it('comes piece by piece', async () => {
    const { stream } = body([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    expect(await read.read()).toEqual({ kind: 'bytes', bytes: Uint8Array.of(1, 2) });
    expect(await read.read()).toEqual({ kind: 'bytes', bytes: Uint8Array.of(3) });
    expect(await read.read()).toEqual({ kind: 'end' });
  });

  it('is given up when it is longer than it may be', async () => {
    const { stream, cancelled } = body([new Uint8Array(3), new Uint8Array(3)], 'stuck');
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    expect(await read.read(5)).toMatchObject({ kind: 'bytes' });
    expect(await read.read(5)).toEqual({ kind: 'broken', reason: 'too-large' });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('says when the line breaks', async () => {
    const { stream } = body([new Uint8Array(3)], 'break');
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    await read.read();
    expect(await read.read()).toEqual({ kind: 'broken', reason: 'network' });
  });

  it('may take its time, but not without a byte', async () => {
    vi.useFakeTimers();
    const { stream, cancelled } = body([new Uint8Array(3), new Uint8Array(3)], 'stuck');
    const call = { timeoutMs: 1000, idleMs: 60_000 };
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, call, answering(new Response(stream))));
    expect(await read.read()).toMatchObject({ kind: 'bytes' });
    // Storing a piece may take as long as it likes.
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await read.read()).toMatchObject({ kind: 'bytes' });
    const last = read.read();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(cancelled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await last).toEqual({ kind: 'broken', reason: 'timeout' });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('can be called off while it is read', async () => {
    const { stream, cancelled } = body([], 'stuck');
    const controller = new AbortController();
    const { signal } = controller;
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, { signal }, answering(new Response(stream))));
    const piece = read.read();
    controller.abort();
    expect(await piece).toEqual({ kind: 'broken', reason: 'aborted' });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('that nobody reads is let go', async () => {
    const { stream, cancelled } = body([new Uint8Array(3)], 'stuck');
    const read = await bodyOf(serviceFetch(URL_OF_SERVICE, {}, answering(new Response(stream))));
    await read.close();
    expect(cancelled).toHaveBeenCalledOnce();
  });
});
