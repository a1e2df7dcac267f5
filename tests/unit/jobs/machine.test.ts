import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { END_STATES, Job, JOB_STATES, type JobState } from '@/utils/domain';
import {
  effectFor,
  MAX_BAD_FILES,
  MAX_FORGOTTEN,
  MAX_LATER,
  MAX_UNREAD,
  SETTLE_MS,
  transition,
  twinJob,
  type JobEvent,
} from '@/utils/jobs';
import { aJob, aRequest, aServiceJob, aVideosRequest } from '../samples';

const NOW = 1_700_000_000_000;
const FREE = { usd: 0, basis: 'on-device', asOf: null } as const;
const PAID = { usd: 0.8, basis: 'your-price', asOf: NOW } as const;

function walk(events: JobEvent[], from = aJob()): Job {
  return events.reduce((job, event, i) => {
    const next = transition(job, event, NOW + i);
    if (!next.ok) throw new Error(`${event.type} was refused in ${job.state}`);
    return next.job;
  }, from);
}

const refused = (job: Job, event: JobEvent): boolean => !transition(job, event, NOW).ok;
const times = (count: number, event: JobEvent): JobEvent[] => Array.from({ length: count }, () => event);

const prepared = (attemptId: string, estimate: typeof FREE | typeof PAID = FREE): JobEvent => ({
  type: 'prepared',
  attemptId,
  epoch: 1,
  estimate,
});
const accepted = (handle = ''): JobEvent => ({ type: 'accepted', handle, expiresAt: null, nextAt: 0 });
const done: JobEvent = { type: 'done', renderMs: 1800, expiresAt: null, chargedUsd: null };
const failure = (charged: 'yes' | 'no' | 'unknown') =>
  ({ gate: 'output', code: 'moderation', message: 'No.', charged }) as const;

const TO_RUNNING: JobEvent[] = [{ type: 'start' }, prepared('a1'), accepted()];
const TO_INTENT: JobEvent[] = [{ type: 'start' }, prepared('a1', PAID)];
const TO_FILE: JobEvent[] = [done, { type: 'download' }];

const intent = (): Job => walk(TO_INTENT, aServiceJob());
const running = (): Job => walk([accepted('video_1')], intent());
const unknown = (): Job => walk([{ type: 'doubtful' }], intent());
const verdictOf = (job: Job): string | undefined => job.attempts.at(-1)?.money.verdict;

describe('the place in a provider’s queue', () => {
  const told = (ahead?: number): JobEvent => ({
    type: 'progress',
    percent: null,
    ahead,
    expiresAt: null,
    nextAt: 0,
  });

  it('keeps the price that the service says when it takes an order on', () => {
    const [said] = walk(
      [{ type: 'accepted', handle: 'h', expiresAt: null, nextAt: 0, usd: 0.6 }],
      intent(),
    ).attempts;
    expect(said?.money).toMatchObject({
      verdict: 'pending',
      estimate: { usd: 0.6, basis: 'live' },
      chargedUsd: null,
    });
    const [unsaid] = running().attempts;
    expect(unsaid?.money.estimate).toEqual(intent().attempts[0]?.money.estimate);
  });

  it('is kept as it was last told, and every move is news', () => {
    const third = walk([told(2)], running());
    expect(third).toMatchObject({ ahead: 2, newsAt: NOW });
    expect(walk([told(2), told(2)], third)).toMatchObject({ ahead: 2, newsAt: NOW });
    expect(walk([told(2), told(1)], third)).toMatchObject({ ahead: 1, newsAt: NOW + 1 });
  });

  it('is none any more when nobody tells it, and in another attempt', () => {
    const first = walk([told(0)], running());
    expect(walk([told()], first).ahead).toBeUndefined();
    const lost = walk([{ type: 'ask', problem: 'overdue' }, { type: 'check-again' }], first);
    expect(lost.ahead).toBe(0);
    const claimed = walk(
      [
        { type: 'ask', problem: 'answer-lost' },
        { type: 'claim', handle: 'x' },
      ],
      first,
    );
    expect(claimed.ahead).toBeUndefined();
  });

  it('is a part of the row that may be missing, as in rows of before', () => {
    const { ahead: _, ...before } = running();
    expect(v.parse(Job, before)).toEqual(before);
    expect(v.parse(Job, { ...before, ahead: 4 })).toMatchObject({ ahead: 4 });
  });
});

describe('a job', () => {
  it('goes from the click to saved, one stored step at a time', () => {
    const job = walk([...TO_RUNNING, ...TO_FILE, { type: 'downloaded' }, { type: 'verified', clipId: 'c1' }]);
    expect(job).toMatchObject({ state: 'saved', clipId: 'c1', renderMs: 1800, rev: 7 });
    expect(job.attempts).toMatchObject([{ id: 'a1', outcome: 'done' }]);
  });

  it('asks for the provider only right after the intent was written', () => {
    const preparing = walk([{ type: 'start' }]);
    expect(transition(preparing, prepared('a1'), 1)).toMatchObject({
      ok: true,
      effect: 'submit',
      job: { state: 'intent' },
    });
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

  it('is canceled at once while it waits, and at the provider while it runs', () => {
    expect(walk([{ type: 'cancel' }]).state).toBe('canceled');
    const canceling = walk([...TO_RUNNING, { type: 'cancel' }]);
    expect(canceling.state).toBe('canceling');
    expect(refused(canceling, { type: 'failed', problem: 'render-error' })).toBe(true);
    expect(walk([{ type: 'canceled' }], canceling).state).toBe('canceled');
  });

  it('keeps what was paid for and is there when the word to cancel comes too late', () => {
    for (const after of [[done], TO_FILE, [...TO_FILE, { type: 'downloaded' } as const]]) {
      const made = walk(after, running());
      const told = walk([{ type: 'cancel' }], made);
      expect(told).toMatchObject({ state: made.state, cancelAnswer: 'too-late' });
      const held = walk([{ type: 'paused', problem: 'storage-full' }, { type: 'cancel' }], made);
      expect(held).toMatchObject({ state: 'paused', resumeTo: made.state });
      expect(walk([{ type: 'give-up' }], held).state).toBe('canceled');
    }
  });

  it('goes on where it was when the provider cannot cancel, and says so', () => {
    const canceling = walk([{ type: 'cancel' }], running());
    const answered = walk([{ type: 'cancel-refused', answer: 'too-late' }], canceling);
    expect(answered).toMatchObject({ state: 'running', cancelAnswer: 'too-late' });
  });

  it('keeps a finished file through a full disk and takes it up where it stood', () => {
    const verifying = walk([...TO_RUNNING, ...TO_FILE, { type: 'downloaded' }]);
    const paused = walk([{ type: 'paused', problem: 'storage-full' }], verifying);
    expect(paused).toMatchObject({ state: 'paused', problem: 'storage-full', resumeTo: 'verifying' });
    expect(walk([{ type: 'resume' }], paused)).toMatchObject({ state: 'verifying', problem: null });
  });

  it('follows paid work again after a pause, and begins free work anew', () => {
    const pause: JobEvent = { type: 'paused', problem: 'needs-key' };
    expect(walk([pause, { type: 'resume' }], running())).toMatchObject({ state: 'running', problem: null });
    expect(walk([...TO_RUNNING, pause, { type: 'resume' }]).state).toBe('queued');
  });

  it('has an effect for every state it can be found in, and none for those that wait for the user', () => {
    const idle = new Set<JobState>([...END_STATES, 'paused', 'ask-user']);
    for (const state of JOB_STATES)
      expect([state, effectFor(state) === 'none']).toEqual([state, idle.has(state)]);
  });
});

describe('a job whose answer was lost', () => {
  it('is in doubt, and never sent again by itself', () => {
    expect(unknown()).toMatchObject({ state: 'unknown', attempts: [{ outcome: 'unknown' }] });
    expect(walk([{ type: 'lost', restartable: false }], intent()).state).toBe('unknown');
    for (const event of [
      { type: 'start' },
      prepared('a2'),
      { type: 'resume' },
      { type: 'send-again' },
    ] as const) {
      expect([event.type, refused(unknown(), event)]).toEqual([event.type, true]);
    }
  });

  it('goes on with what the list has', () => {
    const adopted = walk([{ type: 'adopted', handle: 'video_7', nextAt: 0 }], unknown());
    expect(adopted).toMatchObject({
      state: 'running',
      attempts: [{ handle: 'video_7', outcome: 'adopted', money: { verdict: 'pending' } }],
    });
  });

  it('is put to the user when the list has had its time, or cannot be read', () => {
    const looks = times(SETTLE_MS.length, { type: 'not-listed', nextAt: 1 });
    expect(walk(looks, unknown()).state).toBe('unknown');
    const asked = walk([...looks, { type: 'not-listed', nextAt: 1 }], unknown());
    expect(asked).toMatchObject({ state: 'ask-user', problem: 'answer-lost' });
    const unread = times(MAX_UNREAD, { type: 'list-unread', nextAt: 1 });
    expect(walk(unread, unknown()).state).toBe('unknown');
    expect(walk([...unread, { type: 'list-unread', nextAt: 1 }], unknown()).state).toBe('ask-user');
  });

  it('does what the user then decides', () => {
    const asked = walk([{ type: 'ask', problem: 'answer-lost' }], unknown());
    expect(walk([{ type: 'send-again' }], asked).state).toBe('queued');
    expect(walk([{ type: 'check-again' }], asked).state).toBe('unknown');
    expect(walk([{ type: 'claim', handle: 'video_9' }], asked)).toMatchObject({
      state: 'running',
      attempts: [{ handle: 'video_9' }],
    });
    expect(walk([{ type: 'give-up' }], asked)).toMatchObject({
      state: 'canceled',
      attempts: [{ outcome: 'canceled', money: { verdict: 'unknown' } }],
    });
  });

  it('asks again when the provider knows nothing of what the user pointed at', () => {
    const asked = walk([{ type: 'ask', problem: 'answer-lost' }], unknown());
    const claimed = walk([{ type: 'claim', handle: 'video_typo' }], asked);
    expect(claimed).toMatchObject({ attempts: [{ outcome: 'unknown', money: { verdict: 'unknown' } }] });
    const forgotten: JobEvent = { type: 'forgotten', nextAt: 1 };
    expect(walk([{ type: 'unreachable', nextAt: 1 }, forgotten], claimed)).toMatchObject({
      state: 'ask-user',
      problem: 'answer-lost',
      attempts: [{ handle: '', outcome: 'unknown', money: { verdict: 'unknown' } }],
    });
    // Once seen alive it is the provider's own, and looked for as often as any other.
    const seen = walk([{ type: 'progress', percent: 5, expiresAt: null, nextAt: 1 }, forgotten], claimed);
    expect(seen).toMatchObject({
      state: 'running',
      attempts: [{ handle: 'video_typo', outcome: 'adopted', money: { verdict: 'pending' } }],
    });
  });

  it('takes the answer to its own call, however late it comes', () => {
    const asked = walk([{ type: 'ask', problem: 'answer-lost' }], unknown());
    for (const doubted of [unknown(), asked]) {
      const answered = walk([accepted('video_1')], doubted);
      expect(answered).toMatchObject({
        state: 'running',
        problem: null,
        attempts: [{ handle: 'video_1', outcome: 'accepted' }],
      });
      expect(walk([{ type: 'forgotten', nextAt: 1 }], answered).state).toBe('running');
    }
    expect(refused(walk([{ type: 'ask', problem: 'overdue' }], running()), accepted('video_2'))).toBe(true);
  });

  it('keeps the words it was ordered with when it is sent again', () => {
    const again = walk([{ type: 'ask', problem: 'answer-lost' }, { type: 'send-again' }], unknown());
    expect(refused(again, { type: 'edit', request: aVideosRequest({ prompt: 'Other words.' }) })).toBe(true);
  });
});

describe('a job at a service', () => {
  it('waits when told to, a few times, and then for the user', () => {
    const told: JobEvent[] = [{ type: 'start' }, prepared('a', PAID), { type: 'later', nextAt: 1 }];
    const often = Array.from({ length: MAX_LATER }, () => told).flat();
    expect(walk(often, aServiceJob()).state).toBe('waiting');
    const job = walk([...often, ...told], aServiceJob());
    expect(job).toMatchObject({ state: 'paused', problem: 'rate-limited' });
    expect(job.attempts.map((attempt) => attempt.money.verdict)).toEqual(
      Array.from({ length: MAX_LATER + 1 }, () => 'not-charged'),
    );
  });

  it('is put to the user when it takes too long, for it may still be charged', () => {
    const overdue = walk([{ type: 'ask', problem: 'overdue' }], running());
    expect(overdue).toMatchObject({ state: 'ask-user', problem: 'overdue' });
    expect(walk([{ type: 'check-again' }], overdue)).toMatchObject({
      state: 'running',
      attempts: [{ handle: 'video_1' }],
    });
  });

  it('is told as expired only when the provider has known nothing of it several times', () => {
    const looks = times(MAX_FORGOTTEN - 1, { type: 'forgotten', nextAt: 1 });
    expect(walk(looks, running()).state).toBe('running');
    const seen = walk(
      [...looks, { type: 'progress', percent: 1, expiresAt: null, nextAt: 1 }, ...looks],
      running(),
    );
    expect(seen.state).toBe('running');
    expect(walk([{ type: 'forgotten', nextAt: 1 }], seen)).toMatchObject({
      state: 'expired',
      problem: 'provider-forgot',
      attempts: [{ money: { verdict: 'unknown' } }],
    });
  });

  it('fetches a bad file again a few times, then keeps what came', () => {
    const bad: JobEvent[] = [
      { type: 'bad-file', problem: 'file-truncated', nextAt: 0 },
      { type: 'download' },
    ];
    const file = walk(TO_FILE, running());
    const often = walk(Array.from({ length: MAX_BAD_FILES }, () => bad).flat(), file);
    expect(often.state).toBe('downloading');
    expect(walk(bad.slice(0, 1), often)).toMatchObject({ state: 'damaged', problem: 'file-truncated' });
  });

  it('may be edited and moved while nothing was sent, and stays with its server', () => {
    const words = aVideosRequest({ prompt: 'Other words.' });
    expect(walk([{ type: 'edit', request: words }], aServiceJob()).request).toEqual(words);
    expect(walk([{ type: 'reorder', order: 3 }], aServiceJob()).order).toBe(3);
    const elsewhere = aVideosRequest({ baseUrl: 'https://elsewhere.example/v1' });
    expect(refused(aServiceJob(), { type: 'edit', request: elsewhere })).toBe(true);
    expect(refused(aServiceJob(), { type: 'edit', request: aRequest() })).toBe(true);
    expect(refused(running(), { type: 'edit', request: words })).toBe(true);
  });
});

describe('what is known of the money', () => {
  it('is pending while the work is, and unknown when no word came', () => {
    expect(verdictOf(intent())).toBe('pending');
    expect(verdictOf(running())).toBe('pending');
    expect(verdictOf(unknown())).toBe('unknown');
    expect(verdictOf(walk([done], running()))).toBe('unknown');
    expect(verdictOf(walk([{ type: 'failed', problem: 'provider-failed' }], running()))).toBe('unknown');
  });

  it('is what the service says, and only that', () => {
    const fails = (charged: 'yes' | 'no' | 'unknown'): JobEvent => ({
      type: 'failed',
      problem: 'content-refused',
      failure: failure(charged),
    });
    expect(verdictOf(walk([fails('yes')], running()))).toBe('charged');
    expect(verdictOf(walk([fails('no')], running()))).toBe('not-charged');
    expect(verdictOf(walk([fails('unknown')], running()))).toBe('unknown');
    expect(walk([{ ...done, chargedUsd: 0.64 }], running()).attempts).toMatchObject([
      { money: { verdict: 'charged', chargedUsd: 0.64 } },
    ]);
  });

  it('is free on this device, and at a server its owner calls free unless it says otherwise', () => {
    expect(verdictOf(walk([...TO_RUNNING, done]))).toBe('free');
    const free = walk([{ type: 'start' }, prepared('a1', FREE), accepted('video_1')], aServiceJob());
    expect(verdictOf(walk([done], free))).toBe('free');
    const says: JobEvent = { type: 'failed', problem: 'provider-failed', failure: failure('yes') };
    expect(verdictOf(walk([says], free))).toBe('charged');
  });

  it('is written down even when the word comes after the end, once and in its own line', () => {
    const free = walk([{ type: 'start' }, prepared('a1', FREE), accepted('video_1')], aServiceJob());
    const left = walk([{ type: 'give-up' }], free);
    expect(verdictOf(left)).toBe('free');
    const word = (chargedUsd: number | null, attemptId = 'a1'): JobEvent => ({
      type: 'charged',
      attemptId,
      chargedUsd,
    });
    const next = transition(left, word(0.5), NOW);
    expect(next).toMatchObject({
      ok: true,
      effect: 'none',
      notice: null,
      job: {
        state: 'canceled',
        attempts: [{ outcome: 'canceled', money: { verdict: 'charged', chargedUsd: 0.5 } }],
      },
    });
    expect(verdictOf(walk([word(null)], left))).toBe('charged');
    for (const again of [word(0.5), word(null)]) expect(refused(walk([word(0.5)], left), again)).toBe(true);
    expect(refused(left, word(0.5, 'a2'))).toBe(true);
  });

  it('is not charged where it is proven that nothing was taken on', () => {
    const refusal: JobEvent = { type: 'refused', problem: 'content-refused', failure: null };
    expect(walk([refusal], intent())).toMatchObject({ state: 'failed', attempts: [{ outcome: 'refused' }] });
    expect(verdictOf(walk([refusal], intent()))).toBe('not-charged');
    const blocked = walk([{ type: 'blocked', problem: 'needs-key' }], intent());
    expect(blocked).toMatchObject({ state: 'paused', resumeTo: 'queued' });
    expect(verdictOf(blocked)).toBe('not-charged');
  });

  it('lets a failed order begin anew only where that cannot cost a second time', () => {
    const free: JobEvent = { type: 'failed', problem: 'provider-failed', failure: failure('no') };
    expect(walk([free, { type: 'resume' }], running()).state).toBe('queued');
    expect(refused(walk([{ ...free, failure: failure('unknown') }], running()), { type: 'resume' })).toBe(
      true,
    );
  });
});

describe('a second delivery of one order', () => {
  it('is a job of its own that is never sent, under an id that follows from its handle', () => {
    const twin = twinJob(running(), 'video_2', NOW);
    expect(twin).toMatchObject({
      state: 'running',
      twinOf: 'job-1',
      attempts: [{ handle: 'video_2', outcome: 'adopted', money: { verdict: 'unknown', chargedUsd: null } }],
    });
    expect(twinJob(running(), 'video_2', NOW + 5).id).toBe(twin.id);
  });
});
