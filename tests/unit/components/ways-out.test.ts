import { describe, expect, test } from 'vitest';
import { putRight } from '@/components/job/use-continue';
import { waysOut, wayToStop } from '@/components/job/ways-out';
import { JOB_PROBLEMS, type Job } from '@/utils/domain';
import { transition } from '@/utils/jobs';
import { aConnection, aJob, anAttempt, aServiceJob, aPrice, aVideosRequest } from '../samples';

const attempts = [anAttempt()];
const paused = (problem: Job['problem'], change: Partial<Job> = {}) =>
  aServiceJob({ state: 'paused', problem, resumeTo: 'queued', ...change });

describe('the ways out', () => {
  test('of a lost answer are to look again, to point at it, to send again or to give up', () => {
    const job = aServiceJob({ state: 'ask-user', problem: 'answer-lost', attempts });
    expect(waysOut(job)).toEqual(['check-again', 'claim', 'send-again', 'give-up']);
  });

  test('of work that takes too long are to wait on or to give up; it is never sent again', () => {
    const job = aServiceJob({ state: 'ask-user', problem: 'overdue', attempts });
    expect(waysOut(job)).toEqual(['check-again', 'give-up']);
  });

  test.each(['over-clip-cap', 'over-day-cap', 'over-month-cap', 'price-unknown'] as const)(
    'of %s lead to the settings first',
    (problem) => {
      expect(waysOut(paused(problem))).toEqual(['settings', 'continue', 'cancel']);
    },
  );

  test('of a missing permission ask for it in the click', () => {
    expect(waysOut(paused('needs-permission'))).toEqual(['allow', 'cancel']);
  });

  test('of work that was sent already never call leaving it "cancel"', () => {
    expect(waysOut(paused('needs-permission', { resumeTo: 'running', attempts }))).toEqual([
      'allow',
      'give-up',
    ]);
    expect(waysOut(paused('download-failed', { resumeTo: 'downloading', attempts }))).toEqual([
      'continue',
      'give-up',
    ]);
  });

  test('of a refusal never spend by themselves: the words go back to the bench, where the price is', () => {
    const job = aServiceJob({ state: 'failed', problem: 'content-refused', attempts });
    expect(waysOut(job)).toEqual(['change-words']);
    expect(waysOut(aJob({ state: 'failed', problem: 'render-error' }))).toEqual([
      'make-again',
      'change-words',
    ]);
  });

  test('of a damaged file keep what came within reach', () => {
    expect(waysOut(aServiceJob({ state: 'damaged', problem: 'file-truncated', attempts }))).toContain(
      'save-as-came',
    );
  });

  test('exist for every problem a job can be paused with', () => {
    for (const problem of JOB_PROBLEMS) expect(waysOut(paused(problem)).length).toBeGreaterThan(1);
  });

  test('are all understood by the job they are offered for', () => {
    const said = {
      'check-again': 'check-again',
      continue: 'resume',
      cancel: 'cancel',
      'give-up': 'give-up',
    } as const;
    const jobs = [
      paused('over-day-cap'),
      paused('download-failed', { resumeTo: 'downloading', attempts }),
      aServiceJob({ state: 'ask-user', problem: 'answer-lost', attempts }),
      aServiceJob({ state: 'ask-user', problem: 'overdue', attempts }),
    ];
    for (const job of jobs) {
      for (const way of waysOut(job)) {
        const type = said[way as keyof typeof said];
        if (type) expect(transition(job, { type }, 1).ok, `${job.state} ${way}`).toBe(true);
      }
    }
  });
});

describe('the way to stop a job that goes on', () => {
  test('is the server’s own cancel, until that came to nothing', () => {
    const running = aServiceJob({ state: 'running', attempts });
    expect(wayToStop(running)).toBe('cancel');
    expect(wayToStop({ ...running, cancelAnswer: 'unsupported' })).toBe('give-up');
  });

  test('is giving up what was sent and lost, or is being fetched', () => {
    for (const state of ['unknown', 'ready', 'downloading'] as const) {
      expect(wayToStop(aServiceJob({ state, attempts }))).toBe('give-up');
    }
  });

  test('is understood in every state it is offered in', () => {
    const states = ['queued', 'preparing', 'waiting', 'running', 'unknown', 'ready', 'downloading'] as const;
    for (const state of states) {
      const job = aServiceJob({ state, attempts });
      const type = wayToStop(job);
      expect(type && transition(job, { type }, 1).ok, state).toBe(true);
    }
  });
});

describe('an order that goes on', () => {
  test('takes in the price the user has stated meanwhile', () => {
    const job = paused('price-unknown', { request: aVideosRequest({ estimate: aPrice(null) }) });
    expect(putRight(job, [aConnection({ usdPerSecond: null })])).toBeUndefined();
    expect(putRight(job, [aConnection({ usdPerSecond: 0.2, priceAt: 5 })])).toMatchObject({
      estimate: { usd: 1.6, basis: 'your-price', asOf: 5 },
    });
  });

  test('finds its server again when that was added anew, and only at the same address', () => {
    const job = paused('no-connection');
    expect(putRight(job, [aConnection({ id: 'new' })])).toMatchObject({ connectionId: 'new' });
    expect(putRight(job, [aConnection({ id: 'new', baseUrl: 'https://other.example/v1' })])).toBeUndefined();
  });
});

test('the id to claim a refund with is offered wherever there is one', () => {
  const sent = [anAttempt({ handle: 'video_1' })];
  for (const state of ['expired', 'damaged', 'failed'] as const) {
    expect(waysOut(aServiceJob({ state, problem: 'provider-failed', attempts: sent }))).toContain('copy-id');
    expect(waysOut(aServiceJob({ state, problem: 'provider-failed', attempts }))).not.toContain('copy-id');
  }
});
