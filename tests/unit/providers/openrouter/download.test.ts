import { describe, expect, it } from 'vitest';
import { openrouter } from '@/utils/providers/openrouter/provider';
import {
  anMp4,
  anOrder,
  breaking,
  file,
  html,
  json,
  KEY,
  MemorySink,
  offline,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://openrouter.ai/api/v1';
const request = anOrder(openrouter, BASE);
const bytes = anMp4(5000);
const job = (change: Record<string, unknown>): Response => json({ status: 'completed', ...change });
const missing = (): Response => json({ error: { code: 404, message: 'no' } }, { status: 404 });

async function download(
  answers: Answer[],
  sink = new MemorySink(),
  allowed: (url: string) => boolean = () => true,
) {
  const { fetch, sent } = scripted(...answers);
  const provider = providerOver(openrouter, fetch, { hasHost: (url) => Promise.resolve(allowed(url)) });
  return { answer: await provider.download('gen-vid-1', request, sink), sink, sent };
}

describe('a clip of OpenRouter', () => {
  it('is fetched from its own copy, with the key', async () => {
    const { answer, sink, sent } = await download([file(bytes, { 'content-length': '5000' })]);
    expect(answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
    expect(sent.map(({ url }) => url)).toEqual([`${BASE}/videos/gen-vid-1/content?index=0`]);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  it('goes on from where a cut left it', async () => {
    const sink = new MemorySink();
    const marks = { etag: '"a"', 'content-length': '5000' };
    const cut = () => new Response(breaking(bytes.slice(0, 2000)), { headers: marks });
    expect((await download([cut], sink)).answer).toMatchObject({ ok: false, problem: 'cut' });
    const rest = new Response(bytes.slice(2000), {
      status: 206,
      headers: { etag: '"a"', 'content-range': 'bytes 2000-4999/5000' },
    });
    const { answer, sent } = await download([rest], sink);
    expect(answer).toEqual({ ok: true });
    expect(sent[0]?.headers.get('range')).toBe('bytes=2000-');
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
  });

  it.each([
    ['no answer', offline, 'cut'],
    ['a 500', json({}, { status: 500 }), 'cut'],
    ['a 502 of a provider', json({ error: { code: 502, message: 'x' } }, { status: 502 }), 'cut'],
    ['a 400', json({ error: { code: 400, message: 'not ready' } }, { status: 400 }), 'cut'],
    ['a 401', json({}, { status: 401 }), 'needs-key'],
    ['nothing', new Response(''), 'file-empty'],
  ])('with %s ends as %s', async (_, answer, problem) => {
    expect((await download([answer])).answer).toMatchObject({ ok: false, problem });
  });

  it('lies elsewhere at times: then it is fetched there, without the key', async () => {
    const url = 'https://storage.example.com/video.mp4?sig=1';
    const { answer, sent } = await download([missing(), job({ unsigned_urls: [url] }), file(bytes)]);
    expect(answer).toEqual({ ok: true });
    expect(sent[2]?.url).toBe(url);
    expect(JSON.stringify([...(sent[2]?.headers ?? [])])).not.toContain(KEY);
  });

  it('asks for the other host’s permission first, by its origin alone', async () => {
    const url = 'https://storage.example.com/video.mp4?sig=1';
    const { answer, sent } = await download([missing(), job({ urls: [url] })], new MemorySink(), (asked) =>
      asked.startsWith(BASE),
    );
    expect(answer).toMatchObject({ problem: 'needs-permission', wantsHost: 'https://storage.example.com' });
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['is gone', [missing(), missing()], 'result-expired'],
    ['has expired', [missing(), job({ status: 'expired' })], 'result-expired'],
    ['was refused after all', [missing(), job({ error: 'moderation' })], 'content-refused'],
    ['is not ready', [missing(), job({ status: 'in_progress' })], 'cut'],
    ['is named nowhere', [missing(), job({})], 'result-expired'],
    [
      'is named at its own copy again',
      [missing(), job({ unsigned_urls: [`${BASE}/videos/gen-vid-1/content?index=0`] })],
      'result-expired',
    ],
    ['is named in this computer', [missing(), job({ urls: ['https://192.168.0.1/a.mp4'] })], 'not-a-video'],
    ['is JSON, and nothing else is named', [json({ error: 'x' }), job({})], 'not-a-video'],
    ['is a page', [html(200), job({ urls: ['javascript:1', 'x', 7] })], 'not-a-video'],
    ['is missing, and nobody answers', [missing(), offline], 'cut'],
  ] as [string, Answer[], string][])('that %s ends as it is', async (_, answers, problem) => {
    expect((await download(answers)).answer).toMatchObject({ ok: false, problem });
  });
});
