/**
 * What the store promises, as sentences. Runs against the IndexedDB of the unit tests and, through the lab, in the
 * pages of real browsers; so it knows no test runner. Each begins with an empty database and two stores over it.
 */
import type { Store } from '@/utils/db';
import { claimOf, type Job, type JobWrite, type LedgerRow } from '@/utils/domain';
import { twinJob, type JobStore } from '@/utils/jobs';
import { aClip, aConnection, aJob, anAttempt, aServiceJob, aVideosRequest, someMedia } from '../samples';
import { failureOf, same } from './same';

export type Sentence = (store: Store, other: Store) => Promise<void>;

/** A write made from the row as `job` has it. */
export function write(job: Job, change: Partial<Job> = {}, rest: Partial<JobWrite> = {}): JobWrite {
  return { job: { ...job, ...change, rev: job.rev + 1 }, notice: null, ...rest };
}

const bytesOf = async (blob: Blob | undefined): Promise<string | undefined> => blob?.text();
const idsOf = (jobs: readonly Job[]): string[] => jobs.map((job) => job.id);
const underWay = (job: Job, handle = 'v-1'): Job =>
  aServiceJob({ ...job, state: 'running', attempts: [anAttempt({ handle, outcome: 'accepted' })] });

const jobs: Record<string, Sentence> = {
  async 'is what the runner needs'(store) {
    const port: JobStore = store;
    same(typeof port.lease, 'function');
  },

  async 'adds a job once, however often it is clicked'(store, other) {
    const answers = await Promise.all([
      store.jobs.add(aJob()),
      other.jobs.add(aJob()),
      store.jobs.add(aJob()),
    ]);
    same(answers.toSorted(), ['added', 'exists', 'exists']);
    same(idsOf(await store.jobs.recent(10)), ['job-1']);
  },

  async 'gives back the job that was stored, and nothing besides'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    same(await store.jobs.get('job-1'), job);
    same(await store.jobs.active(), [job]);
  },

  async 'refuses a write made from an old revision'(store, other) {
    const job = aJob();
    await store.jobs.add(job);
    const answers = await Promise.all([
      store.jobs.move(write(job, { state: 'preparing' })),
      other.jobs.move(write(job, { state: 'canceled' })),
    ]);
    same(answers.filter(Boolean).length, 1);
    same((await store.jobs.get('job-1'))?.rev, 1);
    same(await store.jobs.move(write(aJob({ id: 'nobody' }))), false);
  },

  async 'refuses every write of a runner that has lost its lease'(store, other) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    await store.pieces.append('job-1', 0, new Blob(['video']));
    const old = await store.lease();
    const epoch = await other.lease();
    same(epoch > old, true);
    const late = write(job, { state: 'ready' }, { epoch: old });
    same(await store.jobs.move(late), false);
    same(await store.jobs.intend(late, () => null), 'stale');
    same(await store.pieces.assemble(late), false);
    same(await store.jobs.commit(late, aClip()), false);
    same(await other.jobs.move({ ...late, epoch }), true);
  },

  async 'finds what is under way, queued and held without its neighbours'(store) {
    await store.jobs.add(aJob({ id: 'held', state: 'paused', order: 1 }));
    await store.jobs.add(aJob({ id: 'asks', state: 'ask-user', order: 5 }));
    await store.jobs.add(aJob({ id: 'done', state: 'saved', order: 2 }));
    await store.jobs.add(aJob({ id: 'runs', state: 'running', order: 4 }));
    await store.jobs.add(aJob({ id: 'doubt', state: 'unknown', order: 3 }));
    await store.jobs.add(aJob({ id: 'waits', order: 0 }));
    same(idsOf(await store.jobs.active()), ['doubt', 'runs']);
    same(idsOf(await store.jobs.held()), ['held', 'asks']);
    same(idsOf(await store.jobs.open()), ['waits', 'held', 'doubt', 'runs', 'asks']);
    same(idsOf(await store.jobs.open(2)), ['waits', 'held']);
    same(await store.jobs.counts(), { active: 2, queued: 1, held: 2 });
  },

  async 'gives the heads of each lane in the user’s order'(store) {
    const far = aVideosRequest({ baseUrl: 'https://video.example/v1' });
    for (const order of [3, 1, 2]) {
      await store.jobs.add(aJob({ id: `here-${order}`, order: order * 10 }));
      await store.jobs.add(aServiceJob({ id: `cellar-${order}`, order: order * 10 + 1 }));
      await store.jobs.add(aServiceJob({ id: `far-${order}`, order: order * 10 + 2, request: far }));
    }
    same(idsOf(await store.jobs.heads(1)), ['here-1', 'cellar-1', 'far-1']);
    same(
      (await store.jobs.heads(2)).map((job) => job.order),
      [10, 11, 12, 20, 21, 22],
    );
    same((await store.jobs.heads(9)).length, 9);
  },

  async 'moves a job up when the user does'(store) {
    const job = aJob({ id: 'b', order: 2 });
    await store.jobs.add(aJob({ id: 'a', order: 1 }));
    await store.jobs.add(job);
    await store.jobs.move(write(job, { order: 0 }));
    same(idsOf(await store.jobs.heads(5)), ['b', 'a']);
  },

  async 'knows which of a provider’s handles some job has'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    const other = aVideosRequest({ baseUrl: 'https://video.example/v1' });
    const mine = claimOf(job.request, 'v-1');
    const claims = [mine, claimOf(job.request, 'v-2'), claimOf(other, 'v-1')];
    same(await store.jobs.claimed(claims), new Set([mine]));
    same(await store.jobs.claimed([]), new Set());
  },

  async 'adds second deliveries as jobs, each once, and has the user told'(store, other) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    const twins = [twinJob(job, 'v-2', 5), twinJob(job, 'v-1', 5)];
    const added = await Promise.all([store.jobs.addTwins(twins), other.jobs.addTwins(twins)]);
    same(added.toSorted(), [0, 1]);
    const id = twins[0]?.id ?? '';
    same((await store.jobs.get(id))?.twinOf, 'job-1');
    same(await store.outbox.list(), [{ id: `notice:${id}:twin`, kind: 'notice', notice: 'twin', jobId: id }]);
    same((await store.ledger.all()).map((row) => row.handle).toSorted(), ['v-1', 'v-2']);
  },

  async 'finds what was sent lately, ended or not'(store) {
    await store.jobs.add({ ...underWay(aJob({ id: 'old' })), attempts: [anAttempt({ startedAt: 10 })] });
    await store.jobs.add({ ...underWay(aJob({ id: 'new' })), attempts: [anAttempt({ startedAt: 20 })] });
    await store.jobs.add(
      aServiceJob({ id: 'over', state: 'failed', attempts: [anAttempt({ startedAt: 30 })] }),
    );
    await store.jobs.add(aServiceJob({ id: 'unsent' }));
    same(idsOf(await store.jobs.sentSince(20)), ['new', 'over']);
  },

  async 'shows all jobs page by page, those of one moment together'(store) {
    for (const [id, createdAt] of Object.entries({ a: 1, b: 2, c: 2, d: 2, e: 3 })) {
      await store.jobs.add(aJob({ id, createdAt, state: id === 'c' ? 'canceled' : 'queued' }));
    }
    const first = await store.jobs.page({ limit: 2 });
    same(idsOf(first), ['e', 'd', 'c', 'b']);
    same(idsOf(await store.jobs.page({ limit: 2, before: first.at(-1)?.createdAt ?? 0 })), ['a']);
    same(await store.jobs.page({ limit: 0 }), []);
  },
};

const money: Record<string, Sentence> = {
  async 'writes a job’s lines of the ledger with the job'(store) {
    const job = aServiceJob();
    await store.jobs.add(job);
    const sent = write(job, { state: 'intent', attempts: [anAttempt({ startedAt: 7 })] });
    await store.jobs.move(sent);
    const charged = { ...anAttempt().money, verdict: 'charged' as const, chargedUsd: 0.8 };
    await store.jobs.move(
      write(sent.job, { attempts: [anAttempt({ startedAt: 7, handle: 'v', money: charged })] }),
    );
    const row: LedgerRow = {
      id: 'attempt-1',
      jobId: 'job-1',
      at: 7,
      updatedAt: job.updatedAt,
      providerId: 'openai-videos',
      host: '127.0.0.1:8091',
      model: 'clip-2',
      handle: 'v',
      ...charged,
    };
    same(await store.ledger.all(), [row]);
  },

  async 'shows the ledger by time'(store) {
    const attempts = [1, 2, 3, 4].map((at) => anAttempt({ id: `a${at}`, startedAt: at }));
    await store.jobs.add(aServiceJob({ attempts }));
    const timesOf = (rows: readonly LedgerRow[]): number[] => rows.map((row) => row.at);
    same(timesOf(await store.ledger.all()), [1, 2, 3, 4]);
    same(timesOf(await store.ledger.since(3)), [3, 4]);
    same(timesOf(await store.ledger.page({ limit: 2 })), [4, 3]);
    same(timesOf(await store.ledger.page({ from: 2, to: 4 })), [3, 2]);
  },

  async 'does not let two contexts pass the caps together'(store, other) {
    const now = new Date(2026, 4, 20, 12).getTime();
    const day = { clip: null, day: 1, month: null };
    await store.caps.set(day);
    const one = aServiceJob({ id: 'one', state: 'preparing' });
    const two = aServiceJob({ id: 'two', state: 'preparing' });
    await store.jobs.add(one);
    await store.jobs.add(two);
    const intent = (job: Job): JobWrite =>
      write(job, { state: 'intent', attempts: [anAttempt({ id: `a-${job.id}`, startedAt: now })] });
    const check: Parameters<Store['jobs']['intend']>[1] = (caps, month, estimate) => {
      const spent = month.reduce((sum, row) => sum + (row.estimate.usd ?? 0), 0);
      return spent + (estimate.usd ?? 0) > (caps.day ?? Infinity) ? 'over-day-cap' : null;
    };
    const answers = await Promise.all([
      store.jobs.intend(intent(one), check),
      other.jobs.intend(intent(two), check),
    ]);
    same(answers.toSorted(), ['over-day-cap', 'written']);
    same((await store.ledger.all()).length, 1);
    same((await store.jobs.counts()).active, 2);
  },

  async 'shows the check the caps and the present month, without what was free'(store) {
    const now = new Date(2026, 4, 20, 12).getTime();
    const free = { ...anAttempt().money, verdict: 'free' as const };
    const attempts = [
      anAttempt({ id: 'april', startedAt: new Date(2026, 3, 30, 23, 59).getTime() }),
      anAttempt({ id: 'may', startedAt: new Date(2026, 4, 1).getTime() }),
      anAttempt({ id: 'free', startedAt: now - 1, money: free }),
    ];
    await store.jobs.add(aServiceJob({ id: 'before', state: 'failed', attempts }));
    const job = aServiceJob({ state: 'preparing' });
    await store.jobs.add(job);
    const seen: unknown[] = [];
    const intent = write(job, { state: 'intent', attempts: [anAttempt({ id: 'x', startedAt: now })] });
    const answer = await store.jobs.intend(intent, (caps, month, estimate, at) => {
      seen.push(
        caps,
        month.map((row) => row.id),
        estimate.usd,
        at,
      );
      return null;
    });
    same(answer, 'written');
    same(seen, [{ clip: null, day: null, month: null }, ['may'], 0.8, now]);
  },

  async 'keeps caps and the halt of the queue'(store, other) {
    same(await store.caps.get(), { clip: null, day: null, month: null });
    await store.caps.set({ clip: 1, day: 2.5, month: null });
    same(await other.caps.get(), { clip: 1, day: 2.5, month: null });
    same(await store.queuePaused(), false);
    await store.queue.setPaused(true);
    same(await other.queuePaused(), true);
  },

  async 'keeps connections in the order they were made'(store) {
    await store.connections.put(aConnection({ id: 'b', createdAt: 1 }));
    await store.connections.put(aConnection({ id: 'a', createdAt: 2 }));
    same(
      (await store.connections.all()).map(({ id }) => id),
      ['b', 'a'],
    );
    await store.connections.remove('b');
    same(await store.connections.get('b'), undefined);
    same(await store.connections.get('a'), aConnection({ id: 'a', createdAt: 2 }));
  },
};

const bytes: Record<string, Sentence> = {
  async 'knows how far a download has come from its pieces alone'(store) {
    same(await store.pieces.have('j'), 0);
    await store.pieces.append('j', 4, new Blob(['efgh']));
    same(await store.pieces.have('j'), 0, 'with a gap');
    await store.pieces.append('j', 0, new Blob(['abcd']));
    same(await store.pieces.have('j'), 8);
    await store.pieces.append('j', 6, new Blob(['ghij']));
    same(await store.pieces.have('j'), 10, 'overlapping');
    await store.pieces.append('j', 12, new Blob(['mn']));
    same(await store.pieces.have('j'), 10, 'beyond a gap');
    await store.pieces.append('jj', 10, new Blob(['another job']));
    same(await store.pieces.have('j'), 10);
  },

  async 'takes no bytes that come late, for a file that is another one by now'(store) {
    const job = aServiceJob({ state: 'downloading' });
    await store.jobs.add(job);
    same(await store.pieces.append('job-1', 0, new Blob(['abc']), 0), true);
    await store.jobs.move(write(job, {}, { dropPieces: true }));
    same(await store.pieces.append('job-1', 3, new Blob(['def']), 0), false);
    same(await store.pieces.append('nobody', 0, new Blob(['def']), 0), false);
    same(await store.pieces.have('job-1'), 0);
    same(await store.pieces.have('nobody'), 0);
  },

  async 'joins the pieces to the file and moves the job with it'(store) {
    const job = aServiceJob({ state: 'downloading' });
    await store.jobs.add(job);
    await store.pieces.append('job-1', 0, new Blob(['vid']));
    await store.pieces.append('job-1', 2, new Blob(['deo']));
    same(await store.pieces.assemble(write(job, { state: 'verifying' })), true);
    same(await bytesOf(await store.pieces.get('job-1', 'file')), 'video');
    same(await store.pieces.have('job-1'), 0);
    same((await store.jobs.get('job-1'))?.state, 'verifying');
  },

  async 'does not call a download whole while bytes are missing'(store) {
    const download = { etag: '', total: 6, furthest: 0, cuts: 0, bad: 0 };
    const job = aServiceJob({ state: 'downloading', download });
    await store.jobs.add(job);
    await store.pieces.append('job-1', 0, new Blob(['vid']));
    await store.pieces.append('job-1', 4, new Blob(['o!']));
    same(await store.pieces.assemble(write(job, { state: 'verifying' })), false);
    same(await store.pieces.have('job-1'), 3);
    same((await store.jobs.get('job-1'))?.state, 'downloading');
  },

  async 'drops what is stored of a download, and of no other'(store) {
    const job = aServiceJob({ state: 'downloading' });
    await store.jobs.add(job);
    for (const id of ['job-1', 'job-2']) {
      await store.pieces.append(id, 0, new Blob(['abc']));
      await store.pieces.put(id, 'file', new Blob(['file']));
    }
    await store.jobs.move(write(job, {}, { dropPieces: true }));
    same(await store.pieces.have('job-1'), 0);
    same(await store.pieces.get('job-1', 'file'), undefined);
    same(await store.pieces.have('job-2'), 3);
    same(await bytesOf(await store.pieces.get('job-2', 'file')), 'file');
  },

  async 'commits clip, bytes, poster, ledger, notice and job together'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    await store.pieces.put('job-1', 'file', new Blob(['video']));
    await store.pieces.put('job-1', 'poster', new Blob(['poster']));
    const saved = write(job, { state: 'saved', clipId: 'clip-1' }, { notice: 'saved' });
    same(await store.jobs.commit(saved, aClip()), true);
    same(await store.clips.get('clip-1'), aClip());
    same(await bytesOf(await store.clips.bytes('clip-1')), 'video');
    same(await bytesOf(await store.clips.poster('clip-1')), 'poster');
    same((await store.jobs.get('job-1'))?.clipId, 'clip-1');
    same(await store.pieces.get('job-1', 'file'), undefined);
    same(await store.pieces.get('job-1', 'poster'), undefined);
    same(
      (await store.outbox.list()).map(({ id }) => id),
      ['notice:job-1:saved'],
    );
    same(await store.jobs.commit(saved, aClip({ id: 'clip-2' })), false);
    same(await store.clips.count(), 1);
  },

  async 'commits no clip whose file is gone or is another one'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    const saved = write(job, { state: 'saved', clipId: 'clip-1' });
    same(await store.jobs.commit(saved, aClip()), false, 'no file');
    await store.pieces.put('job-1', 'file', new Blob(['another video']));
    same(await store.jobs.commit(saved, aClip()), false, 'another size');
    same(await store.clips.get('clip-1'), undefined);
    same((await store.jobs.get('job-1'))?.state, 'running');
  },

  async 'has the picture of a clip drawn later when none came with it'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    await store.pieces.put('job-1', 'file', new Blob(['video']));
    await store.jobs.commit(write(job, { state: 'saved', clipId: 'clip-1' }), aClip());
    const row = { id: 'poster:clip-1', kind: 'poster' as const, clipId: 'clip-1', tries: 0 };
    same(await store.outbox.list(), [row]);
    await store.outbox.put({ ...row, tries: 1 });
    same(await store.outbox.list(), [{ ...row, tries: 1 }]);
    await store.clips.setPoster('clip-1', new Blob(['drawn']));
    await store.outbox.remove(row.id);
    same(await bytesOf(await store.clips.poster('clip-1')), 'drawn');
    same(await store.outbox.list(), []);
  },

  async 'says so when the bytes of a clip are lost, and keeps its record'(store) {
    const job = underWay(aJob());
    await store.jobs.add(job);
    await store.pieces.put('job-1', 'file', new Blob(['video']));
    await store.jobs.commit(write(job, { state: 'saved' }), aClip());
    await remove('clipBytes', 'clip-1');
    same(reasonOf(await failureOf(store.clips.bytes('clip-1'))), 'bytes-lost');
    same((await store.clips.get('clip-1'))?.id, 'clip-1');
    same(await store.clips.bytes('never-was'), undefined);
  },

  async 'finds the clips that were made from another one, oldest first'(store) {
    const made = async (id: string, createdAt: number, parent: string | null) => {
      const request = aVideosRequest({
        parent: parent === null ? null : { clipId: parent, wish: 'make it night' },
      });
      const job = underWay(aJob({ id: `job-${id}` }), id);
      await store.jobs.add(job);
      const clip = aClip({ id, jobId: job.id, createdAt, record: { ...aClip().record, request } });
      await store.pieces.put(job.id, 'file', new Blob(['video']));
      await store.jobs.commit(write(job, { state: 'saved', clipId: id }), clip);
    };
    await made('first', 1, null);
    await made('later', 3, 'first');
    await made('sooner', 2, 'first');
    await made('grandchild', 4, 'later');
    same(
      (await store.clips.children('first')).map(({ id }) => id),
      ['sooner', 'later'],
    );
    await store.clips.remove('sooner');
    same(
      (await store.clips.children('first')).map(({ id }) => id),
      ['later'],
    );
    same(await store.clips.children('sooner'), []);
  },

  async 'tells how long the newest clips of a model took'(store) {
    for (const [i, model] of ['a', 'b', 'a', 'a'].entries()) {
      const job = aJob({ id: `job-${i}` });
      await store.jobs.add(job);
      await store.pieces.put(job.id, 'file', new Blob(['video']));
      const clip = aClip({ id: `clip-${i}`, jobId: job.id, createdAt: i, media: someMedia() });
      const record = {
        ...clip.record,
        provider: { ...clip.record.provider, model },
        startedAt: 100,
        finishedAt: 100 + i,
      };
      await store.jobs.commit(write(job, { state: 'saved' }), { ...clip, record });
    }
    same(await store.clips.durationsOf('a'), [3, 2, 0]);
    same(await store.clips.durationsOf('c'), []);
  },
};

const lifetime: Record<string, Sentence> = {
  async 'gives a turn to one of many, once in a while'(store, other) {
    const ask = (at: number): Promise<boolean>[] =>
      [store, other].map((each) => each.takeTurn('twins', 1000, at));
    same((await Promise.all(ask(5000))).toSorted(), [false, true]);
    same(await Promise.all(ask(5999)), [false, false]);
    same((await Promise.all(ask(6000))).toSorted(), [false, true]);
    same((await Promise.all(ask(100))).toSorted(), [false, true], 'after the clock was set back');
  },

  async 'opens again after its connection was closed under it'(store) {
    await store.jobs.add(aJob());
    await store.close();
    same((await store.jobs.get('job-1'))?.id, 'job-1');
  },

  async 'knows its generation, and that nothing is lost'(store, other) {
    await store.jobs.add(aJob());
    const { generation, ...health } = await store.health();
    same(await other.generation(), generation);
    same(generation.length, 36);
    same(health, { readOnly: false, lost: 'nothing', clips: 0, jobs: 0, missing: [] });
    same((await other.health({ generation, jobs: [{ jobId: 'job-1' }] })).lost, 'nothing');
  },

  async 'notices rows that are gone, until the user knows'(store) {
    for (const id of ['a', 'b', 'c']) await store.jobs.add(aJob({ id }));
    await remove('jobs', 'b');
    same((await store.health()).lost, 'some');
    same((await store.jobs.counts()).queued, 2);
    await store.jobs.restore([aJob({ id: 'b' }), aJob({ id: 'c' })]);
    const { lost, jobs, clips } = await store.health();
    same({ lost, jobs, clips }, { lost: 'some', jobs: 1, clips: 0 });
    await store.acknowledgeLoss();
    same((await store.health()).lost, 'nothing');
  },

  async 'notices that it is not the database that is remembered'(store) {
    const remembered = { generation: 'before', jobs: [{ jobId: 'paid' }] };
    const health = await store.health(remembered);
    same({ lost: health.lost, missing: health.missing }, { lost: 'everything', missing: ['paid'] });
    const paid = underWay(aJob({ id: 'paid' }));
    same(await store.jobs.restore([paid]), 1);
    same(await store.jobs.restore([paid]), 0);
    same((await store.health()).lost, 'everything', 'until it is acknowledged');
    await store.acknowledgeLoss();
    same((await store.health()).lost, 'nothing');
  },
};

export const contract: Readonly<Record<string, Sentence>> = { ...jobs, ...money, ...bytes, ...lifetime };

const reasonOf = (error: unknown): unknown => (error as { reason?: unknown }).reason;

/** Behind the store's back, as a damaged disk would. */
function remove(name: string, key: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('pagereel');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction(name, 'readwrite');
      tx.objectStore(name).delete(key);
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      tx.onabort = () => reject(tx.error);
    };
  });
}
