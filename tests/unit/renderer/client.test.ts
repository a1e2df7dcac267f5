import { describe, expect, it, vi } from 'vitest';
import { RendererClient, type FromWorker, type ToWorker } from '@/utils/renderer';
import { aRequest } from '../samples';

/** A worker whose answers the test gives. */
class FakeWorker extends EventTarget {
  readonly asked: ToWorker[] = [];
  readonly terminate = vi.fn();
  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }
  answer(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  die(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  }
}

function setUp(): { client: RendererClient; workers: FakeWorker[]; worker(): FakeWorker } {
  const workers: FakeWorker[] = [];
  const client = new RendererClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { client, workers, worker: () => workers.at(-1) as FakeWorker };
}

describe('RendererClient', () => {
  it('starts no worker before the first call, and one for all calls', () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    void client.verify('a');
    void client.verify('b');
    expect(workers).toHaveLength(1);
  });

  it('pairs answers with questions, in whatever order they come', async () => {
    const { client, worker } = setUp();
    const first = client.render('job-1', aRequest());
    const second = client.render('job-2', aRequest());
    const [a, b] = worker().asked as [ToWorker, ToWorker];
    worker().answer({ id: b.id, type: 'rendered', renderMs: 2, frames: 20 });
    worker().answer({ id: a.id, type: 'rendered', renderMs: 1, frames: 10 });
    expect(await first).toEqual({ renderMs: 1, frames: 10 });
    expect(await second).toEqual({ renderMs: 2, frames: 20 });
  });

  it('rejects with the problem the worker names', async () => {
    const { client, worker } = setUp();
    const render = client.render('job-1', aRequest());
    worker().answer({ id: 1, type: 'failed', problem: 'storage-full', detail: 'quota' });
    await expect(render).rejects.toMatchObject({ problem: 'storage-full', detail: 'quota' });
  });

  it('rejects the render that was canceled, and resolves the cancel', async () => {
    const { client, worker } = setUp();
    const render = client.render('job-1', aRequest());
    const cancel = client.cancel('job-1');
    worker().answer({ id: 1, type: 'canceled' });
    worker().answer({ id: 2, type: 'canceled' });
    await expect(render).rejects.toMatchObject({ problem: 'canceled' });
    await expect(cancel).resolves.toBeUndefined();
  });

  it('starts no worker just to cancel', async () => {
    const { client, workers } = setUp();
    await client.cancel('job-1');
    expect(workers).toHaveLength(0);
  });

  it('rejects everything open when the worker dies, and goes on with a new one', async () => {
    const { client, workers, worker } = setUp();
    const open = [client.render('job-1', aRequest()), client.verify('job-2')];
    worker().die();
    for (const call of open) await expect(call).rejects.toMatchObject({ problem: 'renderer-stops' });
    expect(workers[0]?.terminate).toHaveBeenCalledOnce();
    const next = client.verify('job-3');
    expect(workers).toHaveLength(2);
    worker().answer({ id: 3, type: 'failed', problem: 'file-invalid', detail: '' });
    await expect(next).rejects.toMatchObject({ problem: 'file-invalid' });
  });

  it('says so when no worker can be started', async () => {
    const client = new RendererClient(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    await expect(client.render('job-1', aRequest())).rejects.toMatchObject({
      problem: 'renderer-unavailable',
    });
  });

  it('rejects everything open when it is terminated', async () => {
    const { client } = setUp();
    const open = client.verify('job-1');
    client.terminate();
    await expect(open).rejects.toMatchObject({ problem: 'renderer-stops' });
  });

  it('closes a bitmap nobody waits for any more', () => {
    const { client, worker } = setUp();
    const old = client.preview(aRequest(), 'poster', 320);
    const bitmap = { close: vi.fn() } as unknown as ImageBitmap;
    const first = worker();
    client.terminate();
    first.answer({ id: 1, type: 'preview', bitmap, at: 0, seconds: 1, posterTime: 0 });
    expect(bitmap.close).toHaveBeenCalledOnce();
    return expect(old).rejects.toMatchObject({ problem: 'renderer-stops' });
  });
});
