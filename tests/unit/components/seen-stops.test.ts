// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { seenStops, seeStops } from '@/components/job/seen-stops';

test('what the user has seen stays seen, the newest two hundred of it', () => {
  expect(seenStops()).toEqual([]);
  seeStops(['a', 'b']);
  expect(seeStops(['c', 'a'])).toEqual(['c', 'a', 'b']);
  seeStops(Array.from({ length: 300 }, (_, i) => `j${i}`));
  expect(seenStops()).toHaveLength(200);
});

test('a storage that holds nonsense costs nothing but its memory', () => {
  localStorage.setItem('pagereel.seen-stops', '{');
  expect(seenStops()).toEqual([]);
});
