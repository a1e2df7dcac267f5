/** OpenRouter's adapter against a server that plays OpenRouter. */
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { openrouter } from '@/utils/providers/openrouter/provider';
import type { VideoServer, VideoServerOptions } from '../../../servers/videos';
import { KEY, MemorySink, probeOver } from '../kit';
import { everyForm, served, sha256 } from '../served';

let server: VideoServer;

const veo: Partial<ServiceRequest> = { model: 'google/veo-3.1', audio: true, seed: 7 };

const begin = served(openrouter, veo);

async function start(options: VideoServerOptions = {}) {
  const all = await begin({ flavour: 'openrouter', ...options });
  server = all.server;
  const probe = (key = KEY) =>
    probeOver(openrouter, server.baseUrl, (...args) => fetch(...args), { kind: 'key', key });
  return { ...all, probe };
}

describe('with OpenRouter', () => {
  it('goes the whole way, over two cuts, with one POST and its bill', async () => {
    const { handle, poll, fetchAll } = await start({ fileBytes: 3_000_000 });
    const number = await handle('A lighthouse [[cut-at:5000]] [[cut-at:2000000]]');
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    server.control.finish();
    expect(await poll(number)).toMatchObject({ kind: 'done', chargedUsd: 0.8 });
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
  });

  it('sends every parameter, and every picture in its role', async () => {
    const { handle } = await start();
    const images = [
      { imageId: 'a', role: 'first-frame' as const },
      { imageId: 'b', role: 'last-frame' as const },
      { imageId: 'c', role: 'reference' as const },
    ];
    await handle('A lighthouse', { images });
    const [entry] = server.journal.entries;
    expect(entry?.order).toMatchObject({
      model: 'google/veo-3.1',
      duration: 8,
      aspect_ratio: '16:9',
      resolution: '720p',
      generate_audio: true,
      seed: 7,
    });
    expect(entry?.media).toHaveLength(3);
  });

  it('lists its models as cards with their prices, free of charge', async () => {
    const { probe } = await start();
    const report = await probe();
    expect(report).toMatchObject({ answer: 'ok', lists: false });
    expect(report.cards.map(({ id, family, priceBasis }) => [id, family, priceBasis])).toEqual([
      ['google/veo-3.1', 'veo', 'live'],
      ['bytedance/seedance-2.0', 'seedance', 'live'],
      ['runway/gen-4.5', 'runway', 'live'],
    ]);
    expect(server.journal.posts()).toBe(0);
  });

  it('tells a bad key, and an account that is empty', async () => {
    const { probe } = await start({ credit: 0 });
    expect(await probe('another')).toMatchObject({ answer: 'bad-key' });
    expect(await probe()).toMatchObject({ answer: 'no-credit' });
  });

  it('cannot be cancelled', async () => {
    const { handle, cancel } = await start();
    const number = await handle('A lighthouse');
    expect(await cancel(number)).toBe('unsupported');
  });

  it('tells what is forgotten, or was never there', async () => {
    const { poll } = await start();
    expect(await poll('gen-vid-of-another-place')).toEqual({ kind: 'gone' });
  });

  it.each([
    ['[[fails]]', 'provider-failed', 'service'],
    ['[[moderated]]', 'content-refused', 'input'],
    ['[[moderated:image]]', 'content-refused', 'image'],
    ['[[moderated:output]]', 'content-refused', 'output'],
    ['[[moderated-completed:output]]', 'content-refused', 'output'],
    ['[[expired]]', 'result-expired', 'service'],
  ])('a clip that %s is told as what it is', async (fault, problem, gate) => {
    const { handle, poll } = await start({ jobMs: 0 });
    expect(await poll(await handle(`A lighthouse ${fault}`))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate },
    });
  });

  it('takes a word that nobody knows for work', async () => {
    const { handle, poll } = await start();
    expect(await poll(await handle('A lighthouse [[word:dreaming]]'))).toMatchObject({ kind: 'working' });
  });

  it.each([
    ['cut', 'doubtful'],
    ['drop-answer', 'doubtful'],
    ['html', 'doubtful'],
    ['html-after', 'doubtful'],
    ['status:503', 'doubtful'],
    ['broken-json', 'doubtful'],
    ['no-id', 'doubtful'],
    ['redirect', 'doubtful'],
    ['429:7', 'later'],
    ['401', 'blocked'],
    ['no-credit', 'blocked'],
    ['refuse', 'refused'],
    ['refuse:image', 'refused'],
  ])('with [[%s]] one POST is %s', async (fault, kind) => {
    const { submit } = await start();
    expect(await submit(`A lighthouse [[${fault}]]`)).toMatchObject({ kind });
    expect(server.journal.posts()).toBe(1);
  });

  it('says of a model that is gone that it is gone', async () => {
    const { submit } = await start({ retired: ['google/veo-3.1'] });
    expect(await submit('A lighthouse')).toMatchObject({ kind: 'refused', problem: 'model-retired' });
  });

  it.each([
    ['empty', 'file-empty'],
    ['html-as-video', 'not-a-video'],
    ['json', 'not-a-video'],
    ['no-video', 'result-expired'],
    ['expired', 'result-expired'],
    ['401@content', 'needs-key'],
  ])('a download with %s ends as %s', async (fault, problem) => {
    const { handle, fetchAll } = await start({ fileBytes: 20_000 });
    const written =
      fault.includes('@') || fault === 'no-video' || fault === 'expired' ? fault : `${fault}@content*all`;
    const number = await handle(`A lighthouse [[${written}]]`);
    server.control.finish();
    expect(await fetchAll(number, new MemorySink(), 3)).toMatchObject({ ok: false, problem });
  });

  it('takes every form that its models are said to have, with one POST each', async () => {
    const { probe, submit } = await start();
    const { cards } = await probe();
    const forms = cards.flatMap(everyForm);
    for (const form of forms) expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(forms.length);
    for (const { keyLeaked } of server.journal.entries) expect(keyLeaked).toBe(false);
  });
});
