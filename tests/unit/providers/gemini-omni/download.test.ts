import { describe, expect, it } from 'vitest';
import { geminiOmni } from '@/utils/providers/gemini-omni/provider';
import {
  anMp4,
  breaking,
  file,
  html,
  json,
  KEY,
  MemorySink,
  offline,
  probeOver,
  providerOver,
  scripted,
  type Answer,
} from '../kit';
import { at, BASE, base64, completed, fileAt, fileUri, inline, interaction, request } from './kit';

const bytes = anMp4(5000);
/** More than is held at once. */
const large = anMp4(9_000_001);
const piecewise = (whole: Uint8Array, size: number): ReadableStream<Uint8Array> => {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(whole.slice(at, at + size));
      at += size;
      if (at >= whole.length) controller.close();
    },
  });
};
const active = (): Response => fileAt('ACTIVE');

async function download(
  answers: Answer[],
  sink = new MemorySink(),
  allowed: (url: string) => boolean = () => true,
) {
  const { fetch, sent } = scripted(...answers);
  const provider = providerOver(geminiOmni, fetch, { hasHost: (asked) => Promise.resolve(allowed(asked)) });
  return { answer: await provider.download('v1_Abc', request, sink), sink, sent };
}

describe('a clip of Gemini Omni, in the answer itself', () => {
  it.each([5000, 5001, 5002])('is unpacked: %d bytes', async (length) => {
    const video = anMp4(length);
    const { answer, sink } = await download([completed(inline(base64(video)))]);
    expect(answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(video));
  });

  it('is unpacked piece by piece', async () => {
    const video = anMp4(9_000_001);
    const { answer, sink } = await download([completed(inline(base64(video)))]);
    expect(answer).toEqual({ ok: true });
    expect(Buffer.from(await sink.bytes()).equals(Buffer.from(video))).toBe(true);
    expect(sink.pieces.map(({ size }) => size)).toEqual([3_145_728, 3_145_728, 2_708_545]);
  });

  it('is unpacked from many lines', async () => {
    const lines = base64(bytes).replaceAll(/.{76}/g, '$&\n');
    const { answer, sink } = await download([completed(inline(lines))]);
    expect(answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
  });

  it('is the last one that it gave', async () => {
    const { sink } = await download([completed(inline(base64(anMp4(900))), inline(base64(bytes)))]);
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
  });

  it('begins anew where it was cut', async () => {
    const sink = new MemorySink();
    const whole = new Uint8Array(await completed(inline(base64(large))).arrayBuffer());
    const broken = () => new Response(breaking(whole.slice(0, 11_000_000)));
    expect((await download([broken], sink)).answer).toMatchObject({ problem: 'cut' });
    expect(sink.have).toBeGreaterThan(0);
    expect((await download([completed(inline(base64(large)))], sink)).answer).toEqual({ ok: true });
    expect(sink.have).toBe(large.length);
  });

  it.each([1, 7, 100, 4096])('is unpacked from pieces of %d bytes, with escapes cut in two', async (size) => {
    const video = anMp4(90_000);
    const written = (await completed(inline(base64(video))).text())
      .replaceAll('/', '\\/')
      .replaceAll('+', '\\u002b')
      .replaceAll('=', '\\u003d');
    const answer = new Response(piecewise(new TextEncoder().encode(written), size));
    const got = await download([answer]);
    expect(got.answer).toEqual({ ok: true });
    expect(Buffer.from(await got.sink.bytes()).equals(Buffer.from(video))).toBe(true);
  });

  it('is not taken for a picture or a text that is as long, before it or after it', async () => {
    const picture = { type: 'image', data: base64(new Uint8Array(200_000).fill(137)) };
    const text = { type: 'text', text: 'words '.repeat(40_000) };
    const { answer, sink } = await download([completed(picture, inline(base64(large)), text, picture)]);
    expect(answer).toEqual({ ok: true });
    expect(sink.have).toBe(large.length);
  });

  it('is the last one where several are as long', async () => {
    const { sink } = await download([
      completed(inline(base64(anMp4(200_000))), inline(base64(anMp4(300_000)))),
    ]);
    expect(sink.have).toBe(300_000);
  });

  it.each([
    ['no base64 further on', (text: string) => `${text.slice(0, 150_000)}!${text.slice(150_000)}`],
    ['words', () => btoa('this is no video. '.repeat(20_000))],
  ])('that is %s, and as long, is none', async (_, change) => {
    const { answer } = await download([completed(inline(change(base64(large))))]);
    expect(answer).toMatchObject({ problem: 'not-a-video' });
  });

  it('comes through with what the store has to say', async () => {
    const sink = new MemorySink();
    sink.full = new Error('no room');
    await expect(download([completed(inline(base64(bytes)))], sink)).rejects.toThrow('no room');
  });

  it.each([
    ['no base64', '!!!!'],
    ['half a group', 'A'],
    ['a page', btoa('<!doctype html><title>x</title>')],
    ['words', btoa('this is not a video')],
  ])('that is %s is none', async (_, data) => {
    const { answer, sink } = await download([completed(inline(data))]);
    expect(answer).toMatchObject({ problem: 'not-a-video' });
    expect(sink.begun).toBe(0);
  });
});

describe('a clip of Gemini Omni, as a file', () => {
  it('is fetched with the key in a header', async () => {
    const { answer, sink, sent } = await download([completed(at(fileUri)), active(), file(bytes)]);
    expect(answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
    expect(sent[2]?.url).toBe(fileUri);
    expect(sent[2]?.headers.get('x-goog-api-key')).toBe(KEY);
  });

  it.each([`${BASE}/files/abc-123`, `${BASE}/files/abc-123:download?alt=media&key=${KEY}`, 'files/abc-123'])(
    'is asked for at one address, however it is named: %s',
    async (uri) => {
      const { answer, sent } = await download([completed(at(uri)), active(), file(bytes)]);
      expect(answer).toEqual({ ok: true });
      expect(sent[2]?.url).toBe(fileUri);
      expect(sent.map(({ url }) => url).join()).not.toContain(KEY);
    },
  );

  it('of another host is fetched without the key, once that host is allowed', async () => {
    const uri = 'https://storage.example/clip.mp4?sig=1';
    const { answer, sent } = await download([completed(at(uri)), file(bytes)]);
    expect(answer).toEqual({ ok: true });
    expect(sent[1]?.headers.has('x-goog-api-key')).toBe(false);
    const denied = await download([completed(at(uri))], new MemorySink(), (asked) => asked.startsWith(BASE));
    expect(denied.answer).toMatchObject({
      problem: 'needs-permission',
      wantsHost: 'https://storage.example',
    });
  });

  it('goes on from where a cut left it', async () => {
    const sink = new MemorySink();
    const marks = { etag: '"a"', 'content-length': '5000' };
    const cut = () => new Response(breaking(bytes.slice(0, 2000)), { headers: marks });
    await download([completed(at(fileUri)), active(), cut], sink);
    const rest = new Response(bytes.slice(2000), {
      status: 206,
      headers: { etag: '"a"', 'content-range': 'bytes 2000-4999/5000' },
    });
    expect((await download([completed(at(fileUri)), active(), rest], sink)).answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
  });

  it.each([
    ['is not ready', [completed(at(fileUri)), fileAt('PROCESSING')], 'cut'],
    ['has failed', [completed(at(fileUri)), fileAt('FAILED')], 'provider-failed'],
    [
      'is gone: it says that it is not allowed',
      [completed(at(fileUri)), json({}, { status: 403 }), json({}, { status: 403 })],
      'result-expired',
    ],
    ['is gone', [completed(at(fileUri)), active(), html(404)], 'result-expired'],
    ['is refused to the key', [completed(at(fileUri)), active(), json({}, { status: 401 })], 'needs-key'],
    [
      'is gone, and not allowed',
      [completed(at(fileUri)), active(), json({}, { status: 403 })],
      'result-expired',
    ],
    ['lies behind a proxy that wants a name', [completed(at(fileUri)), active(), html(401)], 'cut'],
    ['lies behind a proxy that wants something', [completed(at(fileUri)), active(), html(403)], 'cut'],
    ['is a page', [completed(at(fileUri)), active(), html(200)], 'not-a-video'],
    ['lies in this computer', [completed(at('http://127.0.0.1/a.mp4'))], 'not-a-video'],
    ['lies nowhere', [completed(at('javascript:alert(1)'))], 'not-a-video'],
    ['was kept back', [completed()], 'content-refused'],
    ['is still made', [interaction()], 'cut'],
    ['nobody knows', [json({}, { status: 404 })], 'result-expired'],
    ['nobody tells of', [offline], 'cut'],
    ['wants another key', [json({}, { status: 401 })], 'needs-key'],
  ] as [string, Answer[], string][])('that %s ends as it is', async (_, answers, problem) => {
    expect((await download(answers)).answer).toMatchObject({ ok: false, problem });
  });
});

describe('a look at Gemini', () => {
  const probe = (...answers: Answer[]) => probeOver(geminiOmni, BASE, scripted(...answers).fetch);

  it('names its models without the word before them', async () => {
    const models = [
      { name: 'models/gemini-omni-1.2-flash' },
      { name: 'models/gemini-3.8-flash' },
      { name: '' },
      7,
    ];
    expect(await probe(json({ models, nextPageToken: 'x' }))).toEqual({
      answer: 'ok',
      models: ['gemini-omni-1.2-flash', 'gemini-3.8-flash'],
      cards: [],
      lists: false,
    });
  });

  it.each([
    ['nobody is there', offline, 'not-reachable'],
    [
      'the key is none',
      json(
        { error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } },
        { status: 400 },
      ),
      'bad-key',
    ],
    ['the key may not', json({ error: { code: 403, message: 'API disabled' } }, { status: 403 }), 'bad-key'],
    ['it is a web site', html(200), 'not-a-video-server'],
    ['it is something else', json({ data: [] }), 'not-a-video-server'],
  ] as [string, Answer, string][])('tells when %s', async (_, answer, expected) => {
    expect((await probe(answer)).answer).toBe(expected);
  });
});
