// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useMakeClip } from '@/components/create/use-make-clip';
import { ServicesContext, type Services } from '@/components/services';
import type { Job } from '@/utils/domain';
import { aRequest, aSource } from '../samples';

let root: Root;
let started: Job[];

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
  started = [];
});

afterEach(async () => {
  await act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function Bench() {
  const { making, make } = useMakeClip((job) => started.push(job));
  return (
    <button type="button" onClick={() => void make(aSource(), aRequest())}>
      {making.kind}
    </button>
  );
}

/** The hook on a button, with a store that answers when told to. */
async function bench(wake = vi.fn(async () => undefined)) {
  const added: Job[] = [];
  let settle: { resolve: (answer: 'added') => void; reject: (error: unknown) => void } | undefined;
  const add = (job: Job) => {
    added.push(job);
    return new Promise<'added'>((resolve, reject) => {
      settle = { resolve, reject };
    });
  };
  const services = { store: { jobs: { add } }, wake } as unknown as Services;
  await act(() =>
    root.render(
      <ServicesContext value={services}>
        <Bench />
      </ServicesContext>,
    ),
  );
  const button = document.querySelector('button');
  return {
    added,
    wake,
    click: () => button?.click(),
    stored: () => act(async () => settle?.resolve('added')),
    refused: (error: unknown) => act(async () => settle?.reject(error)),
    says: () => button?.textContent,
  };
}

test('a double click makes one job', async () => {
  const { added, click, stored, says } = await bench();
  await act(() => {
    click();
    click();
  });
  expect(says()).toBe('adding');
  await act(() => click());
  await stored();
  expect(added.length).toBe(1);
  expect(started).toEqual(added);
});

test('the background is asked to look only after the job is in the store', async () => {
  const { wake, click, stored } = await bench();
  await act(() => click());
  expect(wake).not.toHaveBeenCalled();
  await stored();
  expect(wake).toHaveBeenCalledTimes(1);
});

test('nobody listening is no trouble: the job is in the store', async () => {
  const { click, stored, says } = await bench(vi.fn(() => Promise.reject(new Error('no receiver'))));
  await act(() => click());
  await stored();
  expect(says()).toBe('idle');
  expect(started.length).toBe(1);
});

test('a store that refuses is told, and the next click tries again with a job of its own', async () => {
  const { added, click, refused, stored, says } = await bench();
  await act(() => click());
  await refused(new Error('full'));
  expect(says()).toBe('trouble');
  expect(started).toEqual([]);
  await act(() => click());
  await stored();
  expect(added.length).toBe(2);
  expect(added[0]?.id).not.toBe(added[1]?.id);
});
