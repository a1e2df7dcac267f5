import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { VideoServer } from '@/tests/servers/videos';
import { ask, at, completed, servers } from './support';

const start = servers();

interface Got {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** The body ended before it was over. */
  broken: boolean;
}

/** Takes what comes, as far as it comes. */
async function take(url: string, headers: Record<string, string> = {}): Promise<Got> {
  const response = await fetch(url, { headers });
  const pieces: Uint8Array[] = [];
  let broken = false;
  try {
    for await (const piece of response.body ?? []) pieces.push(piece as Uint8Array);
  } catch {
    broken = true;
  }
  return { status: response.status, headers: response.headers, bytes: Buffer.concat(pieces), broken };
}

async function contentOf(server: VideoServer, prompt: string): Promise<string> {
  return at(server, await completed(server, prompt), '/content');
}

/** Everything the server sends on one connection, as it is. */
function raw(server: VideoServer, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1');
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => pieces.push(piece));
    socket.once('error', reject).once('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
    socket.write(`GET ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\n\r\n`);
  });
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('ranges', () => {
  test.each([
    ['bytes=100-', 206, [100, undefined]],
    ['bytes=100-199', 206, [100, 200]],
    ['bytes=-50', 206, [-50, undefined]],
    ['bytes=0-99999999', 206, [0, undefined]],
    ['bytes=5-4', 200, [0, undefined]],
    ['bytes=0-1,4-5', 200, [0, undefined]],
  ] as const)('%s brings %i and just these bytes', async (range, status, [from, to]) => {
    const server = await start({ jobMs: 0 });
    const url = await contentOf(server, 'a');
    const whole = (await take(url)).bytes;
    const part = await take(url, { range });
    expect(part.status).toBe(status);
    expect(part.bytes.equals(whole.subarray(from, to))).toBe(true);
  });

  test('beyond the end there is nothing, and the length is told', async () => {
    const server = await start({ jobMs: 0, fileBytes: 200_000 });
    const got = await take(await contentOf(server, 'a'), { range: 'bytes=200000-' });
    expect([got.status, got.headers.get('content-range')]).toEqual([416, 'bytes */200000']);
  });

  test('If-Range brings the part of the same file and the whole of another one', async () => {
    const server = await start({ jobMs: 0 });
    const url = await contentOf(server, 'a');
    const etag = (await take(url)).headers.get('etag') ?? '';
    expect((await take(url, { range: 'bytes=9-', 'if-range': etag })).status).toBe(206);
    expect((await take(url, { range: 'bytes=9-', 'if-range': '"other"' })).status).toBe(200);
    expect((await take(url, { range: 'bytes=9-', 'if-range': `W/${etag}` })).status).toBe(200);
  });

  test('are ignored, refused, or of another file each time', async () => {
    const server = await start({ jobMs: 0 });
    const part = { range: 'bytes=9-' };
    expect((await take(await contentOf(server, 'a [[no-range]]'), part)).status).toBe(200);
    expect((await take(await contentOf(server, 'b [[416]]'), part)).status).toBe(416);
    for (const [fault, status] of [
      ['changing', 200],
      ['changing-rudely', 206],
    ] as const) {
      const url = await contentOf(server, `c [[${fault}]]`);
      const first = await take(url);
      const second = await take(url, { ...part, 'if-range': first.headers.get('etag') ?? '' });
      expect(second.status).toBe(status);
      expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
    }
    expect((await take(await contentOf(server, 'd [[weak-etag]]'))).headers.get('etag')).toMatch(/^W\//);
    expect((await take(await contentOf(server, 'e [[no-etag]]'))).headers.has('etag')).toBe(false);
  });
});

describe('a body', () => {
  test('is cut at the byte it is said to be cut at, once, and goes on from there', async () => {
    const server = await start({ jobMs: 0 });
    const url = await contentOf(server, 'a [[cut-at:5000]]');
    const first = await take(url);
    expect([first.bytes.length, first.broken]).toEqual([5000, true]);
    const rest = await take(url, { range: 'bytes=5000-', 'if-range': first.headers.get('etag') ?? '' });
    const [job] = server.journal.jobs();
    expect(digest(Buffer.concat([first.bytes, rest.bytes]))).toBe(job?.sha256);
    expect(server.journal.counts().bytes).toEqual({ [job?.id ?? '']: job?.bytes });
    expect(server.journal.entries.filter(({ phase }) => phase === 'content')).toMatchObject([
      { bytes: 5000, cut: true, sha256: job?.sha256 },
      { range: 'bytes=5000-', cut: false, status: 206 },
    ]);
  });

  test('stops at a byte and stays there until it is let go', async () => {
    const server = await start({ jobMs: 0 });
    const got = contentOf(server, 'a [[stuck-at:5000]]').then((url) => take(url));
    const entry = await server.journal.until(({ held }) => held);
    expect([entry.phase, entry.bytes, entry.done]).toEqual(['content', 5000, false]);
    server.control.release();
    expect((await got).bytes.length).toBe(server.journal.jobs()[0]?.bytes);
  });

  test('drips', async () => {
    const server = await start({ jobMs: 0 });
    const before = performance.now();
    const { bytes } = await take(await contentOf(server, 'a [[drip:250000]]'));
    expect(digest(bytes)).toBe(server.journal.jobs()[0]?.sha256);
    expect(performance.now() - before).toBeGreaterThan(150);
  });

  test.each([
    ['long-length:500', true],
    ['closing-cut:5000', false],
    ['truncated:5000', false],
    ['chunked', false],
    ['closing', false],
  ])('%s: a client that trusts HTTP notices: %s', async (fault, noticed) => {
    const server = await start({ jobMs: 0 });
    const { bytes, broken } = await take(await contentOf(server, `a [[${fault}]]`));
    expect(broken).toBe(noticed);
    const [job] = server.journal.jobs();
    expect(bytes.length).toBe(fault.endsWith(':5000') ? 5000 : job?.bytes);
  });

  test('is framed as it is said to be', async () => {
    const server = await start({ jobMs: 0 });
    const heads = await Promise.all(
      ['closing', 'chunked', 'chunked-cut:5000', 'short-length:1000'].map(async (fault) => {
        const answer = await raw(server, await contentOf(server, `a [[${fault}]]`));
        const [head = '', ...body] = answer.split('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        return { chunked: /chunked/i.test(head), length, body: body.join('\r\n\r\n') };
      }),
    );
    const [closing, chunked, cut, short] = heads;
    expect([closing?.chunked, closing?.length]).toEqual([false, Number.NaN]);
    expect(closing?.body).toHaveLength(server.journal.jobs()[0]?.bytes ?? 0);
    expect([chunked?.chunked, chunked?.length, chunked?.body.endsWith('\r\n0\r\n\r\n')]).toEqual([
      true,
      Number.NaN,
      true,
    ]);
    expect([cut?.chunked, cut?.body.endsWith('\r\n0\r\n\r\n')]).toEqual([true, false]);
    expect(short?.length).toBe((short?.body.length ?? 0) - 1000);
  });

  test.each([
    ['empty', 'video/mp4', ''],
    ['html-page', 'text/html', '<!doctype'],
    ['html-as-video', 'video/mp4', '<!doctype'],
    ['json', 'application/json', '{'],
    ['octet', 'application/octet-stream', '\0'],
  ])('%s comes as %s', async (fault, type, start_) => {
    const server = await start({ jobMs: 0 });
    const { status, headers, bytes } = await take(await contentOf(server, `a [[${fault}]]`));
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(bytes.toString('latin1').startsWith(start_)).toBe(true);
    if (fault === 'empty') expect(bytes.length).toBe(0);
  });

  test('has no end, and the journal knows who walked away', async () => {
    const server = await start({ jobMs: 0 });
    const stop = new AbortController();
    const response = await fetch(await contentOf(server, 'a [[endless]]'), { signal: stop.signal });
    expect(response.headers.has('content-length')).toBe(false);
    let bytes = 0;
    await expect(async () => {
      for await (const piece of response.body ?? []) {
        bytes += (piece as Uint8Array).length;
        if (bytes > 5_000_000) stop.abort();
      }
    }).rejects.toThrow();
    const entry = await server.journal.until(({ phase, done }) => phase === 'content' && done);
    expect(entry).toMatchObject({ left: true, cut: false });
  });

  test('unpacks to a thousand times its length', async () => {
    const server = await start({ jobMs: 0 });
    const { bytes } = await take(await contentOf(server, 'a [[bomb:20]]'));
    expect(bytes.length).toBe(20 << 20);
    const entry = await server.journal.until(({ phase, done }) => phase === 'content' && done);
    expect(entry.bytes).toBeLessThan(bytes.length / 100);
  });

  test('is a picture when a variant is asked for', async () => {
    const server = await start({ jobMs: 0 });
    const url = await contentOf(server, 'a');
    expect((await take(`${url}?variant=thumbnail`)).headers.get('content-type')).toBe('image/webp');
    expect((await ask(`${url}?variant=poster`)).status).toBe(400);
  });
});
