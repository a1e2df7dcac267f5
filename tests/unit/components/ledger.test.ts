// @vitest-environment happy-dom
import './english';
import { describe, expect, test } from 'vitest';
import { t, tn } from '@/components/i18n';
import { LedgerPages, PAGE } from '@/components/ledger/ledger-pages';
import { chargeWords, estimateWords } from '@/components/ledger/money-words';
import { weekLine } from '@/components/ledger/week-line';
import type { Sum } from '@/utils/budget';
import type { Change } from '@/utils/db';
import type { LedgerRow } from '@/utils/domain';
import { aRow, someMoney } from '../budget/rows';

describe('the week in a line', () => {
  const line = (sum: Partial<Sum>) =>
    weekLine(
      { attempts: 1, charged: 0, possible: 0, unpriced: 0, ...sum },
      { locale: 'en-US', t, unpriced: (count) => tn('moneyUnpriced', count) },
    );

  test.each([
    [
      { charged: 1.2, possible: 0.8, unpriced: 2 },
      'This week: $1.20 charged, up to $0.80 more possible, 2 attempts of unknown price',
    ],
    [{ charged: 1.2 }, 'This week: $1.20 charged'],
    [{ possible: 0.8 }, 'This week: up to $0.80 possible'],
    [{ unpriced: 1 }, 'This week: 1 attempt of unknown price'],
    [{}, 'This week: nothing spent'],
  ])('%o: %s', (sum, said) => {
    expect(line(sum)).toBe(said);
  });
});

describe('money of one attempt in words', () => {
  test.each([
    [someMoney(0.4, 'charged', 0.5), '$0.40', '$0.50 charged'],
    [someMoney(0.4, 'charged'), '$0.40', 'charged, sum not told'],
    [someMoney(0.4, 'unknown'), '$0.40', 'may have been charged'],
    [someMoney(null, 'pending'), 'not known', 'on its way'],
    [someMoney(0.4, 'not-charged'), '$0.40', 'not charged'],
    [someMoney(0, 'free', 0), 'free', 'free'],
  ])('%o', (money, estimate, charge) => {
    expect([estimateWords(money, 'en-US'), chargeWords(money, 'en-US')]).toEqual([estimate, charge]);
  });
});

describe('the ledger by pages', () => {
  /** A store's index: newest first, before `to`. */
  function ledger(moments: readonly number[]) {
    const rows = moments.map((at, i) => aRow(someMoney(1), { id: `attempt-${i}`, at }));
    let tell: (change: Change) => void = () => undefined;
    const page = async ({ to = Infinity, limit }: { to?: number; limit: number }): Promise<LedgerRow[]> =>
      rows
        .filter(({ at }) => at < to)
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit);
    const feed = (listener: (change: Change) => void) => {
      tell = listener;
      return () => undefined;
    };
    const pages = new LedgerPages(page, feed);
    return { rows, pages, tell: (change: Change) => tell(change) };
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const shown = (pages: LedgerPages) => pages.snapshot().rows.map(({ id }) => id);

  test('shows the newest, and tells whether there are older ones', async () => {
    const { pages } = ledger(Array.from({ length: PAGE + 1 }, (_, i) => i));
    pages.subscribe(() => undefined);
    await settled();
    expect(pages.snapshot().rows.length).toBe(PAGE);
    expect(pages.snapshot().more).toBe(true);
    await pages.loadMore();
    expect(pages.snapshot().rows.length).toBe(PAGE + 1);
    expect(pages.snapshot().more).toBe(false);
  });

  test('loses and doubles none where many were made in one moment', async () => {
    const { pages, rows } = ledger(Array.from({ length: 4 * PAGE }, (_, i) => Math.floor(i / 40)));
    pages.subscribe(() => undefined);
    await settled();
    while (pages.snapshot().more) await pages.loadMore();
    expect(shown(pages).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });

  test('reads again as many as are shown when a job changes', async () => {
    const { pages, rows, tell } = ledger(Array.from({ length: 2 * PAGE }, (_, i) => i));
    pages.subscribe(() => undefined);
    await settled();
    await pages.loadMore();
    rows.push(aRow(someMoney(1), { id: 'newest', at: 1000 }));
    tell({ kind: 'job', id: 'job-1' });
    await settled();
    expect(shown(pages)[0]).toBe('newest');
    expect(pages.snapshot().rows.length).toBe(2 * PAGE);
  });

  test('a store in trouble is told, and what was shown stays', async () => {
    let broken = false;
    const failing = new LedgerPages(
      async () => {
        if (broken) throw new Error('broken');
        return [aRow(someMoney(1))];
      },
      () => () => undefined,
    );
    failing.subscribe(() => undefined);
    await settled();
    broken = true;
    await failing.refresh();
    expect(failing.snapshot().trouble).toBeInstanceOf(Error);
    expect(shown(failing)).toEqual(['attempt-1']);
  });
});
