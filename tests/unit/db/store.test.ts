import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, StorageTrouble, troubleOf, UNDO_MS, type Change, type Store } from '@/utils/db';
import type { Draft, SourceImage } from '@/utils/domain';
import { aClip, aJob, aSource } from '../samples';

let store: Store;

beforeEach(async () => {
  store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
});

const aDraft = (change: Partial<Draft> = {}): Draft => ({
  windowId: 1,
  at: 10,
  state: { kind: 'ready', source: aSource() },
  ...change,
});

const aPicture = (id: string): SourceImage => ({
  id,
  url: '',
  alt: '',
  caption: '',
  width: 1,
  height: 1,
  origin: 'element',
  state: { kind: 'ready', sha256: 'a', mime: 'image/png', bytes: 1 },
});

async function save(id: string, createdAt: number): Promise<void> {
  const job = aJob({ id: `job-${id}` });
  await store.jobs.add(job);
  await store.pieces.put(job.id, 'file', new Blob(['video']));
  await store.pieces.put(job.id, 'poster', new Blob(['poster']));
  const clip = aClip({ id, jobId: job.id, createdAt });
  expect(await store.jobs.commit({ ...job, rev: 1, state: 'saved', clipId: id }, clip)).toBe(true);
}

describe('the store', () => {
  it('adds a job once, however often it is clicked', async () => {
    expect(await store.jobs.add(aJob())).toBe('added');
    expect(await store.jobs.add(aJob({ createdAt: 5 }))).toBe('exists');
    expect(await store.jobs.recent(10)).toHaveLength(1);
  });

  it('refuses a write made from an old revision', async () => {
    await store.jobs.add(aJob());
    expect(await store.jobs.move(aJob({ rev: 1, state: 'preparing' }))).toBe(true);
    expect(await store.jobs.move(aJob({ rev: 1, state: 'canceled' }))).toBe(false);
    expect((await store.jobs.get('job-1'))?.state).toBe('preparing');
  });

  it('commits clip, bytes, poster and job together, or nothing', async () => {
    await save('clip-1', 1);
    expect(await (await store.clips.bytes('clip-1'))?.text()).toBe('video');
    expect(await (await store.clips.poster('clip-1'))?.text()).toBe('poster');
    const orphan = aJob({ id: 'no-file' });
    await store.jobs.add(orphan);
    const clip = aClip({ id: 'clip-2', jobId: 'no-file' });
    expect(await store.jobs.commit({ ...orphan, rev: 1, state: 'saved' }, clip)).toBe(false);
    expect(await store.clips.get('clip-2')).toBeUndefined();
  });

  it('lists clips newest first, page by page', async () => {
    for (let i = 1; i <= 5; i += 1) await save(`clip-${i}`, i);
    const first = await store.clips.page({ limit: 2 });
    expect(first.map((clip) => clip.id)).toEqual(['clip-5', 'clip-4']);
    const next = await store.clips.page({ limit: 2, before: first[1]?.createdAt ?? 0 });
    expect(next.map((clip) => clip.id)).toEqual(['clip-3', 'clip-2']);
  });

  it('takes a deleted clip back, until it is swept with its bytes', async () => {
    await save('clip-1', 1);
    await store.clips.remove('clip-1');
    expect(await store.clips.page({ limit: 5 })).toEqual([]);
    await store.sweep(Date.now());
    await store.clips.restore('clip-1');
    expect(await store.clips.count()).toBe(1);
    await store.clips.remove('clip-1');
    await store.sweep(Date.now() + UNDO_MS + 1000);
    expect(await store.clips.bytes('clip-1')).toBeUndefined();
  });

  it('sweeps pictures and pieces nobody owns, and keeps the others', async () => {
    await store.images.put('used', new Blob(['x']));
    await store.images.put('orphan', new Blob(['y']));
    await store.pieces.put('gone', 'file', new Blob(['z']));
    await store.drafts.put(
      aDraft({ state: { kind: 'ready', source: aSource({ images: [aPicture('used')] }) } }),
    );
    await store.sweep(0);
    expect(await store.images.get('used')).toBeDefined();
    expect(await store.images.get('orphan')).toBeUndefined();
    expect(await store.pieces.get('gone', 'file')).toBeUndefined();
  });

  it('keeps the pictures of a removed draft for as long as it can be taken back', async () => {
    const draft = aDraft({ state: { kind: 'ready', source: aSource({ images: [aPicture('p')] }) } });
    await store.images.put('p', new Blob(['x']));
    await store.drafts.put(draft);
    await store.drafts.remove(1);
    expect(await store.drafts.get(1)).toBeUndefined();
    expect(await store.drafts.newest()).toBeUndefined();
    await store.sweep(Date.now());
    expect(await store.images.get('p')).toBeDefined();
    await store.drafts.put(draft);
    expect(await store.drafts.get(1)).toEqual(draft);
    await store.drafts.remove(1);
    await store.sweep(Date.now() + UNDO_MS + 1000);
    expect(await store.images.get('p')).toBeUndefined();
  });

  it('keeps what was on the bench when a gesture comes to nothing, until that has been read', async () => {
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

  it('sweeps pictures although a reading was left behind by a background that died', async () => {
    await store.images.put('orphan', new Blob(['x']));
    await store.drafts.put(aDraft({ state: { kind: 'reading', source: aSource() } }));
    await store.sweep(20);
    expect(await store.images.get('orphan')).toBeDefined();
    await store.sweep(3600_000);
    expect(await store.images.get('orphan')).toBeUndefined();
  });

  it('keeps the pictures of a paused or failed job, not those of one that was canceled', async () => {
    for (const state of ['paused', 'failed', 'canceled'] as const) {
      await store.images.put(state, new Blob(['x']));
      await store.jobs.add(aJob({ id: state, state, source: aSource({ images: [aPicture(state)] }) }));
    }
    await store.sweep(aJob().updatedAt);
    expect(await store.images.get('paused')).toBeDefined();
    expect(await store.images.get('failed')).toBeDefined();
    expect(await store.images.get('canceled')).toBeUndefined();
  });

  it('forgets drafts of windows long gone, but never the newest', async () => {
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(aDraft({ windowId: 2, at: 2 }));
    await store.sweep(90 * 24 * 3600_000);
    expect((await store.drafts.all()).map((draft) => draft.windowId)).toEqual([2]);
  });

  it('changes a draft in one go, and not at all when there is nothing to change', async () => {
    await store.drafts.put(aDraft());
    const later = (row: Draft | undefined) => row && { ...row, at: row.at + 1 };
    await Promise.all([store.drafts.update(1, later), store.drafts.update(1, later)]);
    expect((await store.drafts.get(1))?.at).toBe(12);
    expect(await store.drafts.update(2, later)).toBe(false);
  });

  it('does not hand a failure of another window to one that has no draft', async () => {
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(
      aDraft({ windowId: 2, at: 2, state: { kind: 'failed', problem: 'private-window' } }),
    );
    expect((await store.drafts.newest())?.windowId).toBe(1);
  });

  it('hands the newest draft to a window that has none', async () => {
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(aDraft({ windowId: 2, at: 2 }));
    expect((await store.drafts.newest())?.windowId).toBe(2);
  });

  it('tells listeners what changed, after it is stored', async () => {
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

  it('does not touch a database that a newer version made', async () => {
    const newer = await openDB('pagereel', 99, { upgrade: (db) => void db.createObjectStore('clips') });
    newer.close();
    await expect(store.clips.count()).rejects.toMatchObject({ reason: 'newer' });
    const again = await openDB('pagereel', 99);
    expect(again.objectStoreNames).toContain('clips');
    again.close();
  });

  it('opens again after its connection was closed under it', async () => {
    await store.jobs.add(aJob());
    await store.close();
    expect((await store.jobs.get('job-1'))?.id).toBe('job-1');
  });
});

describe('storage trouble', () => {
  it.each([
    ['QuotaExceededError', 'x', 'full'],
    ['DataError', 'Failed to write blobs (IOError)', 'full'],
    ['VersionError', 'x', 'newer'],
    [
      'InvalidStateError',
      'A mutation operation was attempted on a database that did not allow mutations.',
      'private',
    ],
    ['UnknownError', 'Internal error opening backing store', 'broken'],
  ])('%s (%s) means %s', (name, message, reason) => {
    expect(troubleOf(new DOMException(message, name)).reason).toBe(reason);
  });

  it('is not wrapped twice', () => {
    const trouble = new StorageTrouble('full', undefined);
    expect(troubleOf(trouble)).toBe(trouble);
  });
});
