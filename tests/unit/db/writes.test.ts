import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '@/utils/db';
import { aClip, aJob, anAttempt, aServiceJob } from '../samples';
import { write } from './contract';
import { anotherStore, behindTheStore, emptyDatabaseForEachTest } from './databases';

emptyDatabaseForEachTest();
afterEach(() => vi.restoreAllMocks());

/** All rows of all stores, bytes by their size. */
function everything(): Promise<unknown> {
  return behindTheStore(async (db) => {
    const rows: Record<string, unknown> = {};
    for (const name of db.objectStoreNames) {
      const values = await db.getAll(name);
      rows[name] = values.map((value: unknown) => (value instanceof Blob ? value.size : value));
    }
    return rows;
  });
}

/** The n-th row that is put from now on cannot be stored. Says whether there was one. */
function failAtPut(n: number, error: Error): { happened: () => boolean } {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    puts += 1;
    if (puts === n) throw error;
    return put.apply(this, args);
  });
  return { happened: () => puts >= n };
}

/** Runs the work with its first, second ... row failing, until none fails: each time, nothing at all is stored. */
async function isAllOrNothing(work: () => Promise<unknown>, rows: number): Promise<void> {
  const before = await everything();
  for (let n = 1; ; n += 1) {
    const fault = failAtPut(n, new DOMException('Failed to write blobs (IOError)', 'DataError'));
    const answer = await work().catch((error: unknown) => error);
    vi.restoreAllMocks();
    if (!fault.happened()) {
      expect(answer).toBe(true);
      expect(n - 1).toBe(rows);
      return;
    }
    expect(answer).toMatchObject({ reason: 'full' });
    expect(await everything()).toEqual(before);
  }
}

describe('a write that fails on its way', () => {
  async function withFile(): Promise<Store> {
    const store = anotherStore();
    await store.jobs.add(aServiceJob({ state: 'verifying', attempts: [anAttempt({ handle: 'v-1' })] }));
    await store.pieces.append('job-1', 0, new Blob(['vid']));
    await store.pieces.append('job-1', 3, new Blob(['eo']));
    return store;
  }
  const job = aServiceJob({ state: 'verifying', attempts: [anAttempt({ handle: 'v-1' })] });

  it('leaves neither a clip, nor bytes, nor a saved job, nor a line', async () => {
    const store = await withFile();
    await store.pieces.put('job-1', 'file', new Blob(['video']));
    const saved = write(job, { state: 'saved', clipId: 'clip-1' }, { notice: 'saved' });
    // Clip, bytes, poster to be made, count; job, count, line, notice.
    await isAllOrNothing(() => store.jobs.commit(saved, aClip()), 8);
    expect(await (await store.clips.bytes('clip-1'))?.text()).toBe('video');
  });

  it('leaves the pieces of a download as they were', async () => {
    const store = await withFile();
    // File; job, line.
    await isAllOrNothing(() => store.pieces.assemble(write(job, { newsAt: 1 })), 3);
    expect(await (await store.pieces.get('job-1', 'file'))?.text()).toBe('video');
  });

  it('leaves a job where it stood', async () => {
    const store = await withFile();
    await isAllOrNothing(() => store.jobs.move(write(job, { state: 'ready' }, { dropPieces: true })), 2);
    expect(await store.pieces.have('job-1')).toBe(0);
  });

  it('leaves no intent when the check of the caps throws', async () => {
    const store = await withFile();
    const before = await everything();
    const answer = store.jobs.intend(write(job, { state: 'intent' }), () => {
      throw new Error('cannot count');
    });
    await expect(answer).rejects.toMatchObject({ reason: 'broken' });
    expect(await everything()).toEqual(before);
  });
});

describe('the cost of a look', () => {
  /** Rows that come back from the database while the work is done. */
  async function rowsRead(work: () => Promise<unknown>): Promise<number> {
    let rows = 0;
    const getAll = IDBIndex.prototype.getAll;
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(function (this: IDBIndex, ...args) {
      const request = getAll.apply(this, args);
      request.addEventListener('success', () => (rows += request.result.length));
      return request;
    });
    const forbidden = [
      vi.spyOn(IDBIndex.prototype, 'openCursor'),
      vi.spyOn(IDBObjectStore.prototype, 'getAll'),
      vi.spyOn(IDBObjectStore.prototype, 'openCursor'),
    ];
    await work();
    for (const call of forbidden) expect(call).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    return rows;
  }

  it('follows the lanes and what is under way, not the queue', async () => {
    const store = anotherStore();
    for (let i = 0; i < 120; i += 1) {
      await store.jobs.add(aJob({ id: `here-${i}`, order: i }));
      await store.jobs.add(aServiceJob({ id: `there-${i}`, order: i }));
      await store.jobs.add(aJob({ id: `over-${i}`, state: 'saved' }));
    }
    await store.jobs.add(aJob({ id: 'runs', state: 'running' }));
    expect(await rowsRead(() => store.jobs.heads(1))).toBe(2);
    expect(await rowsRead(() => store.jobs.heads(8))).toBe(16);
    expect(await rowsRead(() => store.jobs.active())).toBe(1);
    expect(await rowsRead(() => store.jobs.counts())).toBe(0);
    expect(await rowsRead(() => store.jobs.open(3))).toBe(4);
    expect(await rowsRead(() => store.clips.count())).toBe(0);
    expect(await rowsRead(() => store.jobs.claimed(['a', 'b']))).toBe(0);
  });
});
