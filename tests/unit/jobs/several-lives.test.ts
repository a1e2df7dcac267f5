import { describe, expect, it } from 'vitest';
import { claimOf } from '@/utils/domain';
import { transition } from '@/utils/jobs';
import { comeToRest } from '../../sim/books';
import { Bytes } from '../../sim/bytes';
import { Case, fate, JOB } from '../../sim/crash';
import { anOrder } from '../../sim/service';

describe('several backgrounds over one store', () => {
  it('send once, however many of them are woken at once', async () => {
    const it = await Case.real();
    await it.click();
    it.sim.boot();
    it.sim.boot();
    for (const life of it.sim.lives) it.sim.look(life);
    await it.sim.run();
    expect((await it.job()).state).toBe('saved');
    expect(it.posts).toBe(1);
    await it.balances();
  });

  it('do not ask a service without a pause when one of them has lost its lease', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 300 })] });
    const { world, store } = it.sim;
    await it.click();
    while (it.posts === 0) await world.go();
    await it.sim.run(1000);
    world.trace = true;
    await world.passTo(world.time + 15_000);
    let polls = 0;
    for (let i = 0; i < 400 && (await world.go()); i += 1) {
      // Whoever it is that takes the lease, again and again: every write is refused.
      await store.lease();
      polls = world.trail.filter((step) => step.endsWith(' poll')).length;
    }
    expect(polls).toBe(1);
    world.trail.length = 0;
    await it.sim.run(60_000);
    expect((await it.job()).state).toBe('running');
  });

  it('hand a piece of work to one job only, when two of the same words are in doubt', async () => {
    const it = await Case.real({ submits: ['answer-lost', 'answer-lost'] });
    await it.click();
    await it.sim.order('again', 'a fox');
    await it.sim.run();
    const handles = [await it.job(), await it.job('again')].map((job) => job.attempts[0]?.handle);
    expect(handles.toSorted()).toEqual(['video_1', 'video_2']);
    expect(it.posts).toBe(2);
    await it.balances();
  });

  it('keep an answer that came after another one had put the job in doubt', async () => {
    const it = await Case.real({ list: { kind: 'none' } });
    const { world, store } = it.sim;
    await it.click();
    while (it.posts === 0) await world.go();
    const job = await it.job();
    const epoch = await store.lease();
    const doubted = { ...job, rev: job.rev + 1, state: 'unknown' as const };
    expect(await store.jobs.move({ job: doubted, notice: null, epoch })).toBe(true);
    await it.sim.run();
    expect((await it.job()).attempts[0]?.handle).toBe('video_1');
    expect((await it.recovers()).state).toBe('saved');
    expect(it.posts).toBe(1);
  });

  it('find the work of the first try, when the user has sent it again meanwhile', async () => {
    const it = await Case.real({ submits: ['answer-lost'], list: { kind: 'lags', seconds: 4000 } });
    await it.click();
    await it.sim.run();
    expect(await it.job()).toMatchObject({ state: 'ask-user', problem: 'answer-lost' });
    await it.wishes({ type: 'send-again' });
    await it.sim.world.passTo(it.sim.world.time + 24 * 3600_000);
    await it.recovers();
    const { jobs } = await it.sim.store.look();
    expect(jobs.map(({ state }) => state)).toEqual(['saved', 'saved']);
    expect(it.posts).toBe(2);
  });
});

describe('what the service says to somebody who was overtaken', () => {
  it('is a charge all the same, when the user gave up in that very moment', async () => {
    const it = await Case.real({ fates: [fate({ tellsPrice: true })] });
    const { store, world } = it.sim;
    await it.sim.order(JOB, 'a lake, at home', 0);
    while (it.sim.service.works[0]?.told !== 'charged') {
      if (!(await world.go())) await world.passTo(world.nextTimer!);
    }
    const left = transition(await it.job(), { type: 'give-up' }, world.now);
    expect(left.ok && (await store.jobs.move(left))).toBe(true);
    await it.sim.run();
    expect(await it.job()).toMatchObject({
      state: 'canceled',
      attempts: [{ outcome: 'canceled', money: { verdict: 'charged', chargedUsd: 0.5 } }],
    });
    expect(it.sim.told).toEqual([]);
    await it.balances();
  });
});

describe('the user gives up', () => {
  it.each([
    ['made', fate({ tellsPrice: true, seconds: 0 })],
    ['refused, and charged', fate({ end: 'fails-charged', tellsPrice: true, seconds: 0 })],
    ['refused, and charged without a sum', fate({ end: 'fails-charged', seconds: 0 })],
  ])('at any step of work that is %s: no charge that was told is told as free', async (_how, how) => {
    let charges = 0;
    for (let steps = 0; steps < 60; steps += 1) {
      const { it } = Case.inMemory({ fates: [how] });
      await it.sim.order(JOB, 'a lake, at home', 0);
      for (let i = 0; i < steps; i += 1) await it.sim.world.go();
      const job = await it.wishes({ type: 'give-up' });
      if (job.state === 'canceled' && job.attempts.at(-1)?.money.verdict === 'charged') charges += 1;
      await comeToRest(it.sim);
      await it.balances();
    }
    expect(charges).toBeGreaterThan(0);
  });
});

describe('the user’s word for what the service calls it', () => {
  it('is taken back when the service knows nothing of it, and may be given again', async () => {
    const it = await Case.real({ submits: ['answer-lost'], list: { kind: 'none' } });
    await it.click();
    await it.sim.run();
    const again = await it.wishes({ type: 'claim', handle: 'video_l' });
    expect(again).toMatchObject({ state: 'ask-user', problem: 'answer-lost', attempts: [{ handle: '' }] });
    expect((await it.wishes({ type: 'claim', handle: 'video_1' })).state).toBe('saved');
    expect(it.posts).toBe(1);
    await it.balances();
  });
});

describe('the daily look for second deliveries', () => {
  it.each([
    ['a night', 10, 'saved saved'],
    ['five days', 5 * 24, 'saved saved'],
    ['ten weeks', 70 * 24, 'saved'],
  ])('reaches back over the time the browser was off: %s', async (_off, hours, states) => {
    const it = await Case.real({ submits: ['twice'], list: { kind: 'lags', seconds: 4000 } });
    await it.click();
    await it.sim.run();
    const { world } = it.sim;
    for (const life of it.sim.lives.slice()) world.kill(life);
    await world.passTo(world.time + hours * 3600_000);
    await it.recovers();
    if (hours < 24) {
      await world.passTo(world.time + 24 * 3600_000);
      await it.recovers();
    }
    const { jobs } = await it.sim.store.look();
    expect(jobs.map(({ state }) => state).join(' ')).toBe(states);
  });
});

describe('the store', () => {
  it('takes no piece of a file for a job that has moved on', async () => {
    const it = await Case.real();
    const { rev } = await it.diesAt('append, done');
    const { pieces } = it.sim.store;
    expect(await pieces.append(JOB, 12, new Bytes('of an old file'), rev - 1)).toBe(false);
    expect(await pieces.have(JOB)).toBe(12);
    expect(await pieces.append(JOB, 12, new Bytes('of this file'), rev)).toBe(true);
  });

  it('takes no handle that is another job’s', async () => {
    const it = await Case.real({ fates: [fate({ seconds: 300 })] });
    await it.click();
    await it.sim.run(1000);
    const first = await it.job();
    const second = {
      ...first,
      id: 'second',
      attempts: [{ ...first.attempts[0]!, id: 'second', handle: '' }],
    };
    await it.sim.store.add({ ...second, request: anOrder('a fox', 0.1) });
    const taken = {
      ...second,
      rev: second.rev + 1,
      attempts: [{ ...second.attempts[0]!, handle: 'video_1' }],
    };
    const claim = claimOf(first.request, 'video_1');
    expect([...(await it.sim.store.jobs.claimed([claim]))]).toEqual([claim]);
    expect(await it.sim.store.jobs.move({ job: taken, notice: null })).toBe(false);
  });
});
