import { openDB, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { Caps, claimOf, Clip, Connection, hostOf, Job, laneOf, ModelCard } from '@/utils/domain';
import { anotherStore, behindTheStore, emptyDatabaseForEachTest } from './databases';
import { writeVersion1 } from './fixtures/v1';
import { writeVersion2 } from './fixtures/v2';
import { writeVersion3 } from './fixtures/v3';

emptyDatabaseForEachTest();

const VERSIONS = [
  ['1', writeVersion1, { jobs: 5, clips: 3, ledger: 5 }],
  ['2', writeVersion2, { jobs: 4, clips: 1, ledger: 3 }],
  ['3', writeVersion3, { jobs: 4, clips: 2, ledger: 5 }],
] as const;

/** Stores and indexes as they are, in words. */
function structureOf(db: IDBPDatabase): string[] {
  const tx = db.transaction([...db.objectStoreNames]);
  const words: string[] = [];
  for (const name of db.objectStoreNames) {
    const store = tx.objectStore(name);
    words.push(`${name} ${String(store.keyPath)}`);
    for (const index of [...store.indexNames].map((each) => store.index(each))) {
      words.push(`${name}.${index.name} ${String(index.keyPath)} ${index.multiEntry}`);
    }
  }
  return words;
}

describe.each(VERSIONS)('a database of version %s', (_version, writeFixture, counts) => {
  it('opens with every row whole', async () => {
    await writeFixture();
    const store = anotherStore();
    const jobs = await store.jobs.page({ limit: 100 });
    for (const job of jobs) expect(v.parse(Job, job)).toEqual(job);
    const clips = await store.clips.page({ limit: 100 });
    for (const clip of clips) {
      expect(v.parse(Clip, clip)).toEqual(clip);
      expect(await (await store.clips.bytes(clip.id))?.text()).toBe('video');
    }
    for (const connection of await store.connections.all()) {
      expect(v.parse(Connection, connection)).toEqual(connection);
    }
    for (const { cards } of await store.models.all()) {
      for (const card of cards) expect(v.parse(ModelCard, card)).toEqual(card);
    }
    v.parse(Caps, await store.caps.get());
    expect(jobs).toHaveLength(counts.jobs);
    expect(await store.ledger.all()).toHaveLength(counts.ledger);
    expect(await behindTheStore((db) => db.count('clips'))).toBe(counts.clips);
    expect(await store.health()).toMatchObject({ readOnly: false, lost: 'nothing' });
  });

  it('then has the stores and indexes of a new one', async () => {
    await writeFixture();
    const store = anotherStore();
    await store.clips.count();
    await store.close();
    const old = await behindTheStore((db) => Promise.resolve(structureOf(db)));
    await new Promise((resolve) => (indexedDB.deleteDatabase('pagereel').onsuccess = resolve));
    await store.clips.count();
    await store.close();
    expect(await behindTheStore((db) => Promise.resolve(structureOf(db)))).toEqual(old);
  });
});

describe('what version 1 left in flight', () => {
  it('goes on where it stood', async () => {
    await writeVersion1();
    const { jobs, pieces, ledger, outbox } = anotherStore();
    expect(await jobs.counts()).toEqual({ active: 1, queued: 1, held: 1 });
    expect((await jobs.active()).map(({ id, attempts }) => [id, attempts.length])).toEqual([['runs', 2]]);
    expect((await jobs.heads(3)).map(({ id }) => id)).toEqual(['waits']);
    expect(await jobs.get('paused')).toMatchObject({ resumeTo: 'verifying', order: 1_700_000_000_000 });
    expect(await (await pieces.get('paused', 'file'))?.text()).toBe('whole');
    const lines = await ledger.all();
    expect(new Set(lines.map(({ verdict }) => verdict))).toEqual(new Set(['free']));
    expect(lines.map(({ id }) => id).toSorted()).toEqual([
      'attempt-0',
      'attempt-1',
      'attempt-2',
      'attempt-3',
      'attempt-4',
    ]);
    expect(await outbox.list()).toEqual([]);
  });

  it('keeps its pictures and clips, and what was deleted can be taken back', async () => {
    await writeVersion1();
    const store = anotherStore();
    expect(await store.clips.count()).toBe(2);
    expect((await store.drafts.newest())?.windowId).toBe(3);
    expect(await store.clips.durationsOf('motion-graphics-1')).toEqual([10_000, 10_000, 10_000]);
    await store.clips.restore('deleted');
    await store.sweep(1_700_000_060_000);
    await store.sweep(1_700_000_060_000 + 3600_000);
    expect(await store.images.get('picture-1')).toBeDefined();
    expect(await store.images.get('picture-2')).toBeDefined();
    expect(await store.clips.count()).toBe(3);
  });

  it('is as it was when the upgrade dies', async () => {
    await writeVersion1();
    vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
      throw new Error('the power went off');
    });
    await expect(anotherStore().clips.count()).rejects.toMatchObject({ reason: 'broken' });
    vi.restoreAllMocks();
    const db = await openDB('pagereel');
    expect(db.version).toBe(1);
    expect([...db.objectStoreNames]).not.toContain('ledger');
    expect(await db.get('jobs', 'runs')).not.toHaveProperty('order');
    db.close();
    expect(await anotherStore().clips.count()).toBe(2);
  });
});

describe('what version 2 left in flight', () => {
  it('is found by everything a job is found by', async () => {
    await writeVersion2();
    const store = anotherStore();
    expect(await store.jobs.counts()).toEqual({ active: 1, queued: 1, held: 1 });
    expect((await store.jobs.heads(1)).map(({ id }) => id)).toEqual(['waits']);
    expect(await store.jobs.claimed(['http://127.0.0.1:8091/v1\nvideo_1'])).toHaveProperty('size', 1);
    expect(await store.jobs.sentSince(1_800_000_000_000)).toHaveLength(3);
    expect(await store.pieces.have('downloads')).toBe(5);
    expect(await store.lease()).toBe(4);
    expect(await store.queuePaused()).toBe(true);
    expect(await store.caps.get()).toEqual({ clip: 1, day: 5, month: 20 });
    expect(await store.takeTurn('twins', 1000, 1_800_000_000_500)).toBe(false);
    expect(await store.outbox.list()).toHaveLength(1);
    expect(await store.images.get('picture-1')).toBeDefined();
  });

  it('goes to the same place, for the same thing and price', async () => {
    await writeVersion2();
    const store = anotherStore();
    expect((await store.jobs.get('waits'))?.request).toMatchObject({
      baseUrl: 'http://127.0.0.1:8091/v1',
      model: 'clip-2',
      work: { kind: 'new' },
      seconds: 8,
      aspect: '16:9',
      resolution: '720p',
      estimate: { usd: 0.8, basis: 'your-price', asOf: 1_800_000_000_000 },
      images: [],
    });
    expect(await store.connections.all()).toEqual([
      expect.objectContaining({ id: 'connection-1', preset: 'custom', body: 'multipart', quick: false }),
    ]);
  });

  it('is one queue where one server had two names', async () => {
    await writeVersion2();
    const old = await openDB('pagereel', 2);
    const job = (await old.get('jobs', 'downloads')) as { ix: object; request: object };
    const lane = 'http://localhost:8091/v1';
    const request = { ...job.request, baseUrl: lane };
    await old.put('jobs', { ...job, request, ix: { ...job.ix, lane, claims: [`${lane}\nvideo_1`] } });
    old.close();
    const store = anotherStore();
    const upgraded = (await store.jobs.get('downloads'))!.request;
    expect(hostOf(upgraded)).toBe('localhost:8091');
    const row = (await behindTheStore((db) => db.get('jobs', 'downloads'))) as { ix: object };
    expect(row.ix).toMatchObject({ lane: laneOf(upgraded), claims: [claimOf(upgraded, 'video_1')] });
  });
});

describe('what version 3 left in flight', () => {
  it('is found by everything it is found by', async () => {
    await writeVersion3();
    const store = anotherStore();
    expect(await store.jobs.counts()).toEqual({ active: 1, queued: 0, held: 2 });
    const claim = 'https://queue.fal.run\n/maker/clip-3/requests/1';
    expect(await store.jobs.claimed([claim])).toHaveProperty('size', 1);
    expect((await store.jobs.held()).map(({ id, problem }) => [id, problem]).toSorted()).toEqual([
      ['asks', 'answer-lost'],
      ['locked', 'key-locked'],
    ]);
    expect((await store.stills.asking()).map(({ id }) => id)).toEqual(['still-2']);
    expect((await store.stills.open('source-1'))?.id).toBe('still-2');
    expect((await store.models.all()).map(({ connectionId }) => connectionId)).toEqual(['connection-2']);
    expect((await store.clips.children('clip-1')).map(({ id }) => id)).toEqual(['clip-2']);
  });

  it('keeps its pictures, those of orders and those that were made', async () => {
    await writeVersion3();
    const store = anotherStore();
    const later = 1_900_000_060_000;
    await store.sweep(later);
    await store.sweep(later + 3600_000);
    expect(await store.images.get('picture-1')).toBeDefined();
    expect(await store.images.get('still-1')).toBeDefined();
  });
});
