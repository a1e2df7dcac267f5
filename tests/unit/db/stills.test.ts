import { describe, expect, it, vi } from 'vitest';
import { checkCaps } from '@/utils/budget';
import type { Change } from '@/utils/db';
import { aStill, aPrice, aServiceJob, aVideosRequest } from '../samples';
import { anotherStore, emptyDatabaseForEachTest } from './databases';

emptyDatabaseForEachTest();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = aStill().at;
const picture = () => new Blob(['picture']);
const drawn = (change = {}) => aStill({ order: null, askedBy: '', ...change });

describe('stills in the store', () => {
  it('are there once, with their picture, and told of', async () => {
    const store = anotherStore();
    const heard: Change[] = [];
    store.onChange((change) => heard.push(change));
    expect(await store.stills.add(drawn(), picture())).toBe(true);
    expect(await store.stills.add(drawn({ state: 'failed' }))).toBe(false);
    expect(await store.stills.get('still-1')).toEqual(drawn());
    expect(await (await store.images.get('still-1'))?.text()).toBe('picture');
    expect(heard).toEqual([{ kind: 'still', id: 'still-1' }]);
    expect(await store.ledger.all()).toEqual([]);
  });

  it('are found by their bench, the newest that is not settled', async () => {
    const store = anotherStore();
    await store.stills.add(drawn({ id: 'a', at: 1 }));
    await store.stills.add(drawn({ id: 'b', at: 2 }));
    await store.stills.add(drawn({ id: 'c', at: 3, settledAt: 4 }));
    await store.stills.add(drawn({ id: 'd', at: 9, sourceId: 'source-2' }));
    expect((await store.stills.open('source-1'))?.id).toBe('b');
    expect(await store.stills.open('nobody')).toBeUndefined();
  });

  it('are intended with their line in the ledger, or not at all', async () => {
    const store = anotherStore();
    const asking = aStill({ state: 'asking', imageId: null });
    expect(await store.stills.intend(asking, checkCaps)).toBe('written');
    expect(await store.stills.intend(asking, checkCaps)).toBe('exists');
    expect(await store.stills.asking()).toEqual([asking]);
    expect((await store.ledger.all()).map(({ id, host }) => [id, host])).toEqual([
      ['still-1', '127.0.0.1:8091'],
    ]);
    await store.caps.set({ clip: null, day: 1, month: null });
    expect(await store.stills.intend({ ...asking, id: 'other' }, checkCaps)).toBe('price-unknown');
    expect(await store.stills.get('other')).toBeUndefined();
    expect(await store.ledger.all()).toHaveLength(1);
  });

  it('count against the limits with all that was ordered before', async () => {
    const store = anotherStore();
    const seen: number[] = [];
    await store.jobs.add(aServiceJob({ id: 'job', request: aVideosRequest() }));
    const priced = aStill({ money: { estimate: aPrice(0.1), verdict: 'pending', chargedUsd: null } });
    const note = vi.fn<typeof checkCaps>((_caps, month) => {
      seen.push(month.length);
      return null;
    });
    for (const id of ['a', 'b', 'c']) await store.stills.intend({ ...priced, id }, note);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('change with their line and their picture in one piece', async () => {
    const store = anotherStore();
    await store.stills.intend(aStill({ state: 'asking', imageId: null }), checkCaps);
    expect(await store.stills.update('still-1', () => undefined)).toBe(false);
    expect(await store.stills.update('nobody', (still) => still)).toBe(false);
    const fails = store.stills.update('still-1', () => {
      throw new Error('a bug');
    });
    await expect(fails).rejects.toThrow();
    expect(await store.stills.update('still-1', () => aStill(), picture())).toBe(true);
    expect(await (await store.images.get('still-1'))?.text()).toBe('picture');
    expect((await store.ledger.all())[0]).toMatchObject({ verdict: 'unknown' });
  });
});

describe('the sweep', () => {
  const sweeps = async (days: number) => {
    const store = anotherStore();
    await store.stills.add(drawn(), picture());
    for (let at = START; at <= START + days * DAY; at += DAY / 2) await store.sweep(at);
    for (const after of [1, 17, 34]) await store.sweep(START + days * DAY + after * MINUTE);
    return store;
  };

  it('leaves a still for as long as a draft: the edit that has it is kept where no sweep can look', async () => {
    const store = await sweeps(29);
    expect(await store.images.get('still-1')).toBeDefined();
    expect(await store.stills.get('still-1')).toBeDefined();
  });

  it('then takes it, and leaves its line in the ledger', async () => {
    const store = await sweeps(31);
    expect(await store.images.get('still-1')).toBeUndefined();
    expect(await store.stills.get('still-1')).toBeUndefined();
  });

  it('never takes one that an order needs', async () => {
    const store = anotherStore();
    await store.stills.add(drawn(), picture());
    const images = [{ imageId: 'still-1', role: 'first-frame' as const }];
    await store.jobs.add(aServiceJob({ request: aVideosRequest({ images }) }));
    for (const after of [0, 31, 32, 33, 60]) await store.sweep(START + after * DAY);
    expect(await store.stills.get('still-1')).toBeUndefined();
    expect(await store.images.get('still-1')).toBeDefined();
  });
});
