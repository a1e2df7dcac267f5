import { describe, expect, it } from 'vitest';
import type { ServicePorts } from '@/utils/providers/service';
import { aVideosRequest } from '../../samples';
import { anMp4, aVideo, breaking, html, json, MemorySink, NOW, offline, providerOver, scripted } from './kit';

const request = aVideosRequest({ baseUrl: 'https://videos.example.com/v1' });
const FILE = anMp4(1000);
const CONTENT = 'https://videos.example.com/v1/videos/video_1/content';

type Step = Response | (() => Promise<Response>);

const keyFor: ServicePorts['keyFor'] = () => Promise.resolve({ kind: 'key', key: 'sk-CANARY' });

function download(answers: Step[], sink = new MemorySink(), ports: Partial<ServicePorts> = {}) {
  const { fetch, sent } = scripted(...answers);
  return { answer: providerOver(fetch, ports).download('video_1', request, sink), sent, sink };
}

const whole = (headers: Record<string, string> = {}, body: BodyInit = FILE): Response =>
  new Response(body, { headers: { 'content-length': '1000', etag: '"a"', ...headers } });
const rest = (start: number, headers: Record<string, string> = {}, end = 999): Response =>
  new Response(FILE.slice(start, end + 1), {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${end}/1000`, etag: '"a"', ...headers },
  });

/** A sink with the first 400 bytes of the file. */
function begun(file: { etag?: string; total?: number } = {}): MemorySink {
  const sink = new MemorySink();
  sink.etag = file.etag ?? '"a"';
  sink.total = file.total ?? 1000;
  sink.pieces = [new Blob([FILE.slice(0, 400)])];
  return sink;
}

describe('fetching a file', () => {
  it('stores it whole and knows it again', async () => {
    const { answer, sent, sink } = download([whole()]);
    expect(await answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(FILE));
    expect(sink).toMatchObject({ etag: '"a"', total: 1000, begun: 1 });
    expect(sent[0]?.url).toBe(CONTENT);
    expect(sent[0]?.headers.get('accept')).toBe('*/*');
    expect(sent[0]?.headers.has('range')).toBe(false);
  });

  it('stores it in pieces of four megabytes', async () => {
    const long = anMp4(9 * 1024 * 1024);
    const { answer, sink } = download([new Response(long)]);
    expect(await answer).toEqual({ ok: true });
    const sizes = sink.pieces.map(({ size }) => size);
    expect(sizes.slice(0, -1).every((size) => size >= 4 * 1024 * 1024)).toBe(true);
    expect(sizes.reduce((a, b) => a + b)).toBe(long.length);
  });

  it('keeps what came before a cut', async () => {
    const { answer, sink } = download([whole({}, breaking(FILE.slice(0, 700)))]);
    expect(await answer).toEqual({ ok: false, problem: 'cut', afterMs: null });
    expect(sink.have).toBe(700);
  });

  it('takes a body that is shorter than promised for cut', async () => {
    const { answer } = download([whole({}, FILE.slice(0, 700))]);
    expect(await answer).toMatchObject({ problem: 'cut' });
  });

  it('does not count with the length of a packed file', async () => {
    const { answer, sink } = download([whole({ 'content-encoding': 'gzip', 'content-length': '5000' })]);
    expect(await answer).toEqual({ ok: true });
    expect(sink.total).toBe(0);
  });

  it('lets through what the sink throws, and stores nothing more', async () => {
    const sink = new MemorySink();
    sink.full = new Error('full');
    const { answer } = download([whole()], sink);
    await expect(answer).rejects.toBe(sink.full);
  });

  it.each([
    ['HTML', html(200), 'not-a-video'],
    ['a text', new Response('no such thing, sorry'), 'not-a-video'],
    [
      'a picture',
      new Response(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)),
      'not-a-video',
    ],
    ['four bytes', new Response('abcd'), 'not-a-video'],
    ['nothing', new Response(''), 'file-empty'],
    ['a 204', new Response(null, { status: 204 }), 'file-empty'],
    ['a file that is too long', whole({ 'content-length': `${513 * 1024 * 1024}` }), 'file-too-large'],
    ['a few bytes and a cut', whole({}, breaking(FILE.slice(0, 5))), 'cut'],
  ])('does not begin with %s', async (_, answer, problem) => {
    const sink = begun({ etag: '', total: 0 });
    expect(await download([answer], sink).answer).toMatchObject({ problem });
    expect(sink).toMatchObject({ begun: 0, have: 400 });
  });

  it.each([
    ['WebM', [0x1a, 0x45, 0xdf, 0xa3]],
    ['MP4', [0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70]],
  ])('knows %s by its first bytes, whatever it is said to be', async (_, first) => {
    const bytes = new Uint8Array(50);
    bytes.set(first);
    const answer = new Response(bytes, { headers: { 'content-type': 'text/html' } });
    expect(await download([answer]).answer).toEqual({ ok: true });
  });
});

describe('going on after a cut', () => {
  it('asks for what is missing, of the same file only', async () => {
    const { answer, sent, sink } = download([rest(400)], begun());
    expect(await answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(FILE));
    expect(sink.begun).toBe(0);
    expect(sent[0]?.headers.get('range')).toBe('bytes=400-');
    expect(sent[0]?.headers.get('if-range')).toBe('"a"');
  });

  it('asks nobody when nothing is missing', async () => {
    const sink = begun({ total: 400 });
    const { answer, sent } = download([], sink);
    expect(await answer).toEqual({ ok: true });
    expect(sent).toEqual([]);
  });

  it('never sends a weak mark as a condition', async () => {
    const { answer, sent } = download([rest(400, { etag: 'W/"a"' })], begun({ etag: 'W/"a"' }));
    expect(await answer).toEqual({ ok: true });
    expect(sent[0]?.headers.has('if-range')).toBe(false);
  });

  it('goes by the date where there is no mark', async () => {
    const date = new Date(NOW).toUTCString();
    const first = download(
      [whole({ etag: '', 'last-modified': date }, breaking(FILE.slice(0, 400)))].map((r) => {
        r.headers.delete('etag');
        return r;
      }),
    );
    await first.answer;
    expect(first.sink.etag).toBe(date);
    const second = download([rest(400, { 'last-modified': date, etag: date })], first.sink);
    await second.answer;
    expect(second.sent[0]?.headers.get('if-range')).toBe(date);
  });

  it('begins again where nothing could tell the file from another', async () => {
    const { answer, sent, sink } = download([whole()], begun({ etag: '', total: 0 }));
    expect(await answer).toEqual({ ok: true });
    expect(sent[0]?.headers.has('range')).toBe(false);
    expect(sink.begun).toBe(1);
  });

  it('begins again when the server sends the whole', async () => {
    const { answer, sent, sink } = download([whole({ etag: '"b"' })], begun());
    expect(await answer).toEqual({ ok: true });
    expect(sent).toHaveLength(1);
    expect(sink).toMatchObject({ begun: 1, etag: '"b"', have: 1000 });
  });

  it.each([
    ['starts elsewhere', rest(300)],
    ['is of another length', rest(400, { 'content-range': 'bytes 400-999/1200' })],
    ['is of another file', rest(400, { etag: '"b"' })],
    ['does not say where it starts', rest(400, { 'content-range': '' })],
    ['is packed', rest(400, { 'content-encoding': 'gzip' })],
    ['is past its own end', rest(400, { 'content-range': 'bytes 400-1000/1000' })],
    ['is refused', new Response('', { status: 416, headers: { 'content-range': 'bytes */900' } })],
    ['is refused without a word', new Response('', { status: 416 })],
  ])('begins again when the part %s', async (_, part) => {
    const { answer, sent, sink } = download([part, whole()], begun());
    expect(await answer).toEqual({ ok: true });
    expect(sent.map(({ headers }) => headers.has('range'))).toEqual([true, false]);
    expect(await sink.bytes()).toEqual(new Uint8Array(FILE));
  });

  it('takes a refused part for the end of a file of just this length', async () => {
    const end = new Response('', { status: 416, headers: { 'content-range': 'bytes */400' } });
    expect(await download([end], begun({ total: 0 })).answer).toEqual({ ok: true });
  });

  it('asks for more at once when it was given less than it asked for', async () => {
    const { answer, sink } = download([rest(400, {}, 599)], begun());
    expect(await answer).toEqual({ ok: false, problem: 'cut', afterMs: 0 });
    expect(sink.have).toBe(600);
  });

  it('comes again when the part breaks off', async () => {
    const part = new Response(breaking(FILE.slice(400, 700)), {
      status: 206,
      headers: { 'content-range': 'bytes 400-999/1000' },
    });
    const { answer, sink } = download([part], begun());
    expect(await answer).toEqual({ ok: false, problem: 'cut', afterMs: null });
    expect(sink.have).toBe(700);
  });
});

describe('a file that is elsewhere', () => {
  const elsewhere = 'https://cdn.example.net/v/1.mp4?sig=x';
  const done = (change: Record<string, unknown> = {}): Response =>
    json(aVideo({ status: 'completed', ...change }));

  it.each([
    ['url', { url: elsewhere }],
    ['video_url', { outputs: { video_url: elsewhere } }],
    ['metadata', { metadata: { url: elsewhere } }],
    ['unsigned_urls', { unsigned_urls: [elsewhere] }],
    ['data', { data: [{ url: elsewhere }] }],
    ['video', { video: { url: elsewhere } }],
  ])('is fetched from the %s in the JSON that came in its place, without the key', async (_, body) => {
    const ports = { keyFor };
    const { answer, sent } = download([json(body), whole()], begun(), ports);
    expect(await answer).toEqual({ ok: true });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer sk-CANARY');
    expect(sent[1]?.url).toBe(elsewhere);
    expect(sent[1]?.headers.has('authorization')).toBe(false);
    expect(sent[1]?.headers.get('range')).toBe('bytes=400-');
  });

  it('is fetched with the key from the server itself, by a path too', async () => {
    const ports = { keyFor };
    const { answer, sent } = download([json({ url: '/files/1.mp4' }), whole()], new MemorySink(), ports);
    expect(await answer).toEqual({ ok: true });
    expect(sent[1]?.url).toBe('https://videos.example.com/files/1.mp4');
    expect(sent[1]?.headers.get('authorization')).toBe('Bearer sk-CANARY');
  });

  it.each([
    ['a 404', json({ detail: 'Not Found' }, { status: 404 })],
    ['a 400', json({ detail: 'uploaded to cloud storage' }, { status: 400 })],
    ['a redirect', offline],
    ['JSON without an address', json({ ok: true })],
  ])('is fetched from where the job says after %s', async (_, first) => {
    const { answer, sent } = download([first, done({ url: elsewhere }), whole()]);
    expect(await answer).toEqual({ ok: true });
    expect(sent.map(({ url }) => url)).toEqual([
      CONTENT,
      'https://videos.example.com/v1/videos/video_1',
      elsewhere,
    ]);
  });

  it.each([
    'http://cdn.example.net/1.mp4',
    'https://127.0.0.1/1.mp4',
    'https://192.168.0.9/1.mp4',
    'https://nas.local/1.mp4',
    'https://user:word@cdn.example.net/1.mp4',
    'data:video/mp4,x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://videos.example.com/1.mp4',
  ])('is not fetched from %s', async (url) => {
    const { answer, sent } = download([json({ url })]);
    expect(await answer).toMatchObject({ problem: 'not-a-video' });
    expect(sent).toHaveLength(1);
  });

  it('is not followed twice', async () => {
    const { answer } = download([json({ url: elsewhere }), json({ url: `${elsewhere}&again` })]);
    expect(await answer).toMatchObject({ problem: 'not-a-video' });
  });

  it('needs the user’s permission for that host', async () => {
    const hasHost = (url: string): Promise<boolean> => Promise.resolve(!url.includes('cdn'));
    const { answer, sent } = download([json({ url: elsewhere })], new MemorySink(), { hasHost });
    expect(await answer).toMatchObject({ problem: 'needs-permission' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [404, 'result-expired'],
    [410, 'result-expired'],
    [403, 'cut'],
    [503, 'cut'],
  ])('answers there with a %d: %s', async (status, problem) => {
    const { answer } = download([json({ url: elsewhere }), new Response('', { status })]);
    expect(await answer).toMatchObject({ problem });
  });
});

describe('no file', () => {
  const missing = (): Response => json({ detail: 'Not Found' }, { status: 404 });
  const job = (change: Record<string, unknown>): Response => json(aVideo(change));
  const past = NOW / 1000 - 10;

  it.each<[string, Step[], string, number | null]>([
    ['and no job either', [missing(), missing()], 'result-expired', null],
    ['after its time', [missing(), job({ status: 'completed', expires_at: past })], 'result-expired', null],
    ['and the job says so', [missing(), job({ status: 'expired' })], 'result-expired', null],
    ['and the job was deleted', [missing(), job({ status: 'deleted' })], 'result-expired', null],
    ['though it is completed', [missing(), job({ status: 'completed' })], 'file-empty', null],
    [
      'at the address that was tried',
      [missing(), job({ status: 'completed', url: CONTENT })],
      'file-empty',
      null,
    ],
    ['but JSON', [json({ ok: true }), job({ status: 'completed' })], 'not-a-video', null],
    ['yet', [missing(), job({ status: 'in_progress', created_at: NOW / 1000 })], 'cut', 2000],
    [
      'since it failed',
      [json({}, { status: 422 }), job({ status: 'failed', error: { message: 'x' } })],
      'provider-failed',
      null,
    ],
    ['for nobody answers', [offline, offline], 'cut', null],
    ['for nobody answers, and the job is gone', [offline, missing()], 'cut', null],
    ['as a proxy says', [html(404), html(404)], 'cut', null],
    ['for a key is wanted', [json({}, { status: 401 })], 'needs-key', null],
    ['for that key may not', [json({}, { status: 403 })], 'needs-key', null],
    ['for it is busy', [json({}, { status: 429, headers: { 'retry-after': '9' } })], 'cut', 9000],
    ['for it is broken', [html(502)], 'cut', null],
  ])('%s', async (_, answers, problem, afterMs) => {
    expect(await download(answers).answer).toEqual({ ok: false, problem, afterMs });
  });

  it('is asked for without a permission', async () => {
    const hasHost = (): Promise<boolean> => Promise.resolve(false);
    const { answer, sent } = download([], new MemorySink(), { hasHost });
    expect(await answer).toMatchObject({ problem: 'needs-permission' });
    expect(sent).toEqual([]);
  });
});
