/** xAI's adapter against a server that plays xAI; its files lie at another origin. */
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { loadModels } from '@/utils/providers/models';
import { xai } from '@/utils/providers/xai/provider';
import type { VideoServer, VideoServerOptions } from '../../../servers/videos';
import { KEY, MemorySink, probeOver } from '../kit';
import { everyForm, expectKeyAtHome, served, sha256 } from '../served';

let server: VideoServer;

const listed = (await loadModels()).services.xai ?? [];
/** Those that are not closed. */
const cards = listed.filter(({ retiredAt }) => retiredAt === null);
const grok: Partial<ServiceRequest> = { model: 'grok-imagine-video-1.5', audio: true };

const begin = served(xai, grok);

async function start(options: VideoServerOptions = {}) {
  const all = await begin({ flavour: 'xai', ...options });
  server = all.server;
  const probe = (key = KEY) =>
    probeOver(xai, server.baseUrl, (...args) => fetch(...args), { kind: 'key', key });
  return { ...all, probe };
}

describe('with Grok Imagine', () => {
  it('goes the whole way, over two cuts, with one POST and its bill, and no key for the other origin', async () => {
    const { handle, poll, fetchAll } = await start({ fileBytes: 3_000_000 });
    const number = await handle('A lighthouse [[cut-at:5000]] [[cut-at:2000000]]');
    server.control.progress('lighthouse', 40);
    expect(await poll(number)).toMatchObject({ kind: 'working', percent: null });
    expect(await poll(number)).toMatchObject({ kind: 'working', percent: 40 });
    server.control.finish();
    expect(await poll(number)).toMatchObject({ kind: 'done', chargedUsd: 1.12 });
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
    expectKeyAtHome(server);
  });

  it('sends every parameter, and every picture in its role', async () => {
    const { handle } = await start();
    const images = [
      { imageId: 'a', role: 'first-frame' as const },
      { imageId: 'b', role: 'last-frame' as const },
    ];
    await handle('A lighthouse', { images });
    expect(server.journal.entries[0]).toMatchObject({
      order: { duration: 8, aspect_ratio: '16:9', resolution: '720p', generate_audio: true },
    });
    expect(server.journal.entries[0]?.media).toHaveLength(2);
    await handle('A lighthouse', { images: [{ imageId: 'c', role: 'reference' }] });
    expect(server.journal.entries[1]?.media).toHaveLength(1);
  });

  it.each(['edit', 'extend'] as const)('makes another of a clip: %s, with one POST', async (kind) => {
    const { handle, poll, fetchAll } = await start({ jobMs: 0, fileBytes: 20_000 });
    const before = await handle('A lighthouse');
    const number = await handle('At night', { work: { kind, handle: before } });
    expect(await poll(number)).toMatchObject({ kind: 'done' });
    expect(await fetchAll(number, new MemorySink())).toEqual({ ok: true });
    expect(server.journal.posts('At night')).toBe(1);
  });

  it('makes no other of a clip that is gone', async () => {
    const { submit, handle } = await start({ jobMs: 0, resultTtl: 60 });
    const before = await handle('A lighthouse');
    server.control.advance(120_000);
    const work = { kind: 'edit', handle: before } as const;
    expect(await submit('At night', { work })).toMatchObject({ kind: 'refused', problem: 'result-expired' });
    expect(server.journal.posts('At night')).toBe(0);
  });

  it('names its models, and tells a bad key though it comes as a bad request', async () => {
    const { probe } = await start();
    const report = await probe();
    expect(report).toMatchObject({ answer: 'ok', lists: false });
    expect(report.models).toContain('grok-imagine-video-1.5');
    expect(await probe('another')).toMatchObject({ answer: 'bad-key' });
  });

  it('cannot be cancelled', async () => {
    const { handle, cancel } = await start();
    expect(await cancel(await handle('A lighthouse'))).toBe('unsupported');
  });

  it('tells what is forgotten, or was never there', async () => {
    const { poll } = await start();
    expect(await poll('of-another-place')).toEqual({ kind: 'gone' });
  });

  it.each([
    ['[[fails]]', 'provider-failed', 'service', 'unknown'],
    ['[[moderated]]', 'content-refused', 'input', 'unknown'],
    ['[[moderated:image]]', 'content-refused', 'image', 'unknown'],
    ['[[moderated:output]]', 'content-refused', 'output', 'yes'],
    ['[[moderated-completed]]', 'content-refused', 'output', 'yes'],
    ['[[expired]]', 'result-expired', 'service', 'unknown'],
  ])('a clip that %s is told as what it is', async (fault, problem, gate, charged) => {
    const { handle, poll } = await start({ jobMs: 0 });
    expect(await poll(await handle(`A lighthouse ${fault}`))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, charged },
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
  ])('with [[%s]] one POST is %s', async (fault, kind) => {
    const { submit } = await start();
    expect(await submit(`A lighthouse [[${fault}]]`)).toMatchObject({ kind });
    expect(server.journal.posts()).toBe(1);
  });

  it('says of a model that is gone that it is gone', async () => {
    const { submit } = await start({ retired: ['grok-imagine-video-1.5'] });
    expect(await submit('A lighthouse')).toMatchObject({ kind: 'refused', problem: 'model-retired' });
  });

  it.each([
    ['empty', 'file-empty'],
    ['html-as-video', 'not-a-video'],
    ['json', 'not-a-video'],
    ['no-video', 'file-empty'],
    ['expired', 'result-expired'],
  ])('a download with %s ends as %s', async (fault, problem) => {
    const { handle, fetchAll } = await start({ fileBytes: 20_000 });
    const number = await handle(`A lighthouse [[${fault}]]`);
    server.control.finish();
    expect(await fetchAll(number, new MemorySink(), 3)).toMatchObject({ ok: false, problem });
  });

  it.each(cards)('takes every form that the card of $id offers', async (card) => {
    const { submit } = await start();
    for (const form of everyForm(card))
      expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(everyForm(card).length);
  });
});
