import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StorageTrouble, troubleOf } from '@/utils/db';
import { aClip, aJob } from '../samples';
import { write } from './contract';
import { anotherStore, behindTheStore, emptyDatabaseForEachTest } from './databases';
import { writeVersion1 } from './fixtures/v1';

emptyDatabaseForEachTest();
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
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

describe('a database that a newer version made', () => {
  async function made(): Promise<void> {
    const store = anotherStore();
    await store.jobs.add(aJob());
    await store.pieces.put('job-1', 'file', new Blob(['video']));
    await store.jobs.commit(write(aJob(), { state: 'saved', clipId: 'clip-1' }), aClip());
    await store.close();
    (await openDB('pagereel', 99, { upgrade: (db) => void db.createObjectStore('new') })).close();
  }

  it('still shows the library, and can be exported', async () => {
    await made();
    const store = anotherStore();
    expect(await store.clips.page({ limit: 5 })).toHaveLength(1);
    expect(await (await store.clips.bytes('clip-1'))?.text()).toBe('video');
    expect(await store.health()).toMatchObject({ readOnly: true, lost: 'nothing' });
  });

  it('is not written to', async () => {
    await made();
    const store = anotherStore();
    await expect(store.jobs.add(aJob({ id: 'job-2' }))).rejects.toMatchObject({ reason: 'newer' });
    await expect(store.lease()).rejects.toMatchObject({ reason: 'newer' });
    await expect(store.clips.remove('clip-1')).rejects.toMatchObject({ reason: 'newer' });
    await expect(store.sweep(Date.now())).rejects.toMatchObject({ reason: 'newer' });
    await expect(store.acknowledgeLoss()).rejects.toMatchObject({ reason: 'newer' });
    expect(await behindTheStore((db) => Promise.resolve(db.version))).toBe(99);
  });

  it('is "newer" where it keeps things elsewhere', async () => {
    (await openDB('pagereel', 99, { upgrade: (db) => void db.createObjectStore('films') })).close();
    await expect(anotherStore().clips.count()).rejects.toMatchObject({ reason: 'newer' });
    expect(await behindTheStore((db) => Promise.resolve([...db.objectStoreNames]))).toEqual(['films']);
  });
});

describe('a database that does not open', () => {
  /** The first `times` attempts fail as Chromium's do now and then. */
  function failingToOpen(times: number) {
    const open = indexedDB.open.bind(indexedDB);
    return vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      times -= 1;
      if (times < 0) return open(...args);
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
  }

  it('is tried three times, and left as it is', async () => {
    const removing = vi.spyOn(indexedDB, 'deleteDatabase');
    const opening = failingToOpen(3);
    await expect(anotherStore().clips.count()).rejects.toMatchObject({ reason: 'broken' });
    expect(opening).toHaveBeenCalledTimes(3);
    expect(removing).not.toHaveBeenCalled();
  });

  it('opens at the third attempt, or when it is asked for again', async () => {
    const store = anotherStore();
    failingToOpen(2);
    expect(await store.clips.count()).toBe(0);
    await store.close();
    vi.restoreAllMocks();
    failingToOpen(3);
    await expect(store.clips.count()).rejects.toMatchObject({ reason: 'broken' });
    expect(await store.clips.count()).toBe(0);
  });
});

describe('several contexts', () => {
  it('let a newer version have the database, and look at it then', async () => {
    const store = anotherStore();
    await store.jobs.add(aJob());
    const newer = await openDB('pagereel', 99);
    expect(newer.version).toBe(99);
    newer.close();
    expect((await store.jobs.get('job-1'))?.id).toBe('job-1');
    expect((await store.health()).readOnly).toBe(true);
  });

  it('tell the user when one of them holds an upgrade up, and go on when it has ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await writeVersion1();
    const old = await openDB('pagereel', 1);
    const store = anotherStore();
    const asked = store.clips.count().catch((error: unknown) => error);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(3000);
    expect(await asked).toMatchObject({ reason: 'blocked' });
    vi.useRealTimers();
    old.close();
    expect(await store.clips.count()).toBe(2);
  });

  it('open again when the connection turns out to be closed', async () => {
    const store = anotherStore();
    await store.jobs.add(aJob());
    for (const work of [() => store.jobs.get('job-1'), () => store.jobs.add(aJob())]) {
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      });
      expect(await work()).toBeDefined();
    }
  });
});

describe('a loss', () => {
  it('is noticed when the browser says that it began anew', async () => {
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args);
      request.addEventListener('upgradeneeded', (event) => {
        Object.defineProperty(event, 'dataLoss', { value: 'total' });
      });
      return request;
    });
    const store = anotherStore();
    expect(await store.health()).toMatchObject({ lost: 'everything' });
    vi.restoreAllMocks();
    await store.close();
    expect(await store.health()).toMatchObject({ lost: 'everything' });
    await store.acknowledgeLoss();
    expect(await store.health()).toMatchObject({ lost: 'nothing' });
  });

  it('is told with numbers when clips are gone', async () => {
    const store = anotherStore();
    for (const id of ['a', 'b', 'c']) {
      const job = aJob({ id });
      await store.jobs.add(job);
      await store.pieces.put(id, 'file', new Blob(['video']));
      await store.jobs.commit(write(job, { state: 'saved' }), aClip({ id: `clip-${id}`, jobId: id }));
    }
    await behindTheStore((db) => db.delete('clips', IDBKeyRange.upperBound('clip-b')));
    expect(await store.health()).toMatchObject({ lost: 'some', clips: 2, jobs: 0 });
  });

  it('is not what the sweep did', async () => {
    const store = anotherStore();
    await store.jobs.add(aJob({ state: 'failed' }));
    await store.sweep(Date.now() + 365 * 24 * 3600_000);
    expect(await store.jobs.get('job-1')).toBeUndefined();
    expect(await store.health()).toMatchObject({ lost: 'nothing', jobs: 0 });
  });
});
