/** The short form of `npm run chaos`. */
import { expect, it } from 'vitest';
import { chaos } from '../chaos/chaos';

it('keeps its books through three rounds of orders, faults and deaths', async () => {
  const rounds = await chaos({ kind: 'chromium', rounds: 3, seed: 3, told: () => undefined });
  expect(rounds.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(rounds.at(-1)?.balance.clips).toBeGreaterThan(0);
});
