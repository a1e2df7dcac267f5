import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlightsIn, runsOf, unbroken, wordsOf } from '@/components/create/marks';
import type { Storyboard } from '@/utils/domain';

test('cuts a text at its highlights', () => {
  expect(runsOf('One ladybird eats', [[4, 12]])).toEqual([
    { at: 0, text: 'One ', marked: false },
    { at: 4, text: 'ladybird', marked: true },
    { at: 12, text: ' eats', marked: false },
  ]);
});

test('never loses a character, whatever the ranges', () => {
  const range = fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: -5, max: 40 }));
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(range, { maxLength: 5 }), (text, ranges) => {
      const runs = runsOf(text, ranges);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      for (const run of runs) expect(text.slice(run.at, run.at + run.text.length)).toBe(run.text);
    }),
  );
});

test('finds the highlights of each shot in the whole text, the second of two equal lines in its own place', () => {
  const shot = (text: string, highlights: [number, number][]) => ({ text, highlights });
  const storyboard = {
    shots: [shot('again', []), shot('again', [[0, 5]]), shot('elsewhere', [[0, 4]])],
  } as unknown as Storyboard;
  expect(highlightsIn('again and again', storyboard)).toEqual([[10, 15]]);
});

test('the words of a shot put together are the shot', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(
        wordsOf(text, 'und', [])
          .map((word) => word.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('Japanese has words to press too', () => {
  const words = wordsOf('吾輩は猫である', 'ja', [[3, 4]]);
  expect(words.filter((word) => word.isWord).length).toBeGreaterThan(2);
  expect(words.find((word) => word.marked)?.text).toBe('猫');
});

test('punctuation stays with its word: no line starts with a full stop or ends with an opening quote', () => {
  const groups = unbroken(wordsOf('“We stop,” says (she).', 'en', []));
  expect(groups.map((group) => group.map((word) => word.text).join(''))).toEqual([
    '“We',
    ' ',
    'stop,”',
    ' ',
    'says',
    ' ',
    '(she).',
  ]);
});
