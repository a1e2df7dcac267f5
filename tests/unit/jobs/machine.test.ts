import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { END_STATES, JOB_STATES, Job, type JobState } from '@/utils/domain';
import { effectFor, transition, type JobEvent } from '@/utils/jobs';
import { aJob } from '../samples';

function walk(events: JobEvent[], from = aJob()): Job {
  return events.reduce((job, event, i) => {
    const next = transition(job, event, 1_700_000_000_000 + i);
    if (!next.ok) throw new Error(`${event.type} was refused in ${job.state}`);
    return next.job;
  }, from);
}

const TO_RUNNING: JobEvent[] = [
  { type: 'start' },
  { type: 'prepared', attemptId: 'a1' },
  { type: 'accepted' },
];

describe('a job', () => {
  it('goes from the click to saved, one stored step at a time', () => {
    const job = walk([
      ...TO_RUNNING,
      { type: 'done', renderMs: 1800 },
      { type: 'download' },
      { type: 'downloaded' },
      { type: 'verified', clipId: 'c1' },
    ]);
    expect(job).toMatchObject({ state: 'saved', clipId: 'c1', renderMs: 1800, rev: 7 });
    expect(job.attempts).toMatchObject([{ id: 'a1', outcome: 'done' }]);
  });

  it('asks for the provider only right after the intent was written', () => {
    const preparing = walk([{ type: 'start' }]);
    const intent = transition(preparing, { type: 'prepared', attemptId: 'a1' }, 1);
    expect(intent).toMatchObject({ ok: true, effect: 'submit', job: { state: 'intent' } });
    expect(effectFor('intent')).toBe('recover');
  });

  it('starts again when an on-device render was cut off, three times in a row at most', () => {
    const lost: JobEvent = { type: 'lost', restartable: true };
    const twice = walk([...TO_RUNNING, lost, ...TO_RUNNING, lost]);
    expect(twice.state).toBe('queued');
    const thrice = walk([...TO_RUNNING, lost], twice);
    expect(thrice).toMatchObject({ state: 'failed', problem: 'renderer-stops' });
    expect(walk([{ type: 'resume' }, ...TO_RUNNING, lost], thrice).state).toBe('queued');
  });

  it('never starts again by itself where money may have been spent', () => {
    expect(walk([...TO_RUNNING, { type: 'lost', restartable: false }]).state).toBe('unknown');
  });

  it('is canceled at once while it waits, and at the provider while it runs', () => {
    expect(walk([{ type: 'cancel' }]).state).toBe('canceled');
    const canceling = walk([...TO_RUNNING, { type: 'cancel' }]);
    expect(canceling.state).toBe('canceling');
    expect(transition(canceling, { type: 'failed', problem: 'render-error' }, 1).ok).toBe(false);
    expect(walk([{ type: 'canceled' }], canceling).state).toBe('canceled');
  });

  it('keeps a finished file through a full disk and takes it up where it stood', () => {
    const verifying = walk([
      ...TO_RUNNING,
      { type: 'done', renderMs: 1 },
      { type: 'download' },
      { type: 'downloaded' },
    ]);
    const paused = walk([{ type: 'paused', problem: 'storage-full' }], verifying);
    expect(paused).toMatchObject({ state: 'paused', problem: 'storage-full', resumeTo: 'verifying' });
    expect(walk([{ type: 'resume' }], paused)).toMatchObject({ state: 'verifying', problem: null });
  });

  const anyEvent = fc.oneof(
    fc.constantFrom<JobEvent>(
      { type: 'start' },
      { type: 'accepted' },
      { type: 'download' },
      { type: 'downloaded' },
      { type: 'resume' },
      { type: 'cancel' },
      { type: 'canceled' },
      { type: 'failed', problem: 'render-error' },
      { type: 'paused', problem: 'storage-full' },
    ),
    fc.boolean().map((restartable): JobEvent => ({ type: 'lost', restartable })),
    fc.uuid().map((attemptId): JobEvent => ({ type: 'prepared', attemptId })),
    fc.uuid().map((clipId): JobEvent => ({ type: 'verified', clipId })),
    fc.nat(10_000).map((renderMs): JobEvent => ({ type: 'done', renderMs })),
  );

  it('stays a valid record, loses no attempt and never leaves an end by itself, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let job = aJob();
        for (const event of events) {
          const next = transition(job, event, Date.now());
          if (!next.ok) continue;
          expect(v.is(Job, next.job)).toBe(true);
          expect(next.job.rev).toBe(job.rev + 1);
          expect(next.job.attempts.length).toBeGreaterThanOrEqual(job.attempts.length);
          if (END_STATES.includes(job.state)) expect([job.state, event.type]).toEqual(['failed', 'resume']);
          if (next.job.state === 'saved') expect(next.job.clipId).not.toBeNull();
          if (next.effect === 'submit') expect(next.job.attempts.at(-1)?.outcome).toBe('open');
          job = next.job;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has an effect for every state it can be found in, and none for its ends', () => {
    const idle = new Set<JobState>([...END_STATES, 'paused', 'waiting', 'unknown', 'ask-user']);
    for (const state of JOB_STATES) expect(effectFor(state) === 'none').toBe(idle.has(state));
  });
});
