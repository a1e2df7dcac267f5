import { describe, expect, it } from 'vitest';
import { xai } from '@/utils/providers/xai/provider';
import {
  anMp4,
  anOrder,
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

const BASE = 'https://api.x.ai/v1';
const request = anOrder(xai, BASE);
const url = 'https://vidgen.x.ai/xai-vidgen-bucket/clip.mp4?sig=1';
const done = (): Response => json({ status: 'done', video: { url } });
const bytes = anMp4(5000);

async function download(answers: Answer[], allowed: (url: string) => boolean = () => true) {
  const { fetch, sent } = scripted(...answers);
  const sink = new MemorySink();
  const provider = providerOver(xai, fetch, { hasHost: (asked) => Promise.resolve(allowed(asked)) });
  return { answer: await provider.download('req-1', request, sink), sink, sent };
}

describe('a clip of Grok Imagine', () => {
  it('is fetched from where it says, without the key', async () => {
    const { answer, sink, sent } = await download([done(), file(bytes)]);
    expect(answer).toEqual({ ok: true });
    expect(await sink.bytes()).toEqual(new Uint8Array(bytes));
    expect(sent[1]?.url).toBe(url);
    expect(JSON.stringify([...(sent[1]?.headers ?? [])])).not.toContain(KEY);
  });

  it('asks for the host’s permission first, by its origin alone', async () => {
    const { answer, sent } = await download([done()], (asked) => asked.startsWith(BASE));
    expect(answer).toMatchObject({ problem: 'needs-permission', wantsHost: 'https://vidgen.x.ai' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['has expired', [json({ status: 'expired' })], 'result-expired'],
    ['is gone', [json({ error: 'Not found' }, { status: 404 })], 'result-expired'],
    ['is gone from where it was', [done(), html(404)], 'result-expired'],
    [
      'was kept back',
      [json({ status: 'done', video: { url, respect_moderation: false } })],
      'content-refused',
    ],
    ['has no address', [json({ status: 'done' })], 'file-empty'],
    ['is not ready', [json({ status: 'pending' })], 'cut'],
    ['is not told of', [offline], 'cut'],
    ['wants another key', [json({}, { status: 401 })], 'needs-key'],
    ['is a page', [done(), html(200)], 'not-a-video'],
    ['is nothing', [done(), new Response('')], 'file-empty'],
    [
      'lies in this computer',
      [json({ status: 'done', video: { url: 'http://127.0.0.1/a.mp4' } })],
      'not-a-video',
    ],
    ['lies nowhere', [json({ status: 'done', video: { url: 'javascript:alert(1)' } })], 'not-a-video'],
  ] as [string, Answer[], string][])('that %s ends as it is', async (_, answers, problem) => {
    expect((await download(answers)).answer).toMatchObject({ ok: false, problem });
  });
});

describe('a look at xAI', () => {
  const probe = (...answers: Answer[]) => probeOver(xai, BASE, scripted(...answers).fetch);

  it('names its models', async () => {
    const list = json({
      object: 'list',
      data: [{ id: 'grok-4.7' }, { id: 'grok-imagine-video-1.5' }, { id: 7 }, null],
    });
    expect(await probe(list)).toEqual({
      answer: 'ok',
      models: ['grok-4.7', 'grok-imagine-video-1.5'],
      cards: [],
      lists: false,
    });
  });

  it.each([
    ['nobody is there', offline, 'not-reachable'],
    ['only a proxy is there', html(503), 'not-reachable'],
    ['the key is none', json({ error: 'no' }, { status: 401 }), 'bad-key'],
    [
      'the key is none, told as a bad request',
      json({ code: 'x', error: 'Incorrect API key provided: xa***9.' }, { status: 400 }),
      'bad-key',
    ],
    [
      'the account is empty',
      json({ code: 'x', error: 'Your team has used all available credits' }, { status: 403 }),
      'no-credit',
    ],
    ['it is a web site', html(200), 'not-a-video-server'],
    ['it is another site’s refusal', html(403), 'not-a-video-server'],
    ['it is something else', json({ models: [] }), 'not-a-video-server'],
  ] as [string, Answer, string][])('tells when %s', async (_, answer, expected) => {
    expect((await probe(answer)).answer).toBe(expected);
  });

  it('asks for a key where it was given none', async () => {
    const { fetch } = scripted(json({}, { status: 401 }));
    expect(await probeOver(xai, BASE, fetch, { kind: 'none' })).toMatchObject({ answer: 'needs-key' });
  });
});
