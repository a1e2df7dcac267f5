import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Job, MirrorJob, mirrorOf } from '@/utils/domain';
import { effectFor, transition } from '@/utils/jobs';
import { isRebuilt } from '@/utils/domain';
import { rebuilt } from '@/utils/jobs';
import { aJob, anAttempt, aServiceJob } from '../samples';

const NOW = 1_700_000_900_000;
const accepted = aServiceJob({
  state: 'downloading',
  deadlineAt: 9,
  attempts: [anAttempt({ handle: 'video_1', outcome: 'done' })],
});
const inDoubt = aServiceJob({ state: 'intent', attempts: [anAttempt()] });

function mirrored(job: Job): MirrorJob {
  return v.parse(MirrorJob, mirrorOf(job));
}

describe('the mirror of a job', () => {
  it('has all that is needed to find the work again, and none of the words', () => {
    const text = JSON.stringify(mirrored(accepted));
    expect(text).toContain('video_1');
    expect(text).not.toContain('ladybird');
  });

  it('is only of work that may cost money and is not over', () => {
    expect(mirrorOf(aServiceJob())).toBeUndefined();
    expect(mirrorOf({ ...accepted, state: 'saved' })).toBeUndefined();
    expect(mirrorOf(aJob({ state: 'running', attempts: [anAttempt()] }))).toBeUndefined();
    expect(mirrorOf({ ...accepted, state: 'paused' })).toBeDefined();
  });
});

describe('a job made again from its mirror', () => {
  it('is a whole job, under the ids it had', () => {
    for (const job of [accepted, inDoubt]) {
      const again = rebuilt(mirrored(job), NOW);
      expect(v.parse(Job, again)).toEqual(again);
      expect(again.id).toBe(job.id);
      expect(again.attempts.map(({ id, startedAt }) => [id, startedAt])).toEqual(
        job.attempts.map(({ id, startedAt }) => [id, startedAt]),
      );
      expect(again.attempts[0]?.money.estimate).toEqual(job.attempts[0]?.money.estimate);
      expect(isRebuilt(again.request)).toBe(true);
      expect(isRebuilt(job.request)).toBe(false);
    }
  });

  it('is asked for at the provider by its handle', () => {
    const again = rebuilt(mirrored(accepted), NOW);
    expect(again).toMatchObject({ state: 'running', deadlineAt: 9 });
    expect(again.attempts[0]).toMatchObject({ handle: 'video_1', money: { verdict: 'pending' } });
    expect(effectFor(again.state)).toBe('poll');
  });

  it('is in doubt without a handle, and its money is accounted for', () => {
    const again = rebuilt(mirrored(inDoubt), NOW);
    expect(again.state).toBe('unknown');
    expect(again.attempts[0]?.money.verdict).toBe('unknown');
    const next = transition(again, { type: 'adopted', handle: 'video_9', nextAt: 0 }, NOW);
    expect(next.ok && next.job.state).toBe('running');
  });

  it('is never sent again, since its words are lost', () => {
    const refused = { gate: 'service', code: 'x', message: '', charged: 'no' } as const;
    const failed = transition(
      rebuilt(mirrored(accepted), NOW),
      { type: 'failed', problem: 'provider-failed', failure: refused },
      NOW,
    );
    expect(failed.ok && failed.job.attempts[0]?.money.verdict).toBe('not-charged');
    expect(failed.ok && transition(failed.job, { type: 'resume' }, NOW).ok).toBe(false);
  });
});
