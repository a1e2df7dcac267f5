import { describe, expect, it } from 'vitest';
import { openStore } from '@/utils/db';
import { mirrorOf, type Job } from '@/utils/domain';
import { SETTLE_MS } from '@/utils/jobs';
import { rebuilt } from '@/utils/jobs/rebuild';
import { Case, fate, JOB } from '../../sim/crash';
import { freshStore, simStoreOf } from '../../sim/real-store';
import { anOrder } from '../../sim/service';
import { MemoryStore } from '../../sim/store';

/*
 * The fifty points of the plan at which a background can die, each by its number. The store is the real one over the
 * IndexedDB of the unit tests, except where it has to be full or shut. What only a browser can do (updates, alarms,
 * a lost database) is done here by what it leaves behind; the tests in browsers do it for real.
 */

const SAVED = { state: 'saved' } as const;
const handles = (job: Job): string[] => job.attempts.map(({ handle }) => handle);

/** Saved once, paid once, and everything accounted for. */
async function savedOnce(it: Case, job: Job): Promise<void> {
  expect(job).toMatchObject(SAVED);
  expect(it.posts).toBe(1);
  await it.balances();
}

/** In doubt, looked for in vain, and put to the user; nothing was sent again. */
async function askedOnce(it: Case, job: Job, posts: number): Promise<void> {
  expect(job).toMatchObject({ state: 'ask-user', problem: 'answer-lost' });
  expect(it.posts).toBe(posts);
  await it.balances();
}

describe('a death before anything was sent', () => {
  it('C01 after the click, before the job is stored: nothing is sent', async () => {
    const it = await Case.real();
    it.sim.boot();
    await it.sim.run();
    expect(it.posts).toBe(0);
    expect((await it.sim.store.look()).jobs).toEqual([]);
  });

  it('C02 job stored, view not told: the same click again is the same job', async () => {
    const it = await Case.real();
    expect(await it.click()).toBe('added');
    expect(await it.click()).toBe('exists');
    await savedOnce(it, await it.recovers());
  });

  it('C03 the same message delivered twice, to two backgrounds at that', async () => {
    const it = await Case.real();
    await it.click();
    it.sim.boot();
    it.sim.look(it.sim.lives[0]);
    it.sim.look(it.sim.lives[1]);
    await savedOnce(it, await it.recovers());
  });

  it.each([
    [
      'C04 while words are written',
      'the panel writes them: nothing is stored, sent or paid before the click',
    ],
    ['C05 words written, not stored', 'the same'],
  ])('%s (%s)', async () => {
    const it = await Case.real();
    it.sim.boot();
    await it.sim.run(60_000);
    expect(await it.sim.store.look()).toMatchObject({ jobs: [], ledger: [] });
    expect(it.posts).toBe(0);
  });

  it.each([
    ['C06 while it is made ready', 'ready'],
    ['C07 at the check of space', 'disk space'],
    ['C08 just before the intent is stored', `write ${JOB} intent`],
  ])('%s: it is prepared again', async (_point, label) => {
    const it = await Case.real();
    expect(await it.diesAt(label)).toMatchObject({ state: 'preparing', attempts: [] });
    await savedOnce(it, await it.recovers());
  });
});

describe('a death while it is sent', () => {
  it('C09 intent stored, nothing sent: cannot be told from C10, so the user is asked', async () => {
    const it = await Case.real();
    expect(await it.diesAt(`write ${JOB} intent, done`)).toMatchObject({ state: 'intent' });
    await askedOnce(it, await it.recovers(), 0);
  });

  it('C10 bytes partly sent: looked for as long as a list may lag, then the user is asked', async () => {
    const it = await Case.real({ submits: ['never-arrived'] });
    expect(await it.diesAt('submit, sent')).toMatchObject({ state: 'intent' });
    const before = it.sim.world.time;
    await askedOnce(it, await it.recovers(), 1);
    expect(it.sim.world.time - before).toBeGreaterThan(SETTLE_MS.reduce((sum, ms) => sum + ms));
  });

  it('C11 taken on, answer not read: found in the list', async () => {
    const it = await Case.real();
    expect(await it.diesAt('submit, sent')).toMatchObject({ state: 'intent' });
    const job = await it.recovers();
    expect(handles(job)).toEqual(['video_1']);
    await savedOnce(it, job);
  });

  it('C12 answer read, handle not stored: found in the list', async () => {
    const it = await Case.real();
    const onDisk = await it.diesAt(`write ${JOB} running`);
    expect(onDisk.state).toBe('intent');
    expect(handles(onDisk)).toEqual(['']);
    await savedOnce(it, await it.recovers());
  });

  it.each([
    ['not done', `write ${JOB} running`, 'intent'],
    ['done', `write ${JOB} running, done`, 'running'],
  ])('C13 inside the write of the handle, which is %s', async (_it, label, state) => {
    const it = await Case.real();
    const onDisk = await it.diesAt(label);
    expect(onDisk.state).toBe(state);
    expect(handles(onDisk)).toEqual([state === 'running' ? 'video_1' : '']);
    await savedOnce(it, await it.recovers());
  });

  it('C14 handle stored, mirror not yet written: it is, at the next look', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 90 })] });
    expect((await it.diesAt('mirror')).state).toBe('running');
    expect(it.sim.mirrored).toEqual([]);
    it.sim.look();
    await it.sim.run(1000);
    expect(it.sim.mirrored.map(handles)).toEqual([['video_1']]);
    await savedOnce(it, await it.recovers());
  });

  it('C15 mirror written, database lost: the job is made again from the mirror', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 90 })] });
    await it.click();
    await it.sim.run(1000);
    await lose(it, it.sim.mirrored);
    await savedOnce(it, await it.recovers());
  });

  it.each([
    ['C16 refusal read, not stored', 'refused', 'failed'],
    ['C17 "later" read, not stored', 'later', 'waiting'],
  ] as const)('%s: in doubt, and never sent again by itself', async (_point, fault, state) => {
    const it = await Case.real({ submits: [fault] });
    expect((await it.diesAt(`write ${JOB} ${state}`)).state).toBe('intent');
    await askedOnce(it, await it.recovers(), 1);
  });

  it('C18 one call, two deliveries, the second answered: the first is adopted, and the user is told', async () => {
    const it = await Case.real({ submits: ['twice'] });
    await it.click();
    await it.sim.run();
    const { jobs } = await it.sim.store.look();
    expect(jobs).toHaveLength(2);
    expect(jobs.find(({ twinOf }) => twinOf === JOB)).toMatchObject({
      ...SAVED,
      attempts: [{ handle: 'video_1' }],
    });
    expect(it.sim.told).toContainEqual({
      jobId: jobs.find(({ twinOf }) => twinOf !== null)?.id,
      notice: 'twin',
    });
    await savedOnce(it, await it.job());
  });

  it('C19 the line broke, the work was taken on: found in the list', async () => {
    const it = await Case.real({ submits: ['answer-lost'] });
    expect((await it.diesAt(`write ${JOB} unknown, done`)).state).toBe('unknown');
    await savedOnce(it, await it.recovers());
  });
});

describe('a death while the service works', () => {
  it.each([
    ['C20 while it is asked', 'poll', 2],
    ['C21 "completed" read, not stored', `write ${JOB} ready`, 1],
  ])('%s: asked again', async (_point, label, nth) => {
    const it = await Case.real();
    expect(await it.diesAt(label, nth)).toMatchObject({
      state: 'running',
      attempts: [{ handle: 'video_1' }],
    });
    await savedOnce(it, await it.recovers());
  });

  it('C22 "failed" read, not stored: asked again', async () => {
    const it = await Case.real({ fates: [fate({ end: 'fails-untold' })] });
    expect((await it.diesAt(`write ${JOB} failed`)).state).toBe('running');
    expect(await it.recovers()).toMatchObject({
      state: 'failed',
      problem: 'provider-failed',
      attempts: [{ handle: 'video_1', money: { verdict: 'unknown' } }],
    });
    expect(it.posts).toBe(1);
    await it.balances();
  });

  it('C23 the service knows nothing of it: three looks, then told with its receipt', async () => {
    const it = await Case.real({ fates: [fate({ forgotten: true })] });
    await it.click();
    const before = it.sim.world.time;
    await it.sim.run();
    expect(await it.job()).toMatchObject({
      state: 'expired',
      problem: 'provider-forgot',
      attempts: [{ handle: 'video_1', money: { verdict: 'unknown' } }],
    });
    expect(it.sim.world.time - before).toBeGreaterThanOrEqual(600_000);
    await it.balances();
  });

  it('C24 done, and its result expired meanwhile: told as expired, the charge unknown', async () => {
    const it = await Case.real({ fates: [fate({ keeps: 60 })] });
    expect((await it.diesAt(`write ${JOB} ready, done`)).state).toBe('ready');
    for (const life of it.sim.lives) it.sim.world.kill(life);
    it.sim.beats = false;
    await it.sim.world.passTo(it.sim.world.time + 3600_000);
    expect(await it.recovers()).toMatchObject({
      state: 'expired',
      problem: 'result-expired',
      attempts: [{ money: { verdict: 'unknown' } }],
    });
    expect(it.posts).toBe(1);
    await it.balances();
  });
});

describe('a death while the file comes', () => {
  it('C25 between two pieces: goes on behind the last one', async () => {
    const it = await Case.real();
    expect((await it.diesAt('append, done')).state).toBe('downloading');
    expect(await it.sim.store.pieces.have(JOB)).toBe(12);
    await savedOnce(it, await it.recovers());
    expect(it.sim.service.works[0]?.served).toEqual([0, 12]);
  });

  it.each([
    ['not done', 'append', 0],
    ['done', 'append, done', 12],
  ])('C26 inside the write of a piece, which is %s', async (_it, label, have) => {
    const it = await Case.real();
    await it.diesAt(label);
    expect(await it.sim.store.pieces.have(JOB)).toBe(have);
    await savedOnce(it, await it.recovers());
  });

  it('C27 the server ignores Range: what is there goes, and it begins again', async () => {
    const it = await Case.real({ ranges: false });
    await it.diesAt('append, done', 2);
    await savedOnce(it, await it.recovers());
    expect(it.sim.service.works[0]?.served).toEqual([0, 0]);
  });

  it('C27 the file has changed: nothing of the old one is in the clip', async () => {
    const it = await Case.real({ fates: [fate({ changes: true })] });
    await it.diesAt('append, done', 2);
    await savedOnce(it, await it.recovers());
    const [clip] = (await it.sim.store.look()).clips;
    expect(clip?.words).toMatch(/^video video_1 b+\.$/);
  });

  it.each([
    ['not yet joined', `assemble ${JOB}`, 'downloading'],
    ['joined', `assemble ${JOB}, done`, 'verifying'],
  ])('C28 all pieces there, %s: verified', async (_it, label, state) => {
    const it = await Case.real();
    expect((await it.diesAt(label)).state).toBe(state);
    await savedOnce(it, await it.recovers());
  });

  it('C29 verified, before the commit: verified again', async () => {
    const it = await Case.real();
    expect((await it.diesAt(`commit ${JOB}`)).state).toBe('verifying');
    await savedOnce(it, await it.recovers());
  });

  it.each([
    ['not done', `commit ${JOB}`, 0],
    ['done', `commit ${JOB}, done`, 1],
  ])('C30 inside the commit, which is %s: never a file without its record', async (_it, label, clips) => {
    const it = await Case.real();
    const onDisk = await it.diesAt(label);
    const shelves = await it.sim.store.look();
    expect(shelves.clips).toHaveLength(clips);
    expect(onDisk.state).toBe(clips === 1 ? 'saved' : 'verifying');
    expect(shelves.pieces).toHaveLength(1 - clips);
    await savedOnce(it, await it.recovers());
  });
});

describe('a death behind the commit', () => {
  const rows = async (it: Case) => (await it.sim.store.outbox.list()).map(({ kind }) => kind);

  it('C31 saved, its picture not yet drawn: drawn at the next look', async () => {
    const it = await Case.real();
    expect(await it.diesAt('poster')).toMatchObject(SAVED);
    expect(await rows(it)).toContain('poster');
    await savedOnce(it, await it.recovers());
    expect(await rows(it)).toEqual([]);
  });

  it('C32 its picture ends whoever draws it: given up after two tries, the clip stays', async () => {
    const it = await Case.real();
    await it.click();
    let deaths = 0;
    it.sim.world.dieAt = (at) => at === 'poster' && (deaths += 1) > 0;
    for (let i = 0; i < 6; i += 1) await it.recovers();
    expect(deaths).toBe(2);
    expect(await rows(it)).toEqual([]);
    await savedOnce(it, await it.job());
  });

  it('C33 saved, the user not told: told, under the same id', async () => {
    const it = await Case.real();
    expect(await it.diesAt('notify')).toMatchObject(SAVED);
    expect(it.sim.told).toEqual([]);
    await savedOnce(it, await it.recovers());
    expect(it.sim.told).toEqual([{ jobId: JOB, notice: 'saved' }]);
  });

  it('C34 clearing up at the service: nothing is ever deleted there, so nothing is left to be sent', async () => {
    const it = await Case.real();
    await it.diesAt(`commit ${JOB}, done`);
    expect((await rows(it)).toSorted()).toEqual(['notice', 'poster']);
    await savedOnce(it, await it.recovers());
  });
});

describe('a death around what the user wants', () => {
  it('C35 canceled, not yet sent: sent', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 300 })] });
    await it.click();
    await it.sim.run(1000);
    it.dieAt('cancel');
    it.sim.tell(JOB, { type: 'cancel' });
    expect((await it.untilDeath()).state).toBe('canceling');
    expect(await it.recovers()).toMatchObject({
      state: 'canceled',
      attempts: [{ handle: 'video_1', money: { verdict: 'unknown' } }],
    });
    await it.balances();
  });

  it('C35 canceled, and finished meanwhile: what is paid for is kept', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 300 })] });
    await it.click();
    await it.sim.run(1000);
    it.dieAt('cancel');
    it.sim.tell(JOB, { type: 'cancel' });
    await it.untilDeath();
    await it.sim.world.passTo(it.sim.world.time + 400_000);
    const job = await it.recovers();
    expect(job.cancelAnswer).toBe('too-late');
    await savedOnce(it, job);
  });

  it('C36 deleted while it downloads: its pieces go, its receipt stays', async () => {
    const it = await Case.real();
    it.dieAt('append, done', 2);
    await it.click();
    await it.untilDeath();
    expect(await it.wishes({ type: 'give-up' })).toMatchObject({ state: 'canceled' });
    const { pieces, ledger } = await it.sim.store.look();
    expect(pieces).toEqual([]);
    expect(ledger).toMatchObject([{ handle: 'video_1', verdict: 'unknown' }]);
    await it.balances();
  });

  it.each([
    ['at a piece', 'append', 'downloading'],
    ['at the commit', `commit ${JOB}`, 'verifying'],
  ])(
    'C37 the disk is full %s: waits with what it has, and goes on when there is room',
    async (_it, label, at) => {
      const { it, store } = Case.inMemory();
      await it.diesAt(label);
      store.full = 'bytes';
      expect(await it.recovers()).toMatchObject({ state: 'paused', problem: 'storage-full', resumeTo: at });
      store.full = 'nothing';
      await savedOnce(it, await it.wishes({ type: 'resume' }));
    },
  );

  it('C37 the disk is full when the handle is to be stored: it is not forgotten', async () => {
    const { it, store } = Case.inMemory({ list: { kind: 'none' } });
    await it.click();
    while (it.posts === 0) await it.sim.world.go();
    store.full = 'everything';
    await it.sim.run(20_000);
    expect((await it.job()).state).toBe('intent');
    store.full = 'nothing';
    await savedOnce(it, await it.recovers());
  });
});

describe('trouble with the database', () => {
  it('C38 it does not open: nothing is sent, and all goes on when it opens', async () => {
    const { it, store } = Case.inMemory();
    await it.diesAt('disk space');
    store.shut = true;
    it.sim.look();
    await it.sim.run(600_000);
    expect(it.posts).toBe(0);
    store.shut = false;
    await savedOnce(it, await it.recovers());
  });

  it('C39 it was created again, empty: the loss is seen, and what was paid for is followed', async () => {
    const first = await freshStore();
    const it = Case.over(first.sim, { fates: [fate({ seconds: 90 })] });
    const { generation } = await first.store.health();
    await it.click();
    await it.sim.run(1000);
    const store = await lose(it, it.sim.mirrored, generation);
    expect(await store.health({ generation, jobs: [] })).toMatchObject({ lost: 'everything' });
    await savedOnce(it, await it.recovers());
  });

  it('C40 the bytes of a clip cannot be read any more: said, its record and its receipt stay', async () => {
    const { store, sim } = await freshStore();
    const it = Case.over(sim);
    await it.click();
    await it.sim.run();
    const clipId = (await it.job()).clipId ?? '';
    await inDatabase((db) =>
      db.transaction('clipBytes', 'readwrite').objectStore('clipBytes').delete(clipId),
    );
    await expect(store.clips.bytes(clipId)).rejects.toMatchObject({ reason: 'bytes-lost' });
    expect(await store.clips.get(clipId)).toMatchObject({ jobId: JOB });
    expect(await store.ledger.all()).toMatchObject([{ handle: 'video_1' }]);
  });

  it('C41 a change of the schema dies: everything is as before', async () => {
    const { store, sim } = await freshStore();
    const it = Case.over(sim);
    await it.diesAt('poll');
    await store.close();
    await expect(dyingUpgrade()).rejects.toThrow();
    await savedOnce(it, await it.recovers());
  });
});

describe('the browser goes and comes back', () => {
  /** At every twelfth of the steps that a whole job takes, whatever is then on the disk. */
  const MOMENTS = Array.from({ length: 12 }, (_, i) => i * 12);

  async function after(steps: number): Promise<Case> {
    const it = await Case.real();
    await it.click();
    for (let i = 0; i < steps; i += 1) {
      if (!(await it.sim.world.go()) && it.sim.world.nextTimer)
        await it.sim.world.passTo(it.sim.world.nextTimer);
    }
    for (const life of it.sim.lives.slice()) it.sim.world.kill(life);
    return it;
  }

  /** Saved, or the user is asked because nothing can prove that it was not sent. */
  async function settles(it: Case): Promise<void> {
    const job = await it.recovers();
    if (it.posts === 0) expect(job).toMatchObject({ state: 'ask-user', problem: 'answer-lost' });
    else expect(job).toMatchObject(SAVED);
    expect(it.posts).toBeLessThanOrEqual(1);
    await it.balances();
  }

  it('C42 the extension is updated in the middle: alarms are gone, the new version looks at once', async () => {
    for (const steps of MOMENTS) {
      const it = await after(steps);
      it.sim.beats = false;
      await settles(it);
    }
  });

  it('C43 the browser is started again after an hour', async () => {
    for (const steps of MOMENTS) {
      const it = await after(steps);
      await it.sim.world.passTo(it.sim.world.time + 3600_000);
      await settles(it);
    }
  });

  it('C44 disabled and enabled: no event comes, the next view that opens wakes it', async () => {
    const it = await after(30);
    it.sim.beats = false;
    const before = await it.sim.store.look();
    await it.sim.run(3600_000);
    expect(await it.sim.store.look()).toEqual(before);
    await settles(it);
  });

  it.each([
    ['C45 the key is refused in the middle', 'blocked', 'needs-key'],
    ['C46 the permission is taken back in the middle', 'forbidden', 'needs-permission'],
  ] as const)('%s: waits with its handle, and goes on', async (_point, fault, problem) => {
    const it = await Case.real({ polls: ['ok', fault] });
    await it.click();
    await it.sim.run();
    expect(await it.job()).toMatchObject({ state: 'paused', problem, attempts: [{ handle: 'video_1' }] });
    await savedOnce(it, await it.wishes({ type: 'resume' }));
  });

  it('C47 asleep while it is sent: time is up, in doubt, found', async () => {
    const it = await Case.real({ submits: ['hangs-taken'] });
    await it.click();
    await it.sim.run(60_000);
    expect((await it.job()).state).toBe('intent');
    await savedOnce(it, await it.recovers());
  });

  it('C48 the clock is set back by days: nobody waits for them', async () => {
    const it = await Case.real();
    await it.click();
    await it.sim.run(5000);
    expect((await it.job()).state).toBe('running');
    it.sim.world.skew = -3 * 24 * 3600_000;
    const before = it.sim.world.time;
    const job = await it.recovers();
    expect(it.sim.world.time - before).toBeLessThan(600_000);
    await savedOnce(it, job);
  });

  it('C48 the clock jumps ahead past the deadline: the user is asked, nothing is given up', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 60 })] });
    await it.click();
    await it.sim.run(5000);
    it.sim.world.skew = 3 * 3600_000;
    expect(await it.recovers()).toMatchObject({ state: 'ask-user', problem: 'overdue' });
    await savedOnce(it, await it.wishes({ type: 'check-again' }));
  });

  it('C49 another device, the same account and order: a service cannot tell them apart, so it is kept as a clip', async () => {
    const it = await Case.real({ submits: ['never-arrived'] });
    await it.diesAt('submit, sent');
    const elsewhere = {
      jobId: 'elsewhere',
      attemptId: 'elsewhere',
      at: 0,
      fault: 'ok',
      disproved: false,
    } as const;
    it.sim.service.take(elsewhere, anOrder('a fox', 0.1));
    await savedOnce(it, await it.recovers());
  });
});

describe('a death inside recovery', () => {
  it('C50 at each of its steps, again and again: it comes to the same end', async () => {
    const whole = await Case.real({ submits: ['twice-answer-lost'] });
    await whole.diesAt('submit, sent');
    await whole.recovers();
    const end = await endOf(whole);
    for (let step = 1; step <= 40; step += 3) {
      const it = await Case.real({ submits: ['twice-answer-lost'] });
      await it.diesAt('submit, sent');
      for (let death = 0; death < 3; death += 1) await diesAfter(it, step);
      await it.recovers();
      expect(await endOf(it)).toEqual(end);
      expect(it.posts).toBe(1);
      await it.balances();
    }
  });

  /** A new life, and its end after so many steps. */
  async function diesAfter(it: Case, steps: number): Promise<void> {
    const life = it.sim.boot();
    for (let i = 0; i < steps && it.sim.lives.includes(life); i += 1) if (!(await it.sim.world.go())) break;
    it.sim.world.kill(life);
  }

  async function endOf(it: Case) {
    const { jobs, clips, pieces } = await it.sim.store.look();
    const ends = jobs.map((job) => [job.twinOf ?? 'first', job.state, ...handles(job)].join(' '));
    return { ends: ends.toSorted(), clips: clips.map(({ words }) => words).toSorted(), pieces };
  }
});

/** The database is gone; the orders that another store remembers are taken up again. */
async function lose(it: Case, remembered: readonly Job[], generation = 'lost') {
  for (const life of it.sim.lives.slice()) it.sim.world.kill(life);
  const mirrored = remembered.flatMap((job) => mirrorOf(job) ?? []);
  if (!(it.sim.store instanceof MemoryStore)) await openStore().close();
  const { store } = await freshStore();
  it.sim.store = simStoreOf(store);
  const { missing } = await store.health({ generation, jobs: mirrored });
  const lost = mirrored.filter(({ jobId }) => missing.includes(jobId));
  expect(await store.jobs.restore(lost.map((job) => rebuilt(job, it.sim.world.now)))).toBe(remembered.length);
  return store;
}

function inDatabase<T>(work: (db: IDBDatabase) => IDBRequest<T>): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('pagereel');
    opening.addEventListener('success', () => {
      const db = opening.result;
      const request = work(db);
      request.transaction?.addEventListener('complete', () => resolve(db.close()));
      request.addEventListener('error', () => reject(request.error ?? new Error('not done')));
    });
  });
}

/** A version of tomorrow begins to change the database and does not get to its end. */
function dyingUpgrade(): Promise<never> {
  return new Promise((_resolve, reject) => {
    const opening = indexedDB.open('pagereel', 99);
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore('tomorrow');
      opening.transaction?.objectStore('jobs').clear();
      opening.transaction?.abort();
    });
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not done')));
  });
}
