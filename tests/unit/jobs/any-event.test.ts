import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { END_STATES, Job, JOB_STATES, phaseOf, type Failure } from '@/utils/domain';
import { effectFor, transition, type JobEvent, type UserEvent } from '@/utils/jobs';
import { aJob, anAttempt, aRequest, aServiceJob, aVideosRequest } from '../samples';

type Type = JobEvent['type'];
type Of<T extends Type> = Omit<Extract<JobEvent, { type: T }>, 'type'>;

const NOW = 1_700_000_000_000;
const id = fc.constantFrom('a1', 'a2', 'a3');
const handle = fc.constantFrom('video_1', 'video_2');
const nextAt = fc.constantFrom(0, NOW + 60_000);
const expiresAt = fc.constantFrom(null, NOW + 3600_000);
const chargedUsd = fc.constantFrom(null, 0, 0.64);
const problem = fc.constantFrom('provider-failed', 'storage-full', 'needs-key', 'file-truncated');
const failure: fc.Arbitrary<Failure | null> = fc.option(
  fc.record({
    gate: fc.constantFrom('input', 'output', 'service'),
    code: fc.constant('code'),
    message: fc.constant('No.'),
    charged: fc.constantFrom('yes', 'no', 'unknown'),
  }),
);
const estimate = fc.constantFrom(
  { usd: 0, basis: 'on-device', asOf: null } as const,
  { usd: 0.8, basis: 'your-price', asOf: NOW } as const,
  { usd: null, basis: 'not-told', asOf: null } as const,
);
const none = fc.constant({});

/** Every event there is: a new one without a line here does not compile. */
const EVENTS: { [T in Type]: fc.Arbitrary<Of<T>> } = {
  start: none,
  prepared: fc.record({ attemptId: fc.uuid(), epoch: fc.nat(9), estimate }),
  accepted: fc.record({ handle, expiresAt, nextAt }),
  refused: fc.record({ problem, failure }),
  later: fc.record({ nextAt }),
  blocked: fc.record({ problem }),
  doubtful: none,
  lost: fc.record({ restartable: fc.boolean() }),
  adopted: fc.record({ handle, nextAt }),
  'not-listed': fc.record({ nextAt }),
  'list-unread': fc.record({ nextAt }),
  ask: fc.record({ problem }),
  progress: fc.record({ percent: fc.option(fc.nat(100)), expiresAt, nextAt }),
  unreachable: fc.record({ nextAt }),
  forgotten: fc.record({ nextAt }),
  done: fc.record({ renderMs: fc.nat(), expiresAt, chargedUsd }),
  download: none,
  resource: fc.record({ etag: id, total: fc.nat() }),
  cut: fc.record({ nextAt, have: fc.nat() }),
  downloaded: none,
  'bad-file': fc.record({ problem, nextAt }),
  expired: fc.record({ problem }),
  verified: fc.record({ clipId: id }),
  charged: fc.record({
    attemptId: fc.constantFrom('attempt-1', 'a1'),
    chargedUsd: fc.constantFrom(null, 0.64),
  }),
  failed: fc.record({ problem, failure, chargedUsd }),
  paused: fc.record({ problem, wantsHost: fc.option(id, { nil: null }) }),
  canceled: none,
  'cancel-refused': fc.record({ answer: fc.constantFrom('too-late', 'unsupported') }),
  'cancel-unheard': fc.record({ nextAt }),
  cancel: none,
  pause: none,
  resume: none,
  'give-up': none,
  'check-again': none,
  'send-again': none,
  claim: fc.record({ handle }),
  reorder: fc.record({ order: fc.nat() }),
  edit: fc.record({ request: fc.constantFrom(aRequest(), aVideosRequest({ prompt: 'Other words.' })) }),
};
const USERS: readonly Type[] = [
  'cancel',
  'pause',
  'resume',
  'give-up',
  'check-again',
  'send-again',
  'claim',
  'reorder',
  'edit',
] satisfies UserEvent['type'][];

const event = fc
  .constantFrom(...(Object.keys(EVENTS) as Type[]))
  .chain((type) => EVENTS[type].map((rest) => ({ ...rest, type }) as JobEvent));
const events = fc.array(event, { maxLength: 40, size: 'max' });
/** From the beginning, or from any state at all with one try behind it. */
const start: fc.Arbitrary<Job> = fc.oneof(
  fc.constantFrom(aJob(), aServiceJob()),
  fc
    .constantFrom(...JOB_STATES)
    .map((state) => aServiceJob({ state, attempts: state === 'queued' ? [] : [anAttempt()] })),
);

/** Calls `look` at every step that was taken. */
function always(look: (before: Job, event: JobEvent, after: Job, effect: string) => void): void {
  fc.assert(
    fc.property(start, events, (from, events) => {
      let job = from;
      for (const [i, event] of events.entries()) {
        const next = transition(job, event, NOW + i);
        if (!next.ok) continue;
        look(job, event, next.job, next.effect);
        job = next.job;
      }
    }),
    { numRuns: 1000 },
  );
}

describe('whatever happens in whatever order, a job', () => {
  it('stays a valid record, one revision on with each step', () => {
    always((before, _event, after) => {
      expect(v.is(Job, after)).toBe(true);
      expect(after.rev).toBe(before.rev + 1);
    });
  });

  it('never loses an attempt or what the provider called it', () => {
    always((before, _event, after) => {
      for (const [i, attempt] of before.attempts.entries()) {
        expect(after.attempts[i]?.id).toBe(attempt.id);
        // A name that only the user gave is taken back when the provider knows nothing of it.
        const isNamed = attempt.handle !== '' && attempt.outcome !== 'unknown';
        if (isNamed) expect(after.attempts[i]?.handle).toBe(attempt.handle);
      }
    });
  });

  it('is submitted only along with a new attempt', () => {
    always((before, event, after, effect) => {
      expect(effect === 'submit').toBe(event.type === 'prepared');
      const added = after.attempts.length - before.attempts.length;
      expect(added).toBe(event.type === 'prepared' ? 1 : 0);
      if (effect === 'submit') expect(after.attempts.at(-1)?.outcome).toBe('open');
    });
  });

  it('leaves doubt by being found, by a late answer, or by the user', () => {
    always((before, event, after) => {
      if (before.state === after.state) return;
      if (before.state === 'unknown') {
        const found = after.state === 'running' && ['adopted', 'accepted'].includes(event.type);
        expect(found || after.state === 'ask-user' || USERS.includes(event.type)).toBe(true);
      }
      if (before.state === 'ask-user') expect([...USERS, 'accepted']).toContain(event.type);
    });
  });

  it('never leaves an end by itself, nor a pause', () => {
    always((before, event, after) => {
      if (before.state === after.state) return;
      if (END_STATES.includes(before.state)) expect([before.state, event.type]).toEqual(['failed', 'resume']);
      if (before.state === 'paused') expect([...USERS, 'failed']).toContain(event.type);
    });
  });

  it('changes nothing but its receipts by the word that it was charged', () => {
    always((before, event, after) => {
      if (event.type !== 'charged') return;
      const { attempts: _receipts, rev: _rev, updatedAt: _at, ...rest } = before;
      expect(after).toMatchObject(rest);
      for (const [i, { money: _money, ...attempt }] of before.attempts.entries()) {
        expect(after.attempts[i]).toMatchObject(attempt);
      }
    });
  });

  it('is saved only with a clip', () => {
    always((before, event, after) => {
      if (after.state === 'saved' && before.state !== 'saved')
        expect([event.type, after.clipId]).toEqual(['verified', expect.any(String)]);
    });
  });

  it('says "charged" and "not charged" only on the word of the service', () => {
    always((before, event, after) => {
      for (const [i, { money }] of before.attempts.entries()) {
        const [was, is] = [money.verdict, after.attempts[i]?.money.verdict];
        if (was === is) continue;
        if (is === 'charged') expect(['done', 'failed', 'refused', 'charged']).toContain(event.type);
        if (is === 'not-charged') expect(['refused', 'later', 'blocked', 'failed']).toContain(event.type);
        // Only the service itself takes a charge back, by naming another sum.
        if (was === 'charged') expect(event).toMatchObject({ chargedUsd: expect.any(Number) as number });
      }
    });
  });

  it('knows in every state who looks at it next', () => {
    always((_before, _event, after) => {
      const held = ['paused', 'ask-user'].includes(after.state) || END_STATES.includes(after.state);
      expect(effectFor(after.state) === 'none').toBe(held);
      expect(phaseOf(after) === undefined || phaseOf(after) === 'held').toBe(held);
    });
  });
});
