import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moves, type Placed } from '@/components/job/order';

const rows = (...orders: number[]): Placed[] => orders.map((order, i) => ({ id: `j${i}`, order }));

/** The queue after what `moves` says was told. */
function after(line: readonly Placed[], told: readonly Placed[]): string[] {
  const orders = new Map(told.map(({ id, order }) => [id, order]));
  return line
    .map((row) => ({ ...row, order: orders.get(row.id) ?? row.order }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ id }) => id);
}

test('a row is put between the numbers of its new neighbours', () => {
  expect(moves(rows(10, 20, 30), 2, 1)).toEqual([{ id: 'j2', order: 15 }]);
});

test('the first and the last place lie beyond all others', () => {
  expect(after(rows(10, 20, 30), moves(rows(10, 20, 30), 2, 0))).toEqual(['j2', 'j0', 'j1']);
  expect(after(rows(10, 20, 30), moves(rows(10, 20, 30), 0, 2))).toEqual(['j1', 'j2', 'j0']);
});

test('where two clicks fell into one millisecond, rows make room', () => {
  const line = rows(10, 10, 10);
  expect(after(line, moves(line, 2, 1))).toEqual(['j0', 'j2', 'j1']);
});

test('nothing is told of a move that is none', () => {
  expect(moves(rows(10, 20), 1, 1)).toEqual([]);
  expect(moves(rows(10, 20), 1, 5)).toEqual([]);
});

test('however often rows are moved, each lands where it was put', () => {
  const clicks = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_012 }), {
    minLength: 2,
    maxLength: 8,
  });
  const presses = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 60 });
  fc.assert(
    fc.property(clicks, presses, (orders, wishes) => {
      let line = rows(...orders.toSorted((a, b) => a - b));
      for (const [a, b] of wishes) {
        const [from, to] = [a % line.length, b % line.length];
        const moved = line.toSpliced(from, 1).toSpliced(to, 0, line[from]!);
        const orders = new Map(moves(line, from, to).map(({ id, order }) => [id, order]));
        line = moved.map((row) => ({ ...row, order: orders.get(row.id) ?? row.order }));
        const sorted = line.toSorted((x, y) => x.order - y.order);
        expect(sorted.map(({ id }) => id)).toEqual(moved.map(({ id }) => id));
      }
    }),
  );
});
