import { describe, expect, it } from 'vitest';
import { latest } from '@/utils/platform';

describe('work that only the latest state matters to', () => {
  it('is done at once, and once more for all that came meanwhile', async () => {
    let state = 0;
    const seen: number[] = [];
    const show = latest(async () => {
      const now = state;
      await Promise.resolve();
      seen.push(now);
    });
    const asked: Promise<void>[] = [];
    for (state = 1; state <= 1000; state += 1) asked.push(show());
    await Promise.all(asked);
    expect(seen).toEqual([1, 1001]);
  });

  it('is done again after it has failed, and nobody is left out right behind its end', async () => {
    let times = 0;
    const show = latest(async () => {
      times += 1;
      if (times === 1) throw new Error('no');
    });
    await expect(show()).rejects.toThrow('no');
    await show().then(show);
    expect(times).toBe(3);
  });
});
