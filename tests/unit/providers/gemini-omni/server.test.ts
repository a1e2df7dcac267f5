/** Gemini Omni's adapter against a server that plays the Interactions API and its files. */
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { loadModels } from '@/utils/providers/models';
import { geminiOmni } from '@/utils/providers/gemini-omni/provider';
import type { VideoServer, VideoServerOptions } from '../../../servers/videos';
import { KEY, MemorySink, probeOver } from '../kit';
import { everyForm, served, sha256 } from '../served';

let server: VideoServer;

const listed = (await loadModels()).services['gemini-omni'] ?? [];
/** Those that are not closed. */
const cards = listed.filter(({ retiredAt }) => retiredAt === null);
const omni: Partial<ServiceRequest> = { model: 'gemini-omni-1.2-flash' };

const begin = served(geminiOmni, omni);

async function start(options: VideoServerOptions = {}) {
  const all = await begin({ flavour: 'gemini', ...options });
  server = all.server;
  const probe = (key = KEY) =>
    probeOver(geminiOmni, server.baseUrl, (...args) => fetch(...args), { kind: 'key', key });
  return { ...all, probe };
}

describe('with Gemini Omni', () => {
  it('goes the whole way, over two cuts, with one POST, once its file is ready', async () => {
    const { handle, poll, fetchAll } = await start({ fileBytes: 3_000_000 });
    const number = await handle('A lighthouse [[cut-at:5000]] [[cut-at:2000000]]');
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    server.control.finish();
    expect(await poll(number)).toMatchObject({ kind: 'working', afterMs: 5000 });
    const news = await poll(number);
    expect(news).toMatchObject({ kind: 'done', chargedUsd: null });
    expect(news.kind === 'done' && news.expiresAt).toBeGreaterThan(Date.now() + 24 * 3600_000);
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
  });

  it.each(['inline', 'output-video inline', 'output-video'])(
    'finds a video that comes %s',
    async (traits) => {
      const { handle, poll, fetchAll } = await start({ fileBytes: 6_000_000, jobMs: 0 });
      const number = await handle(`A lighthouse ${traits.replaceAll(/[\w-]+/g, '[[$&]]')}`);
      while ((await poll(number)).kind === 'working');
      const sink = new MemorySink();
      expect(await fetchAll(number, sink)).toEqual({ ok: true });
      expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    },
  );

  it('sends every parameter, and every picture as its bytes', async () => {
    const { handle } = await start();
    const images = [
      { imageId: 'a', role: 'first-frame' as const },
      { imageId: 'b', role: 'last-frame' as const },
    ];
    await handle('A lighthouse', { images });
    expect(server.journal.entries[0]).toMatchObject({
      order: {
        background: true,
        store: true,
        response_format: { aspect_ratio: '16:9', resolution: '720p', duration: '8s', delivery: 'uri' },
        generation_config: { video_config: { task: 'image_to_video' } },
      },
    });
    expect(server.journal.entries[0]?.media).toHaveLength(2);
  });

  it('goes on with the conversation, with one POST', async () => {
    const { handle, submit } = await start({ jobMs: 0 });
    const before = await handle('A lighthouse');
    await handle('At night', { work: { kind: 'edit', handle: before } });
    expect(server.journal.entries.at(-1)?.order).toMatchObject({ previous_interaction_id: before });
    const nowhere = { kind: 'edit', handle: 'v1_of_another_place' } as const;
    expect(await submit('At noon', { work: nowhere })).toMatchObject({ kind: 'refused' });
    expect(server.journal.posts('At noon')).toBe(1);
  });

  it('cancels what is under way, and leaves alone what is over', async () => {
    const { handle, cancel, poll, fetchAll } = await start({ fileBytes: 20_000 });
    const first = await handle('A lighthouse');
    expect(await cancel(first)).toBe('canceled');
    expect(await cancel(first)).toBe('canceled');
    expect(await poll(first)).toMatchObject({ kind: 'failed' });
    const second = await handle('A harbour');
    server.control.finish();
    expect(await cancel(second)).toBe('too-late');
    expect(await fetchAll(second, new MemorySink())).toEqual({ ok: true });
    expect(await cancel('v1_of_another_place')).toBe('unsupported');
  });

  it('names its models, and tells a bad key though it comes as a bad request', async () => {
    const { probe } = await start();
    const report = await probe();
    expect(report).toMatchObject({ answer: 'ok', lists: false });
    expect(report.models).toContain('gemini-omni-1.2-flash');
    expect(await probe('another')).toMatchObject({ answer: 'bad-key' });
  });

  it('tells what is forgotten, or was never there', async () => {
    const { poll } = await start();
    expect(await poll('v1_of_another_place')).toEqual({ kind: 'gone' });
  });

  it.each([
    ['[[fails]]', 'provider-failed', 'service'],
    ['[[moderated-completed]]', 'content-refused', 'output'],
    ['[[no-video]]', 'content-refused', 'output'],
    ['[[ends-as:incomplete]]', 'provider-failed', 'service'],
    ['[[ends-as:budget_exceeded]]', 'provider-failed', 'service'],
    ['[[ends-as:requires_action]]', 'provider-failed', 'service'],
    ['[[ends-as:requires_continuation]]', 'provider-failed', 'service'],
    ['[[file-failed]]', 'provider-failed', 'service'],
  ])('a clip that %s is told as what it is', async (fault, problem, gate) => {
    const { handle, poll } = await start({ jobMs: 0 });
    expect(await poll(await handle(`A lighthouse ${fault}`))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, charged: 'unknown' },
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
    const { submit } = await start({ retired: ['gemini-omni-1.2-flash'] });
    expect(await submit('A lighthouse')).toMatchObject({ kind: 'refused', problem: 'model-retired' });
  });

  it.each([
    ['empty', 'file-empty'],
    ['html-as-video', 'not-a-video'],
    ['json', 'not-a-video'],
    ['expired', 'result-expired'],
    ['stale-url*all', 'result-expired'],
  ])('a download with %s ends as %s', async (fault, problem) => {
    const { handle, poll, fetchAll } = await start({ fileBytes: 20_000, jobMs: 0 });
    const number = await handle(`A lighthouse [[${fault}]]`);
    while ((await poll(number)).kind === 'working');
    expect(await fetchAll(number, new MemorySink(), 3)).toMatchObject({ ok: false, problem });
  });

  it.each(cards)('takes every form that the card of $id offers', async (card) => {
    const { submit } = await start();
    for (const form of everyForm(card))
      expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(everyForm(card).length);
  });

  it('has its key in headers only', async () => {
    const { handle, fetchAll } = await start({ fileBytes: 20_000, jobMs: 0 });
    await fetchAll(await handle('A lighthouse'), new MemorySink());
    expect(server.journal.entries.length).toBeGreaterThan(2);
    for (const { authorized, keyLeaked } of server.journal.entries) {
      expect({ authorized, keyLeaked }).toEqual({ authorized: true, keyLeaked: false });
    }
  });
});
