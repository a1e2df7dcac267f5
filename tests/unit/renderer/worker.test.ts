import { describe, expect, it } from 'vitest';
import { StorageTrouble } from '@/utils/db';
import type { FromWorker, ToWorker } from '@/utils/renderer';
import { serveRenderer, type WorkerPorts } from '@/utils/renderer/worker';
import { videoFile } from '../media/files';
import { aRequest } from '../samples';

const never = (): Promise<never> => Promise.reject(new Error('not in this test'));

function setUp(change: Partial<WorkerPorts>): (message: ToWorker) => Promise<FromWorker> {
  const scope = new EventTarget();
  let settle: (answer: FromWorker) => void;
  serveRenderer(
    {
      addEventListener: (type, listener) => scope.addEventListener(type, listener as EventListener),
      postMessage: (message) => settle(message),
    },
    {
      fonts: () => Promise.resolve(),
      phraseModel: never,
      images: { get: never },
      jobs: { get: () => Promise.resolve(undefined) },
      pieces: { get: never, put: never },
      clips: { bytes: never, setPoster: never },
      ...change,
    },
  );
  return (message) =>
    new Promise((resolve) => {
      settle = resolve;
      scope.dispatchEvent(new MessageEvent('message', { data: message }));
    });
}

describe('the render worker', () => {
  it('verifies a stored file by reading it back', async () => {
    const file = new Blob([await videoFile('mp4', 12, 24)]);
    const ask = setUp({ pieces: { get: async () => file, put: never } });
    expect(await ask({ id: 7, type: 'verify', jobId: 'job', outline: false })).toMatchObject({
      id: 7,
      type: 'verified',
      media: { frames: 12, bytes: file.size, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('keeps to the outline of a file when it is told to', async () => {
    const file = new Blob([await videoFile('webm', 12, 24)]);
    const ask = setUp({ pieces: { get: async () => file, put: never } });
    expect(await ask({ id: 7, type: 'verify', jobId: 'job', outline: true })).toMatchObject({
      type: 'verified',
      media: { container: 'webm', playable: false, frames: 0, bytes: file.size },
    });
  });

  it.each([
    ['there is no file', undefined],
    ['the file is no video', new Blob(['<html>'])],
  ])('answers file-invalid when %s', async (_, piece) => {
    const ask = setUp({ pieces: { get: async () => piece, put: never } });
    expect(await ask({ id: 1, type: 'verify', jobId: 'job', outline: false })).toMatchObject({
      type: 'failed',
      problem: 'file-invalid',
    });
  });

  it.each([
    ['full', 'storage-full'],
    ['broken', 'storage-trouble'],
  ] as const)('names storage trouble of the kind "%s"', async (reason, problem) => {
    const get = (): Promise<never> => Promise.reject(new StorageTrouble(reason, new Error()));
    const ask = setUp({ pieces: { get, put: never } });
    expect(await ask({ id: 1, type: 'verify', jobId: 'job', outline: false })).toMatchObject({
      type: 'failed',
      problem,
    });
  });

  it('answers render-error, with a short detail, for whatever else is thrown', async () => {
    const fonts = (): Promise<never> => Promise.reject(new Error('x'.repeat(5000)));
    const answer = await setUp({ fonts })({ id: 1, type: 'render', jobId: 'job', request: aRequest() });
    expect(answer).toMatchObject({ type: 'failed', problem: 'render-error' });
    expect(JSON.stringify(answer).length).toBeLessThan(500);
  });

  it('answers a cancel of a job it does not know', async () => {
    expect(await setUp({})({ id: 3, type: 'cancel', jobId: 'unknown' })).toEqual({ id: 3, type: 'canceled' });
  });
});
