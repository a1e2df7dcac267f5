import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { UNDO_MS, type Store } from '@/utils/db';
import { isOpen, phaseOf, type Draft, type Job, type JobPhase } from '@/utils/domain';
import { aClip, aJob, anAttempt, aServiceJob, aSource } from '../samples';
import { write } from './contract';
import { anotherStore, behindTheStore, emptyDatabaseForEachTest, removeDatabase } from './databases';
import { aDraft, aPicture } from './rows';

emptyDatabaseForEachTest();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = aJob().createdAt;

const withPictures = (...ids: string[]) => aSource({ images: ids.map(aPicture) });
const ready = (...ids: string[]): Draft['state'] => ({ kind: 'ready', source: withPictures(...ids) });

/** The sweeps of some days, as a background that comes to rest now and then does them. */
async function sweepForDays(store: Store, from: number): Promise<void> {
  for (const after of [0, 16 * MINUTE, DAY, DAY + 16 * MINUTE]) await store.sweep(from + after);
}

async function save(store: Store, id: string, createdAt: number, ...pictures: string[]): Promise<void> {
  const job = aJob({ id: `job-${id}` });
  await store.jobs.add(job);
  await store.pieces.put(job.id, 'file', new Blob(['video']));
  await store.pieces.put(job.id, 'poster', new Blob(['poster']));
  const clip = aClip({ id, jobId: job.id, createdAt });
  const record = { ...clip.record, source: withPictures(...pictures) };
  await store.jobs.commit(write(job, { state: 'saved', clipId: id }), { ...clip, record });
}

describe('the sweep', () => {
  it('leaves a deleted clip for as long as it can be taken back, then takes it with its bytes', async () => {
    const store = anotherStore();
    await save(store, 'clip-1', 1);
    await store.clips.remove('clip-1');
    expect(await store.clips.page({ limit: 5 })).toEqual([]);
    await store.sweep(Date.now());
    await store.clips.restore('clip-1');
    expect(await store.clips.count()).toBe(1);
    await store.clips.remove('clip-1');
    await store.sweep(Date.now() + UNDO_MS + 1000);
    expect(await store.clips.bytes('clip-1')).toBeUndefined();
    expect(await store.clips.poster('clip-1')).toBeUndefined();
  });

  it('takes pictures and pieces nobody owns, and keeps the others', async () => {
    const store = anotherStore();
    for (const id of ['drafted', 'orphan']) await store.images.put(id, new Blob(['x']));
    await store.pieces.put('gone', 'file', new Blob(['z']));
    await store.pieces.append('gone', 0, new Blob(['z']));
    await store.drafts.put(aDraft({ state: ready('drafted') }));
    await sweepForDays(store, START);
    expect(await store.images.get('drafted')).toBeDefined();
    expect(await store.images.get('orphan')).toBeUndefined();
    expect(await store.pieces.get('gone', 'file')).toBeUndefined();
    expect(await store.pieces.have('gone')).toBe(0);
  });

  it('gives a picture that was just stored the time to be named by its draft', async () => {
    const store = anotherStore();
    await store.images.put('new', new Blob(['x']));
    await store.sweep(START);
    await store.sweep(START + 5 * MINUTE);
    await store.drafts.put(aDraft({ state: ready('new') }));
    await sweepForDays(store, START + 6 * MINUTE);
    expect(await store.images.get('new')).toBeDefined();
  });

  it('takes the pictures of what was on the bench a while after something else is', async () => {
    const store = anotherStore();
    await store.sweep(Date.now());
    for (const id of ['old', 'both']) await store.images.put(id, new Blob(['x']));
    await store.drafts.put(aDraft({ state: ready('old', 'both') }));
    await store.drafts.put(aDraft({ state: ready('both') }));
    await store.sweep(Date.now() + 16 * MINUTE);
    expect(await store.images.get('old')).toBeUndefined();
    expect(await store.images.get('both')).toBeDefined();
  });

  it('keeps the pictures of a removed draft for as long as it can be taken back', async () => {
    const store = anotherStore();
    const draft = aDraft({ state: ready('p') });
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
    await sweepForDays(store, Date.now() + UNDO_MS + 1000);
    expect(await store.images.get('p')).toBeUndefined();
  });

  it('keeps the pictures of a paused or failed job, not those of one that was canceled', async () => {
    const store = anotherStore();
    for (const id of ['paused', 'failed', 'canceled']) {
      const job = aJob({ id, source: withPictures(id) });
      await store.images.put(id, new Blob(['x']));
      await store.jobs.add(job);
      await store.jobs.move(write(job, { state: id as Job['state'] }));
    }
    await store.sweep(START + 16 * MINUTE);
    expect(await store.images.get('paused')).toBeDefined();
    expect(await store.images.get('failed')).toBeDefined();
    expect(await store.images.get('canceled')).toBeUndefined();
  });

  it('keeps what came of a damaged job as the proof, and its lines for ever', async () => {
    const store = anotherStore();
    for (const state of ['damaged', 'failed'] as const) {
      await store.jobs.add(aServiceJob({ id: state, state, attempts: [anAttempt({ id: `a-${state}` })] }));
      await store.pieces.append(state, 0, new Blob(['<html>']));
    }
    await store.sweep(START + 89 * DAY);
    expect(await store.pieces.have('damaged')).toBe(6);
    expect(await store.pieces.have('failed')).toBe(0);
    await store.sweep(START + 91 * DAY);
    expect(await store.jobs.page({ limit: 5 })).toEqual([]);
    expect(await store.pieces.have('damaged')).toBe(0);
    expect(await store.ledger.all()).toHaveLength(2);
  });

  it('forgets drafts of windows long gone, but never the newest', async () => {
    const store = anotherStore();
    await store.drafts.put(aDraft({ windowId: 1, at: 1 }));
    await store.drafts.put(aDraft({ windowId: 2, at: 2 }));
    await store.sweep(90 * DAY);
    expect((await store.drafts.all()).map((draft) => draft.windowId)).toEqual([2]);
  });

  it('does not have a picture drawn for a clip that is gone', async () => {
    const store = anotherStore();
    await save(store, 'clip-1', 1);
    await store.outbox.put({ id: 'poster:clip-1', kind: 'poster', clipId: 'clip-1', tries: 0 });
    await store.clips.remove('clip-1');
    await store.sweep(Date.now() + UNDO_MS + 1000);
    expect(await store.outbox.list()).toEqual([]);
  });

  it('looks at every picture once a day, some at a time, and at none of the library', async () => {
    const store = anotherStore();
    await store.clips.count();
    await behindTheStore(async (db) => {
      const tx = db.transaction('images', 'readwrite');
      for (let i = 0; i < 450; i += 1) void tx.store.put(new Blob(['x']), `orphan-${i}`);
      await tx.done;
    });
    await save(store, 'clip-1', 1, 'orphan-7');
    const keysRead = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
    const rowsRead = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    for (const minute of [0, 1, 2, 3, 4]) await store.sweep(START + minute * MINUTE);
    expect(keysRead.mock.calls.map(([, limit]) => limit)).toEqual([200, 200, 200]);
    expect(rowsRead.mock.contexts.map((context) => (context as IDBObjectStore).name)).toEqual(
      Array(5).fill('drafts'),
    );
    vi.restoreAllMocks();
    await store.sweep(START + 20 * MINUTE);
    expect(await behindTheStore((db) => db.getAllKeys('images'))).toEqual(['orphan-7']);
  });
});

/** What may happen to a store between two sweeps; numbers choose pictures, rows and windows. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('draft' as const), a: fc.nat(2), b: fc.nat(9), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('clear' as const), a: fc.nat(2), b: fc.nat(9), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('job' as const), a: fc.nat(5), b: fc.nat(9), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('end' as const), a: fc.nat(5), b: fc.nat(5), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('clip' as const), a: fc.nat(5), b: fc.nat(9), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('delete' as const), a: fc.nat(5), b: fc.nat(1), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('orphan' as const), a: fc.nat(9), b: fc.nat(9), c: fc.nat(9) }),
  fc.record({ kind: fc.constant('sweep' as const), a: fc.nat(3), b: fc.nat(9), c: fc.nat(9) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const ENDS = ['canceled', 'failed', 'damaged', 'paused', 'expired', 'unknown'] as const;
/** From the next moment to past every receipt. */
const PAUSES = [MINUTE, 16 * MINUTE, DAY + MINUTE, 91 * DAY] as const;

/** Plays what happens, with a clock of its own. Pictures are stored when they are first named. */
class Play {
  now = START;

  constructor(private readonly store: Store) {}

  async next({ kind, a, b, c }: Happening): Promise<void> {
    const { store } = this;
    vi.setSystemTime(this.now);
    const pictures = [`p${b}`, `p${c}`];
    switch (kind) {
      case 'draft':
        await this.#store(pictures);
        return store.drafts.put(aDraft({ windowId: a, at: this.now, state: ready(...pictures) }));
      case 'clear':
        return store.drafts.remove(a);
      case 'job': {
        await this.#store(pictures);
        const at = { createdAt: this.now, updatedAt: this.now };
        await store.jobs.add(aJob({ id: `j${a}`, ...at, source: withPictures(...pictures) }));
        await store.pieces.append(`j${a}`, c, new Blob(['bytes']));
        return;
      }
      case 'end': {
        const job = await store.jobs.get(`j${a}`);
        if (job) await store.jobs.move(write(job, { state: ENDS[b] ?? 'failed', updatedAt: this.now }));
        return;
      }
      case 'clip':
        return this.#commit(`j${a}`);
      case 'delete':
        return b === 0 ? store.clips.remove(`clip-j${a}`) : store.clips.restore(`clip-j${a}`);
      case 'orphan':
        await this.#store(pictures);
        return store.pieces.put(`j${a}`, 'poster', new Blob(['left behind']));
      case 'sweep':
        this.now += PAUSES[a] ?? 0;
        return store.sweep(this.now);
    }
  }

  async #commit(id: string): Promise<void> {
    const job = await this.store.jobs.get(id);
    if (!job || !isOpen(job)) return;
    await this.store.pieces.put(id, 'file', new Blob(['video']));
    const clip = aClip({ id: `clip-${id}`, jobId: id });
    const saved = write(job, { state: 'saved', updatedAt: this.now });
    await this.store.jobs.commit(saved, { ...clip, record: { ...clip.record, source: job.source } });
  }

  async #store(pictures: readonly string[]): Promise<void> {
    for (const id of pictures) await this.store.images.put(id, new Blob(['picture']));
  }
}

interface State {
  images: string[];
  reachable: string[];
  clips: string[];
  clipBytes: string[];
  ownersOfPieces: string[];
  mayOwnPieces: string[];
  phases: Record<JobPhase, number>;
}

/** Reads all there is, past every index. */
function stateOf(): Promise<State> {
  return behindTheStore(async (db) => {
    const jobs = (await db.getAll('jobs')) as Job[];
    const clips = (await db.getAll('clips')) as ReturnType<typeof aClip>[];
    const drafts = (await db.getAll('drafts')) as (Draft & { before?: Draft })[];
    const sources = [
      ...clips.map((clip) => clip.record.source),
      ...jobs.filter(({ state }) => state !== 'saved' && state !== 'canceled').map(({ source }) => source),
      ...drafts
        .flatMap(({ before, ...draft }) => (before ? [draft, before] : [draft]))
        .flatMap(({ state }) => (state.kind === 'failed' ? [] : [state.source])),
    ];
    const inPhase = (phase: JobPhase): number => jobs.filter((job) => phaseOf(job) === phase).length;
    const keys = async (name: string): Promise<string[]> => (await db.getAllKeys(name)).map(String);
    const pieces = (await db.getAllKeys('pieces')) as unknown as [string][];
    return {
      images: await keys('images'),
      reachable: sources.flatMap((source) => source.images.map(({ id }) => id)),
      clips: await keys('clips'),
      clipBytes: await keys('clipBytes'),
      ownersOfPieces: pieces.map(([id]) => id),
      phases: {
        active: inPhase('active'),
        queued: inPhase('queued'),
        held: inPhase('held'),
      },
      mayOwnPieces: jobs.filter((job) => isOpen(job) || job.state === 'damaged').map(({ id }) => id),
    };
  });
}

describe('whatever happens', () => {
  it('the sweep takes nothing that can be reached, and in the end everything that cannot', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
        await removeDatabase();
        const store = anotherStore();
        const play = new Play(store);
        for (const each of happenings) {
          await play.next(each);
          if (each.kind !== 'sweep') continue;
          const { images, reachable } = await stateOf();
          expect(images).toEqual(expect.arrayContaining(reachable));
        }
        await sweepForDays(store, play.now + UNDO_MS + 1000);
        const state = await stateOf();
        expect(new Set(state.images)).toEqual(new Set(state.reachable));
        expect(state.clipBytes).toEqual(state.clips);
        expect(state.mayOwnPieces).toEqual(expect.arrayContaining(state.ownersOfPieces));
        expect((await store.health()).lost).toBe('nothing');
        expect(await store.jobs.counts()).toEqual(state.phases);
        await store.close();
      }),
      { numRuns: 150 },
    );
    vi.useRealTimers();
  }, 60_000);
});
