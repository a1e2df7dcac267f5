import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Request } from '@/utils/domain';
import { onDeviceRequest } from '@/utils/providers';
import { inspectorOf, onDeviceProvider, type RenderHost } from '@/utils/providers/runtime';
import { aRequest, aSource } from '../samples';

const SETTINGS = aRequest().settings;

function hostWith(change: Partial<RenderHost>): RenderHost {
  return {
    render: () => Promise.resolve(true),
    state: () => Promise.resolve({ status: 'idle', renderMs: 0, problem: 'renderer-stops' }),
    verify: () => Promise.resolve({ ok: false, problem: 'file-invalid' }),
    poster: () => Promise.resolve(true),
    cancel: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...change,
  };
}

describe('a request for the on-device renderer', () => {
  const { storyboard } = aRequest();
  const shot = storyboard.shots[0]!;

  it('is whole and carries only the pictures its shots use', () => {
    const request = onDeviceRequest({
      source: aSource(),
      storyboard: { ...storyboard, shots: [shot, { ...shot, id: 's2', imageId: 'p1' }] },
      settings: { ...SETTINGS, length: 'auto' } as typeof SETTINGS,
      made: 'Motion graphics · made on this device',
    });
    expect(v.is(Request, request)).toBe(true);
    expect(request.images).toEqual([{ imageId: 'p1', role: 'reference' }]);
    expect(Object.keys(request.settings).toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
    expect(request.labels.site).toBe('garden.example');
  });

  it('has the same seed for the same words, and another for others', () => {
    const parts = { source: aSource(), storyboard, settings: SETTINGS, made: 'made' };
    expect(onDeviceRequest(parts).seed).toBe(onDeviceRequest(parts).seed);
    const other = { ...storyboard, shots: [{ ...shot, text: 'Other words.' }] };
    expect(onDeviceRequest({ ...parts, storyboard: other }).seed).not.toBe(onDeviceRequest(parts).seed);
  });
});

describe('the on-device provider', () => {
  it('says so when the browser gives it no place to render', async () => {
    const provider = onDeviceProvider(hostWith({ render: () => Promise.reject(new Error('no offscreen')) }));
    const call = { jobId: 'j', attemptId: 'a', request: aRequest() };
    expect(await provider.submit(call)).toEqual({
      kind: 'refused',
      problem: 'renderer-unavailable',
      failure: null,
    });
  });

  it('takes a host that knows nothing of the job, or a worker that died, for a render to start again', async () => {
    expect(await onDeviceProvider(hostWith({})).poll('j', aRequest())).toEqual({ kind: 'gone' });
    const dead = hostWith({
      state: () => Promise.resolve({ status: 'failed', renderMs: 0, problem: 'renderer-stops' }),
    });
    expect(await onDeviceProvider(dead).poll('j', aRequest())).toEqual({ kind: 'gone' });
  });

  it('passes on why a render failed', async () => {
    const failed = hostWith({
      state: () => Promise.resolve({ status: 'failed', renderMs: 0, problem: 'no-encoder' }),
    });
    expect(await onDeviceProvider(failed).poll('j', aRequest())).toMatchObject({
      kind: 'failed',
      problem: 'no-encoder',
    });
  });

  it('takes a worker that ended over a file for a word on the file', async () => {
    const stuck = hostWith({ verify: () => Promise.resolve({ ok: false, problem: 'renderer-stops' }) });
    expect(await inspectorOf(stuck).verify('j', true)).toEqual({ kind: 'invalid', problem: 'file-invalid' });
  });

  it('is free', () => {
    expect(onDeviceProvider(hostWith({})).estimate(aRequest()).usd).toBe(0);
  });
});
