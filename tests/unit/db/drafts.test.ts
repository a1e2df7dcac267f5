import { describe, expect, it } from 'vitest';
import type { Change } from '@/utils/db';
import type { Draft } from '@/utils/domain';
import { aJob, aSource } from '../samples';
import { anotherStore, emptyDatabaseForEachTest } from './databases';
import { aDraft, aPicture } from './rows';

emptyDatabaseForEachTest();

describe('drafts', () => {
  it('keeps what was on the bench when a gesture comes to nothing, until that has been read', async () => {
    const store = anotherStore();
    const before = aDraft({ state: { kind: 'ready', source: aSource({ images: [aPicture('p')] }) } });
    await store.images.put('p', new Blob(['x']));
    await store.drafts.put(before);
    await store.drafts.put(aDraft({ at: 20, state: { kind: 'reading', source: aSource() } }));
    await store.drafts.put(aDraft({ at: 20, state: { kind: 'failed', problem: 'empty-selection' } }));
    expect((await store.drafts.get(1))?.state.kind).toBe('failed');
    await store.sweep(Date.now());
    await store.drafts.remove(1);
    expect(await store.drafts.get(1)).toEqual(before);
    expect(await store.images.get('p')).toBeDefined();
  });

  it('changes a draft in one go, and not at all when there is nothing to change', async () => {
    const store = anotherStore();
    await store.drafts.put(aDraft());
    const later = (row: Draft | undefined) => row && { ...row, at: row.at + 1 };
    await Promise.all([store.drafts.update(1, later), store.drafts.update(1, later)]);
    expect((await store.drafts.get(1))?.at).toBe(12);
    expect(await store.drafts.update(2, later)).toBe(false);
  });

  it('does not hand a failure of another window to one that has no draft', async () => {
    const store = anotherStore();
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(
      aDraft({ windowId: 2, at: 2, state: { kind: 'failed', problem: 'private-window' } }),
    );
    expect((await store.drafts.newest())?.windowId).toBe(1);
  });

  it('hands the newest draft to a window that has none', async () => {
    const store = anotherStore();
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(aDraft({ windowId: 2, at: 2 }));
    expect((await store.drafts.newest())?.windowId).toBe(2);
  });

  it('tells listeners what changed, after it is stored', async () => {
    const store = anotherStore();
    const seen: Change[] = [];
    const stop = store.onChange((change) => seen.push(change));
    await store.drafts.put(aDraft());
    await store.jobs.add(aJob());
    stop();
    await store.drafts.remove(1);
    expect(seen).toEqual([
      { kind: 'draft', windowId: 1 },
      { kind: 'job', id: 'job-1' },
    ]);
  });
});
