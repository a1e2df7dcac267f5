import { describe, expect, it } from 'vitest';
import { loadModels } from '@/utils/providers/models';
import { runway } from '@/utils/providers/runway';
import { MemorySink } from '../kit';
import { everyForm, expectKeyAtHome, served, sha256 } from '../served';

const MODEL = 'gen4.5';
const cards = (await loadModels()).services.runway ?? [];
const card = cards.find(({ id }) => id === MODEL);
const start = served(runway, { model: MODEL, inputs: card?.inputs ?? {}, seconds: 5, seed: 7 });

describe('with tasks like Runway’s', () => {
  it('an order goes the whole way, over two cuts, with one POST, its cost, and the key at home', async () => {
    const { server, handle, poll, fetchAll } = await start({ fileBytes: 300_000 });
    const number = await handle('A lighthouse [[cut-at:5000]] [[cut-at:200000]]');
    expect(await poll(number)).toMatchObject({ kind: 'working', percent: null });
    server.control.progress('lighthouse', 40);
    expect(await poll(number)).toMatchObject({ kind: 'working', percent: 40 });
    server.control.finish();
    expect(await poll(number)).toMatchObject({ kind: 'done', chargedUsd: 0.6 });
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
    expect(server.journal.posts()).toBe(1);
    expectKeyAtHome(server);
  });

  it('a file whose address went stale is fetched from a fresh one', async () => {
    const { handle, fetchAll } = await start({ jobMs: 0, fileBytes: 100_000 });
    const number = await handle('A lighthouse [[cut-at:40000]] [[stale-url]]');
    const sink = new MemorySink();
    expect(await fetchAll(number, sink)).toEqual({ ok: true });
    expect(sink.have).toBe(100_000);
  });

  it('a picture goes to its own place', async () => {
    const { server, handle, poll } = await start();
    const number = await handle('A lighthouse', { images: [{ imageId: 'a', role: 'first-frame' }] });
    expect(await poll(number)).toMatchObject({ kind: 'working' });
    expect(server.journal.entries[0]).toMatchObject({
      path: '/v1/image_to_video',
      media: [expect.anything()],
    });
  });

  it.each([
    ['moderated', 'content-refused', 'input'],
    ['moderated:image', 'content-refused', 'image'],
    ['moderated:output', 'content-refused', 'output'],
    ['fails', 'provider-failed', 'service'],
  ])('[[%s]] is told as %s at the gate %s', async (fault, problem, gate) => {
    const { handle, poll } = await start({ jobMs: 0 });
    const progress = await poll(await handle(`A lighthouse [[${fault}]]`));
    expect(progress).toMatchObject({ kind: 'failed', problem, failure: { gate } });
  });

  it('what runs is taken back, and what is done is left alone', async () => {
    const { server, handle, cancel, poll, fetchAll } = await start({ fileBytes: 20_000 });
    const runs = await handle('A harbour');
    expect(await cancel(runs)).toBe('canceled');
    expect(await poll(runs)).toMatchObject({ kind: 'failed' });
    const done = await handle('A lighthouse');
    server.control.finish('lighthouse');
    expect(await cancel(done)).toBe('too-late');
    expect(await fetchAll(done, new MemorySink())).toEqual({ ok: true });
  });

  it('a task that nobody made is gone', async () => {
    expect(await (await start()).poll('nobody')).toEqual({ kind: 'gone' });
  });

  it('is not asked sooner than it likes, or waits when it was', async () => {
    const { handle, poll } = await start({ pollFloorMs: 5000 });
    const number = await handle('A lighthouse');
    expect(await poll(number)).toMatchObject({ kind: 'working', afterMs: 5000 });
    expect(await poll(number)).toEqual({ kind: 'unreachable', afterMs: 5000 });
  });

  it('the test of the connection says ok with its models, no credit, or that the key is wrong', async () => {
    const report = await (await start()).probe();
    expect(report).toMatchObject({ answer: 'ok' });
    expect(report.models).toContain(MODEL);
    expect(await (await start({ credit: 0 })).probe()).toMatchObject({ answer: 'no-credit' });
    expect(await (await start({ apiKey: 'another-key' })).probe()).toMatchObject({ answer: 'bad-key' });
  });

  it.each([
    ['drop-answer', 'doubtful'],
    ['cut', 'doubtful'],
    ['html', 'doubtful'],
    ['broken-json', 'doubtful'],
    ['no-id', 'doubtful'],
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
    const { server, submit } = await start();
    for (const form of everyForm(each))
      expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(everyForm(each).length);
  });
});
