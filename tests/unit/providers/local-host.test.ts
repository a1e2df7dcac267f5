import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalHost } from '@/utils/providers/runtime';
import type { FromWorker, ToWorker } from '@/utils/renderer';
import { aRequest, someMedia } from '../samples';

/** A worker that is asked and answers nothing by itself. */
class FakeWorker extends EventTarget {
  readonly asked: ToWorker[] = [];
  readonly terminate = vi.fn();
  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }
  answer(type: ToWorker['type'], answer: Record<string, unknown> & Pick<FromWorker, 'type'>): void {
    const id = this.asked.findLast((message) => message.type === type)?.id;
    this.dispatchEvent(new MessageEvent('message', { data: { ...answer, id } }));
  }
}

let workers: FakeWorker[];
let news: string[];
let clock: number;
let host: LocalHost;

beforeEach(() => {
  workers = [];
  news = [];
  clock = 0;
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
  host = new LocalHost({
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    onNews: (jobId) => void news.push(jobId),
    onWork: () => undefined,
    now: () => clock,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await host.close();
  // What was still open is told as ended, a few turns later.
  await new Promise((resolve) => setTimeout(resolve));
  vi.restoreAllMocks();
});

describe('the host of the render worker', () => {
  it('tells when a render is done', async () => {
    await host.render('job', aRequest());
    expect(await host.state('job')).toMatchObject({ status: 'working' });
    workers[0]?.answer('render', { type: 'rendered', renderMs: 7, frames: 150 });
    await vi.waitFor(() => expect(news).toEqual(['job']));
    expect(await host.state('job')).toMatchObject({ status: 'done', renderMs: 7 });
  });

  it('ends the worker that is stuck in a file of its own for a minute', async () => {
    vi.useFakeTimers();
    const verdict = host.verify('job', true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await verdict).toEqual({ ok: false, problem: 'renderer-stops' });
    expect(workers[0]?.terminate).toHaveBeenCalled();
  });

  it('looks at the outline only of a stranger’s file that ended a worker, and leaves the drawing one alone', async () => {
    vi.useFakeTimers();
    await host.render('mine', aRequest());
    const verdict = host.verify('job', false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers[1]?.terminate).toHaveBeenCalled();
    expect(workers[2]?.asked).toMatchObject([{ type: 'verify', jobId: 'job', outline: true }]);
    const media = someMedia({ playable: false });
    workers[2]?.answer('verify', { type: 'verified', media });
    expect(await verdict).toEqual({ ok: true, media });
    expect(workers[0]?.terminate).not.toHaveBeenCalled();
    expect(await host.state('mine')).toMatchObject({ status: 'working' });
  });

  it('draws the poster of a clip in a worker that is ended with it', async () => {
    const drawn = host.poster('clip');
    workers[0]?.answer('poster', { type: 'postered', drawn: true });
    expect(await drawn).toBe(true);
    expect(workers[0]?.terminate).toHaveBeenCalled();
  });

  it('takes a worker that gives no sign for minutes for one that hangs, and ends it', async () => {
    await host.render('job', aRequest());
    clock = 170_000;
    expect(await host.state('job')).toMatchObject({ status: 'working' });
    clock = 190_000;
    expect(await host.state('job')).toMatchObject({ status: 'failed', problem: 'renderer-stops' });
    expect(workers[0]?.terminate).toHaveBeenCalled();
  });

  it('lets go of a job nobody waits for when another is to be rendered', async () => {
    await host.render('forgotten', aRequest());
    const taken = host.render('job', aRequest());
    workers[0]?.answer('cancel', { type: 'canceled' });
    expect(await taken).toBe(true);
    expect(await host.state('forgotten')).toMatchObject({ status: 'idle' });
    expect(await host.state('job')).toMatchObject({ status: 'working' });
  });

  it('ends a worker that does not stop when it is told to', async () => {
    vi.useFakeTimers();
    await host.render('job', aRequest());
    const canceled = host.cancel('job');
    await vi.advanceTimersByTimeAsync(6000);
    await canceled;
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(news).toEqual([]);
    await host.render('next', aRequest());
    expect(workers).toHaveLength(2);
  });
});
