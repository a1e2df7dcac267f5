// @vitest-environment happy-dom
import './english';
import { describe, expect, test } from 'vitest';
import { moneyLines, moneyWords } from '@/components/job/money';
import type { Attempt, Money } from '@/utils/domain';
import { aJob, anAttempt, aServiceJob } from '../samples';

const money = (
  verdict: Money['verdict'],
  estimated: number | null,
  chargedUsd: number | null = null,
): Attempt =>
  anAttempt({
    money: { verdict, chargedUsd, estimate: { usd: estimated, basis: 'your-price', asOf: 0 } },
  });
const words = (...attempts: Attempt[]) => moneyWords(aServiceJob({ attempts }));

describe('what a job cost, in words', () => {
  test.each([
    ['never sent', words(), 'Nothing was sent, so nothing was charged.'],
    ['not charged', words(money('not-charged', 0.8)), 'Nothing was charged.'],
    ['free', words(money('free', 0)), 'It cost nothing.'],
    ['charged, and told how much', words(money('charged', 0.8, 0.75)), '$0.75 was charged.'],
    ['perhaps charged', words(money('unknown', 0.8)), 'Up to $0.80 may have been charged.'],
    [
      'perhaps charged, price unknown',
      words(money('unknown', null)),
      'It may have been charged; the price is not known.',
    ],
    ['on its way', words(money('pending', 0.8)), 'It is expected to cost $0.80.'],
    ['on its way, price unknown', words(money('pending', null)), 'What it will cost is not known.'],
    ['charged, the sum untold', words(money('charged', null)), 'It was charged; the sum was not told.'],
  ])('%s', (_, said, expected) => {
    expect(said).toBe(expected);
  });

  test('adds up attempts of one kind, and keeps the kinds apart', () => {
    expect(words(money('charged', 0.8, 0.8), money('unknown', 0.8), money('unknown', 0.4))).toBe(
      '$0.80 was charged. Up to $1.20 may have been charged.',
    );
  });

  test('says that it cost nothing only where every attempt was free', () => {
    expect(moneyLines([money('free', 0), money('not-charged', 0.8)], false)).toEqual([
      { key: 'costNotCharged' },
    ]);
    expect(moneyLines([money('free', 0), money('unknown', null)], false)).toEqual([
      { key: 'costMaybeUnpriced' },
    ]);
  });

  test('on this device nothing costs anything, sent or not', () => {
    expect(moneyWords(aJob())).toBe('It cost nothing.');
  });
});
