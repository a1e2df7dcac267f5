import { expect, test } from 'vitest';
import { citationOf } from '@/components/clip/citation';
import type { Clip } from '@/utils/domain';

const clip = (source: Partial<Clip['record']['source']>) =>
  ({
    record: { source: { text: '', title: '', site: '', url: '', ...source } },
  }) as Pick<Clip, 'record'>;

test('is the quote, where it stands, and its address', () => {
  const whole = clip({
    text: 'One ladybird.',
    title: 'Dunes',
    site: 'garden.example',
    url: 'https://garden.example/',
  });
  expect(citationOf(whole)).toBe('“One ladybird.”\nDunes · garden.example\nhttps://garden.example/');
});

test('leaves out what is not known', () => {
  expect(citationOf(clip({ title: 'Dunes' }))).toBe('Dunes');
});

test('quotes, and does not hand on a whole article', () => {
  const long = citationOf(clip({ text: '😀'.repeat(5000) }));
  expect(Array.from(long).length).toBeLessThan(620);
  expect(long.isWellFormed()).toBe(true);
});
