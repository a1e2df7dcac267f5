import { expect, test, vi } from 'vitest';
import { Live } from '@/components/live/live';
import type { Change } from '@/utils/db';

function feed() {
  const listeners = new Set<(change: Change) => void>();
  return {
    listeners,
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (change: Change) => listeners.forEach((listener) => listener(change)),
  };
}

test('reads at the first listener, and again when a change concerns it', async () => {
  const { onChange, tell } = feed();
  let value = 1;
  const load = vi.fn(async () => value);
  const live = new Live(load, onChange, (change) => change.kind === 'job');
  expect(live.snapshot()).toEqual({ kind: 'loading' });
  live.subscribe(() => undefined);
  await vi.waitFor(() => expect(live.snapshot()).toEqual({ kind: 'ready', value: 1 }));
  value = 2;
  tell({ kind: 'clip', id: 'c' });
  expect(load).toHaveBeenCalledTimes(1);
  tell({ kind: 'job', id: 'j' });
  await vi.waitFor(() => expect(live.snapshot()).toEqual({ kind: 'ready', value: 2 }));
});

test('an older reading that answers late does not replace a newer one', async () => {
  const { onChange } = feed();
  const answers: ((value: string) => void)[] = [];
  const load = () => new Promise<string>((resolve) => answers.push(resolve));
  const live = new Live(load, onChange, () => true);
  const first = live.refresh();
  const second = live.refresh();
  answers[1]?.('new');
  await second;
  answers[0]?.('old');
  await first;
  expect(live.snapshot()).toEqual({ kind: 'ready', value: 'new' });
});

test('a store that fails is trouble, not an exception', async () => {
  const { onChange } = feed();
  const error = new Error('full');
  const live = new Live(
    () => Promise.reject(error),
    onChange,
    () => true,
  );
  await live.refresh();
  expect(live.snapshot()).toEqual({ kind: 'trouble', error });
});

test('stops listening with its last listener', () => {
  const { onChange, listeners } = feed();
  const live = new Live(
    async () => 1,
    onChange,
    () => true,
  );
  const stops = [live.subscribe(() => undefined), live.subscribe(() => undefined)];
  expect(listeners.size).toBe(1);
  for (const stop of stops) stop();
  expect(listeners.size).toBe(0);
});

test('reads once more, not once a change, when many come while it reads', async () => {
  const { onChange, tell } = feed();
  const answers: (() => void)[] = [];
  const load = vi.fn(() => new Promise<number>((resolve) => answers.push(() => resolve(answers.length))));
  const live = new Live(load, onChange, () => true);
  live.subscribe(() => undefined);
  answers[0]?.();
  await vi.waitFor(() => expect(live.snapshot()).toEqual({ kind: 'ready', value: 1 }));
  for (let i = 0; i < 1000; i += 1) tell({ kind: 'job', id: `j${i}` });
  answers[1]?.();
  await vi.waitFor(() => expect(answers.length).toBe(3));
  answers[2]?.();
  await vi.waitFor(() => expect(live.snapshot()).toEqual({ kind: 'ready', value: 3 }));
  expect(load).toHaveBeenCalledTimes(3);
});
