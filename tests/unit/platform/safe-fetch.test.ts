import { describe, expect, it, vi } from 'vitest';
import { safeFetch } from '@/utils/platform/safe-fetch';

const URL_OF_PICTURE = 'https://cdn.example.com/a.png';

const answering = (response: () => Response) => vi.fn<typeof fetch>(async () => response());

describe('fetching a picture for a page', () => {
  it('gives the bytes and the type without its parameters', async () => {
    const fetch = answering(
      () => new Response(Uint8Array.of(1, 2, 3), { headers: { 'content-type': 'Image/PNG; q=1' } }),
    );
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 3, fetch })).toEqual({
      ok: true,
      bytes: Uint8Array.of(1, 2, 3),
      mime: 'image/png',
    });
  });

  it('sends no cookies and no referrer, and follows no redirect', async () => {
    const fetch = answering(() => new Response('x'));
    await safeFetch(URL_OF_PICTURE, { maxBytes: 10, fetch });
    expect(fetch).toHaveBeenCalledWith(
      URL_OF_PICTURE,
      expect.objectContaining({ redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' }),
    );
  });

  it.each([
    'https://127.0.0.1/a.png',
    'http://example.com/a.png',
    'https://a:b@example.com/',
    'https://nas.local/a',
  ])('never asks %s', async (url) => {
    const fetch = answering(() => new Response('x'));
    expect(await safeFetch(url, { maxBytes: 10, fetch })).toEqual({ ok: false, reason: 'refused-address' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('stops reading as soon as there is too much, whatever the length was said to be', async () => {
    let sent = 0;
    const cancelled = vi.fn<() => void>();
    const body = (): ReadableStream =>
      new ReadableStream({
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(1000));
        },
        cancel: cancelled,
      });
    const lying = answering(() => new Response(body(), { headers: { 'content-length': '10' } }));
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 5000, fetch: lying })).toEqual({
      ok: false,
      reason: 'too-large',
    });
    expect(sent).toBeLessThan(10);
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('believes a length that is too large', async () => {
    const fetch = answering(() => new Response('x', { headers: { 'content-length': '5001' } }));
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 5000, fetch })).toEqual({
      ok: false,
      reason: 'too-large',
    });
  });

  it('says when the server refuses, and when there is no network', async () => {
    const refused = answering(() => new Response('no', { status: 403 }));
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 10, fetch: refused })).toEqual({
      ok: false,
      reason: 'status',
    });
    const offline = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 10, fetch: offline })).toEqual({
      ok: false,
      reason: 'network',
    });
  });

  /** Never answers until it is told to stop. */
  const hanging = vi.fn<typeof fetch>(
    (_, init) =>
      new Promise((_resolve, reject) => {
        const stop = (): void => reject(new DOMException('stopped', 'AbortError'));
        if (init?.signal?.aborted) stop();
        init?.signal?.addEventListener('abort', stop);
      }),
  );

  it('gives up after its time', async () => {
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 10, timeoutMs: 5, fetch: hanging })).toEqual({
      ok: false,
      reason: 'timeout',
    });
  });

  it('can be stopped', async () => {
    const signal = AbortSignal.abort();
    expect(await safeFetch(URL_OF_PICTURE, { maxBytes: 10, signal, fetch: hanging })).toEqual({
      ok: false,
      reason: 'aborted',
    });
  });
});
