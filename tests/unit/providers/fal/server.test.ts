import { describe, expect, it } from 'vitest';
import { fal } from '@/utils/providers/fal/provider';
import { loadModels } from '@/utils/providers/models';
import { MemorySink } from '../kit';
import { everyForm, expectKeyAtHome, served, sha256 } from '../served';

const MODEL = 'fal-ai/kling-video/v3/pro/text-to-video';
const cards = (await loadModels()).services.fal ?? [];
const card = cards.find(({ id }) => id === MODEL);
const start = served(fal, {
  model: MODEL,
  inputs: card?.inputs ?? {},
  seconds: 5,
  audio: true,
  resolution: '',
});

describe('with a queue like fal’s', () => {
  it('an order goes the whole way, over two cuts, with one POST, and the key stays at home', async () => {
    const { server, handle, poll, fetchAll } = await start({ fileBytes: 300_000 });
    const number = await handle('A lighthouse [[cut-at:5000]] [[cut-at:200000]]');
    expect(number).toMatch(/^\/fal-ai\/kling-video\/requests\/[\w-]+$/);
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    server.control.progress('lighthouse', 40);
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    server.control.finish();
    expect(await poll(number)).toMatchObject({ kind: 'done' });
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
    expectKeyAtHome(server);
  });

  it('pictures go to the model’s other place', async () => {
    const { server, handle, poll } = await start({ checks: 'order' });
    const images = [{ imageId: 'a', role: 'first-frame' as const }];
    const number = await handle('A lighthouse', { model: card?.withImage ?? '', images });
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    expect(server.journal.entries[0]?.media).toHaveLength(1);
  });

  it.each([
    ['moderated', 'content-refused', 'input'],
    ['moderated:image', 'content-refused', 'image'],
    ['moderated:output', 'content-refused', 'output'],
    ['fails', 'provider-failed', 'service'],
    ['fails:generation_timeout', 'provider-failed', 'service'],
  ])('[[%s]] is told after "completed", as %s at the gate %s', async (fault, problem, gate) => {
    const { handle, poll } = await start({ jobMs: 0 });
    expect(await poll(await handle(`A lighthouse [[${fault}]]`))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate },
    });
  });

  it('an input that is wrong is told after "completed" too', async () => {
    const { handle, poll } = await start({ jobMs: 0 });
    const progress = await poll(await handle('A lighthouse', { aspect: '5:4' }));
    expect(progress).toMatchObject({
      kind: 'failed',
      problem: 'request-refused',
      failure: { gate: 'input' },
    });
  });

  it('a result without a video, and one that is gone, are told as that', async () => {
    const { handle, fetchAll } = await start({ jobMs: 0 });
    const none = await handle('A harbour [[no-video]]');
    expect(await fetchAll(none, new MemorySink(), 1)).toMatchObject({ problem: 'file-empty' });
    const old = await handle('A harbour [[expired]]');
    expect(await fetchAll(old, new MemorySink(), 1)).toMatchObject({ problem: 'result-expired' });
  });

  it('a request that nobody made is gone', async () => {
    const { poll } = await start();
    expect(await poll('/fal-ai/kling-video/requests/nobody')).toEqual({ kind: 'gone' });
  });

  it('what waits is taken back, and what runs is not', async () => {
    const { server, handle, cancel, poll } = await start();
    const waits = await handle('A harbour');
    expect(await cancel(waits)).toBe('canceled');
    expect(await poll(waits)).toMatchObject({ kind: 'failed' });
    const runs = await handle('A lighthouse');
    server.control.progress('lighthouse', 30);
    expect(await cancel(runs)).toBe('unsupported');
    server.control.finish();
    expect(await cancel(runs)).toBe('too-late');
  });

  it('the test of the connection says ok, and says so of a wrong key', async () => {
    const { probe } = await start();
    expect(await probe()).toMatchObject({ answer: 'ok' });
    const other = await start({ apiKey: 'another-key' });
    expect(await other.probe()).toMatchObject({ answer: 'bad-key' });
  });

  it.each([
    ['drop-answer', 'doubtful'],
    ['cut', 'doubtful'],
    ['html', 'doubtful'],
    ['broken-json', 'doubtful'],
    ['redirect', 'doubtful'],
    ['429:7', 'later'],
    ['no-credit', 'blocked'],
    ['401', 'blocked'],
    ['refuse', 'refused'],
  ])('[[%s]] is one POST, and %s', async (fault, kind) => {
    const { server, submit } = await start();
    expect(await submit(`A lighthouse [[${fault}]]`)).toMatchObject({ kind });
    expect(server.journal.posts()).toBe(1);
  });

  it('a model that was closed is told as that', async () => {
    const { submit } = await start({ retired: [MODEL] });
    expect(await submit('A lighthouse')).toMatchObject({ kind: 'refused', problem: 'model-retired' });
  });

  it.each(cards)('$id takes on all that its card offers', async (each) => {
    const { server, submit } = await start({ checks: 'order' });
    for (const form of everyForm(each))
      expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(everyForm(each).length);
  });
});
