import { expect, test, vi } from 'vitest';
import { FrameQueue } from '@/components/preview/frame-queue';

/** A renderer whose answers are given by hand. */
function byHand() {
  const asked: { wish: string; answer: (frame: string) => void; fail: (error: unknown) => void }[] = [];
  const draw = (wish: string) =>
    new Promise<string>((answer, fail) => {
      asked.push({ wish, answer, fail });
    });
  return { asked, draw };
}

test('asks for one frame at a time, and then for the newest wish only', async () => {
  const { asked, draw } = byHand();
  const frames: string[] = [];
  const queue = new FrameQueue(
    draw,
    (frame) => frames.push(frame),
    () => undefined,
  );
  queue.ask('a');
  queue.ask('b');
  queue.ask('c');
  expect(asked.map(({ wish }) => wish)).toEqual(['a']);
  asked[0]?.answer('A');
  await vi.waitFor(() => expect(asked.map(({ wish }) => wish)).toEqual(['a', 'c']));
  asked[1]?.answer('C');
  await vi.waitFor(() => expect(frames).toEqual(['A', 'C']));
});

test('goes on after a frame that could not be drawn', async () => {
  const { asked, draw } = byHand();
  const troubles: unknown[] = [];
  const frames: string[] = [];
  const queue = new FrameQueue(
    draw,
    (frame) => frames.push(frame),
    (error) => troubles.push(error),
  );
  queue.ask('a');
  queue.ask('b');
  asked[0]?.fail('broken');
  await vi.waitFor(() => expect(asked.length).toBe(2));
  asked[1]?.answer('B');
  await vi.waitFor(() => expect(frames).toEqual(['B']));
  expect(troubles).toEqual(['broken']);
});

test('hands over a frame that comes after the close, so that its bitmap is given back, and asks for no more', async () => {
  const { asked, draw } = byHand();
  const frames: string[] = [];
  const queue = new FrameQueue(
    draw,
    (frame) => frames.push(frame),
    () => undefined,
  );
  queue.ask('a');
  queue.ask('b');
  queue.close();
  asked[0]?.answer('A');
  await vi.waitFor(() => expect(frames).toEqual(['A']));
  expect(asked.length).toBe(1);
});
