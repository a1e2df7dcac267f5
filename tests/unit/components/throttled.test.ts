import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from '@/components/live/throttled';
import type { Change } from '@/utils/db';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function feed() {
  let tell: (change: Change) => void = () => undefined;
  const heard: Change[] = [];
  const stop = throttled(
    (listener) => {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
    1000,
    ({ kind }) => kind === 'job',
  )((change) => heard.push(change));
  return { heard, stop, tell: (change: Change) => tell(change) };
}
const job = (id: string): Change => ({ kind: 'job', id });

test('the first change is told at once, those after it together by the last', () => {
  const { heard, tell } = feed();
  tell(job('1'));
  expect(heard).toEqual([job('1')]);
  tell(job('2'));
  tell(job('3'));
  expect(heard.length).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([job('1'), job('3')]);
});

test('what concerns nobody neither is told nor takes the place of what does', () => {
  const { heard, tell } = feed();
  tell({ kind: 'settings' });
  tell(job('1'));
  tell(job('2'));
  tell({ kind: 'settings' });
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([job('1'), job('2')]);
});

test('after a quiet while the next is told at once again', () => {
  const { heard, tell } = feed();
  tell(job('1'));
  vi.advanceTimersByTime(5000);
  tell(job('2'));
  expect(heard).toEqual([job('1'), job('2')]);
});

test('nothing is told any more once nobody listens', () => {
  const { heard, tell, stop } = feed();
  tell(job('1'));
  tell(job('2'));
  stop();
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual([job('1')]);
});
