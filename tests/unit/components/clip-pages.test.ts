import { expect, test, vi } from 'vitest';
import { ClipPages, PAGE } from '@/components/library/clip-pages';
import type { Change } from '@/utils/db';
import type { Clip } from '@/utils/domain';

/** A library of `size` clips, one a millisecond; the newest has the highest number. */
function library(size: number) {
  let clips = Array.from({ length: size }, (_, i) => ({ id: `c${i}`, createdAt: i }) as Clip).toReversed();
  const listeners = new Set<(change: Change) => void>();
  return {
    page: vi.fn(async ({ before = Infinity, limit }: { before?: number; limit: number }) =>
      clips.filter((clip) => clip.createdAt < before).slice(0, limit),
    ),
    remove: (id: string) => {
      clips = clips.filter((clip) => clip.id !== id);
      listeners.forEach((listener) => listener({ kind: 'clip', id }));
    },
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

test('reads a page at a time, down to the last clip, without a gap or a double', async () => {
  const store = library(120);
  const pages = new ClipPages(store, store.onChange);
  await pages.refresh();
  expect(pages.snapshot().clips.length).toBe(PAGE);
  await pages.loadMore();
  await pages.loadMore();
  const { clips, more } = pages.snapshot();
  expect(clips.map((clip) => clip.createdAt)).toEqual(Array.from({ length: 120 }, (_, i) => 119 - i));
  expect(more).toBe(false);
  await pages.loadMore();
  expect(store.page).toHaveBeenCalledTimes(3);
});

test('a deleted clip leaves the list, which stays as long as it was read', async () => {
  const store = library(120);
  const pages = new ClipPages(store, store.onChange);
  pages.subscribe(() => undefined);
  await vi.waitFor(() => expect(pages.snapshot().clips.length).toBe(PAGE));
  await pages.loadMore();
  store.remove('c110');
  await vi.waitFor(() => expect(pages.snapshot().clips.some((clip) => clip.id === 'c110')).toBe(false));
  expect(pages.snapshot().clips.length).toBe(2 * PAGE);
});

test('trouble keeps what is already on screen', async () => {
  const store = library(60);
  const pages = new ClipPages(store, store.onChange);
  await pages.refresh();
  store.page.mockRejectedValueOnce(new Error('broken'));
  await pages.loadMore();
  expect(pages.snapshot().clips.length).toBe(PAGE);
  expect(pages.snapshot().trouble).toBeInstanceOf(Error);
});
