import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalHost } from '@/utils/providers/runtime';
import type { FromWorker, ToWorker } from '@/utils/renderer';
import { aRequest } from '../samples';

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

  it('tells a file that cannot be read back in a minute as invalid, and ends the worker that is stuck in it', async () => {
    vi.useFakeTimers();
    const verdict = host.verify('job');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await verdict).toEqual({ ok: false, problem: 'file-invalid' });
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
