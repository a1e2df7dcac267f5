import { describe, expect, it } from 'vitest';
import { loadModels } from '@/utils/providers/models';
import { replicate } from '@/utils/providers/replicate/provider';
import { anAttempt } from '../../samples';
import { MemorySink } from '../kit';
import { everyForm, expectKeyAtHome, served, sha256 } from '../served';

const MODEL = 'kwaivgi/kling-v3-video';
const cards = (await loadModels()).services.replicate ?? [];
const inputs = cards.find(({ id }) => id === MODEL)?.inputs ?? {};
const start = served(replicate, { model: MODEL, inputs, seconds: 5, audio: true });
const HOUR = 3600_000;

describe('with predictions like Replicate’s', () => {
  it.each(['', ' [[as-list]]'])(
    'an order goes the whole way, over two cuts, with one POST%s',
    async (more) => {
      const { server, handle, poll, fetchAll } = await start({ fileBytes: 300_000 });
      const number = await handle(`A lighthouse [[cut-at:5000]] [[cut-at:200000]]${more}`);
      expect(await poll(number)).toMatchObject({ kind: 'working' });
      server.control.finish();
      const progress = await poll(number);
      expect(progress).toMatchObject({ kind: 'done' });
      const left = progress.kind === 'done' ? (progress.expiresAt ?? 0) - Date.now() : 0;
      expect(Math.abs(left - HOUR)).toBeLessThan(5000);
      const sink = new MemorySink();
      expect(await fetchAll(number, sink)).toEqual({ ok: true });
      expect(await sha256(sink)).toBe(server.journal.jobs()[0]?.sha256);
      expect(server.journal.posts()).toBe(1);
      expectKeyAtHome(server);
    },
  );

  it('a result is gone an hour after its end', async () => {
    const { server, handle, poll, fetchAll } = await start({ jobMs: 0 });
    const number = await handle('A lighthouse');
    expect(await poll(number)).toMatchObject({ kind: 'done' });
    server.control.advance(HOUR + 1000);
    expect(await poll(number)).toMatchObject({ kind: 'failed', problem: 'result-expired' });
    expect(await fetchAll(number, new MemorySink())).toMatchObject({ ok: false, problem: 'result-expired' });
  });

  it.each([
    ['moderated', 'content-refused', 'input'],
    ['moderated:output', 'content-refused', 'output'],
    ['fails', 'provider-failed', 'service'],
  ])('[[%s]] is told as %s at the gate %s', async (fault, problem, gate) => {
    const { handle, poll } = await start({ jobMs: 0 });
    const progress = await poll(await handle(`A lighthouse [[${fault}]]`));
    expect(progress).toMatchObject({ kind: 'failed', problem, failure: { gate } });
  });

  it('an order whose answer was lost is found among others, over pages', async () => {
    const { server, provider, order, submit, handle } = await start();
    const attempt = anAttempt({ startedAt: Date.now() });
    const prompt = 'A lighthouse\nat dawn [[drop-answer]]';
    expect(await submit(prompt)).toEqual({ kind: 'doubtful' });
    for (let i = 0; i < 6; i += 1) await handle(`A harbour ${i}`);
    const ours = server.journal.jobs().find((job) => job.prompt === prompt)?.id;
    expect(await provider.recover(attempt, order(prompt))).toEqual({ kind: 'listed', handles: [ours] });
    const other = order(prompt, { seconds: 6 });
    expect(await provider.recover(attempt, other)).toEqual({ kind: 'listed', handles: [] });
  });

  it.each([
    ['list-loop', 'no-list'],
    ['no-list', 'no-list'],
  ] as const)('with [[%s]] nothing can be proved', async (fault, kind) => {
    const { server, provider, order, handle } = await start();
    for (let i = 0; i < 6; i += 1) await handle(`A harbour ${i}`);
    server.control.arm(fault);
    expect(await provider.recover(anAttempt({ startedAt: Date.now() }), order('A lighthouse'))).toEqual({
      kind,
    });
  });

  it('what runs is taken back, and what is over stays', async () => {
    const { server, handle, cancel, poll } = await start();
    const runs = await handle('A harbour');
    expect(await cancel(runs)).toBe('canceled');
    expect(await poll(runs)).toMatchObject({ kind: 'failed' });
    const done = await handle('A lighthouse');
    server.control.finish('lighthouse');
    expect(await cancel(done)).toBe('too-late');
    expect(await poll(done)).toMatchObject({ kind: 'done' });
    expect(await cancel('nobody')).toBe('unsupported');
  });

  it('a prediction that nobody made is gone', async () => {
    expect(await (await start()).poll('nobody')).toEqual({ kind: 'gone' });
  });

  it('the test of the connection says ok, and says so of a wrong key', async () => {
    expect(await (await start()).probe()).toMatchObject({ answer: 'ok', lists: true });
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

  it.each(cards)('$id takes on all that its card offers', async (card) => {
    const { server, submit } = await start();
    for (const form of everyForm(card))
      expect(await submit('A lighthouse', form)).toMatchObject({ kind: 'accepted' });
    expect(server.journal.posts()).toBe(everyForm(card).length);
  });
});
