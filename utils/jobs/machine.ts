import {
  handleOf,
  isOpen,
  isRebuilt,
  laneOf,
  seedOf,
  type Attempt,
  type Estimate,
  type Failure,
  type Job,
  type JobProblem,
  type JobState,
  type Money,
  type NoticeKind,
  type Request,
  type Source,
} from '@/utils/domain';
import {
  DEADLINE_MS,
  MAX_BAD_FILES,
  MAX_FORGOTTEN,
  MAX_LATER,
  MAX_LOST,
  MAX_UNREAD,
  SETTLE_MS,
} from './patience';

/** What can happen to a job. Everything that needs a clock or an id carries it, so that the function stays pure. */
export type JobEvent =
  | { type: 'start' }
  /** Written before the provider is called: from here on the call may have happened. */
  | { type: 'prepared'; attemptId: string; epoch: number; estimate: Estimate }
  | { type: 'accepted'; handle: string; expiresAt: number | null; nextAt: number }
  /** Proven not to have been taken on. */
  | { type: 'refused'; problem: JobProblem; failure: Failure | null }
  | { type: 'later'; nextAt: number }
  /** Proven not to have been taken on, until the user has put something right. */
  | { type: 'blocked'; problem: JobProblem }
  /** The answer to the call was lost, or says nothing: it may have been taken on. */
  | { type: 'doubtful' }
  /** The work was cut off, or may never have begun. `restartable`: nothing was spent, it may begin again. */
  | { type: 'lost'; restartable: boolean }
  /** The provider's list has it. */
  | { type: 'adopted'; handle: string; nextAt: number }
  /** The provider's list was read to its end and does not have it. */
  | { type: 'not-listed'; nextAt: number }
  /** The list could not be read. */
  | { type: 'list-unread'; nextAt: number }
  /** Nothing can prove anything: the user decides. */
  | { type: 'ask'; problem: JobProblem }
  | { type: 'progress'; percent: number | null; expiresAt: number | null; nextAt: number }
  | { type: 'unreachable'; nextAt: number }
  /** The provider knows nothing of it. */
  | { type: 'forgotten'; nextAt: number }
  | { type: 'done'; renderMs: number; expiresAt: number | null; chargedUsd: number | null }
  | { type: 'download' }
  /** Another file than before, or the first one: what is stored of it goes. */
  | { type: 'resource'; etag: string; total: number }
  /** `have`: bytes that are here now. */
  | { type: 'cut'; nextAt: number; have: number }
  | { type: 'downloaded' }
  /** The file itself is wrong. */
  | { type: 'bad-file'; problem: JobProblem; nextAt: number }
  | { type: 'expired'; problem: JobProblem }
  | { type: 'verified'; clipId: string }
  | { type: 'failed'; problem: JobProblem; failure?: Failure | null; chargedUsd?: number | null }
  | { type: 'paused'; problem: JobProblem; wantsHost?: string | null }
  | { type: 'canceled' }
  | { type: 'cancel-refused'; answer: 'too-late' | 'unsupported' }
  | { type: 'cancel-unheard'; nextAt: number }
  | UserEvent;

/** What the user may say to a job, in any context and at any time. */
export type UserEvent =
  | { type: 'cancel' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Stop following work that may have been charged. */
  | { type: 'give-up' }
  | { type: 'check-again' }
  /** Send it once more, knowing that the first may have been charged. */
  | { type: 'send-again' }
  /** The user found it at the provider. */
  | { type: 'claim'; handle: string }
  | { type: 'reorder'; order: number }
  | { type: 'edit'; request: Request };

/** What the runner does next for a job in its present state; a function of what is stored, so a crash loses none. */
export type Effect =
  'prepare' | 'submit' | 'recover' | 'poll' | 'download' | 'verify' | 'cancel-at-provider' | 'none';

export type Transition = { ok: true; job: Job; effect: Effect; notice: NoticeKind | null } | { ok: false };

export function newJob(parts: { id: string; source: Source; request: Request; now: number }): Job {
  const { id, source, request, now } = parts;
  return {
    id,
    rev: 0,
    state: 'queued',
    createdAt: now,
    updatedAt: now,
    order: now,
    source,
    request,
    attempts: [],
    problem: null,
    failure: null,
    resumeTo: null,
    nextAt: 0,
    looks: 0,
    misses: 0,
    newsAt: now,
    percent: null,
    deadlineAt: 0,
    expiresAt: null,
    cancelAnswer: null,
    download: null,
    wantsHost: null,
    twinOf: null,
    renderMs: 0,
    clipId: null,
  };
}

/** A job for work that the provider made of another job's order, as a second delivery. Same twin, same id. */
export function twinJob(job: Job, handle: string, now: number): Job {
  const first = job.attempts.at(-1);
  if (!first) throw new Error('a job that was never sent has no twin');
  // Handles of one service may differ in any part of them.
  const mark = `~${seedOf(handle).toString(36)}${handle.slice(-18)}`;
  const id = `${job.id.slice(0, 36)}${mark}`;
  const attempt: Attempt = {
    ...first,
    id: `${first.id.slice(0, 36)}${mark}`,
    handle,
    outcome: 'adopted',
    money: { ...first.money, verdict: asUntold(first.money), chargedUsd: null },
  };
  return {
    ...newJob({ id, source: job.source, request: job.request, now }),
    state: 'running',
    attempts: [attempt],
    deadlineAt: now + DEADLINE_MS,
    twinOf: job.id,
  };
}

/** The pure heart: a job and an event make the next job and the effect to carry out once that is stored. */
export function transition(job: Job, event: JobEvent, now: number): Transition {
  const change = changeFor(job, event, now);
  if (!change) return { ok: false };
  const next: Job = { ...job, ...change, rev: job.rev + 1, updatedAt: Math.max(now, job.updatedAt) };
  // Looks, cuts and the like are counted within a state: a new one begins at nothing.
  if (next.state !== job.state) {
    next.looks = change.looks ?? 0;
    next.misses = 0;
  }
  const effect = event.type === 'prepared' ? 'submit' : effectFor(next.state);
  return { ok: true, job: next, effect, notice: noticeFor(job.state, next.state) };
}

/** What a job found in this state needs, without knowing how it got there. */
export function effectFor(state: JobState): Effect {
  switch (state) {
    case 'queued':
    case 'preparing':
    case 'waiting':
      return 'prepare';
    case 'intent':
      // Found, not just written: whoever was about to call the provider is dead.
      return 'recover';
    case 'unknown':
      return 'recover';
    case 'running':
      return 'poll';
    case 'ready':
    case 'downloading':
      return 'download';
    case 'verifying':
      return 'verify';
    case 'canceling':
      return 'cancel-at-provider';
    default:
      return 'none';
  }
}

function noticeFor(before: JobState, after: JobState): NoticeKind | null {
  if (before === after) return null;
  if (after === 'saved') return 'saved';
  if (after === 'failed' || after === 'expired' || after === 'damaged') return 'stopped';
  return after === 'ask-user' ? 'asks' : null;
}

/** What an event changes; undefined: it does not fit the job's state, and is refused. */
function changeFor(job: Job, event: JobEvent, now: number): Partial<Job> | undefined {
  const { state } = job;
  switch (event.type) {
    case 'start':
      if (state !== 'queued' && state !== 'waiting') return undefined;
      return { state: 'preparing', problem: null, nextAt: 0, looks: job.looks };
    case 'prepared':
      return state === 'preparing' ? intentChange(job, event, now) : undefined;
    case 'accepted':
      if (state !== 'intent') return undefined;
      return {
        ...runningChange(job, event.handle, 'accepted', event.nextAt, now),
        expiresAt: event.expiresAt,
      };
    case 'refused':
      if (state !== 'intent') return undefined;
      return {
        state: 'failed',
        problem: event.problem,
        failure: event.failure,
        attempts: closeLast(job, 'refused', verdictOf(event.failure?.charged ?? 'no')),
      };
    case 'later':
      return state === 'intent' ? laterChange(job, event.nextAt) : undefined;
    case 'blocked':
      if (state !== 'intent') return undefined;
      return {
        ...pausedChange(job, event.problem),
        attempts: closeLast(job, 'refused', 'not-charged'),
      };
    case 'doubtful':
      return state === 'intent' ? doubtChange(job) : undefined;
    case 'lost':
      return lostChange(job, event.restartable);
    case 'adopted':
      return state === 'unknown' ? runningChange(job, event.handle, 'adopted', event.nextAt, now) : undefined;
    case 'not-listed':
      if (state !== 'unknown') return undefined;
      return job.looks + 1 > SETTLE_MS.length
        ? { state: 'ask-user', problem: 'answer-lost', nextAt: 0, looks: job.looks + 1 }
        : { looks: job.looks + 1, nextAt: event.nextAt };
    case 'list-unread':
      if (state !== 'unknown') return undefined;
      return job.misses + 1 > MAX_UNREAD
        ? { state: 'ask-user', problem: 'answer-lost', nextAt: 0 }
        : { nextAt: event.nextAt, misses: job.misses + 1 };
    case 'ask':
      if (state !== 'unknown' && state !== 'running') return undefined;
      return { state: 'ask-user', problem: event.problem, nextAt: 0 };
    case 'progress':
      if (state !== 'running') return undefined;
      return {
        percent: event.percent,
        expiresAt: event.expiresAt ?? job.expiresAt,
        nextAt: event.nextAt,
        looks: 0,
        misses: 0,
        newsAt: event.percent === job.percent ? job.newsAt : now,
      };
    case 'unreachable':
      return state === 'running' ? { nextAt: event.nextAt, misses: job.misses + 1 } : undefined;
    case 'forgotten':
      return state === 'running' ? forgottenChange(job, event.nextAt) : undefined;
    case 'done':
      if (state !== 'running') return undefined;
      return {
        state: 'ready',
        renderMs: event.renderMs,
        expiresAt: event.expiresAt ?? job.expiresAt,
        percent: null,
        newsAt: now,
        nextAt: 0,
        attempts: closeLast(job, 'done', undefined, event.chargedUsd),
      };
    case 'download':
      return state === 'ready' ? { state: 'downloading', nextAt: 0 } : undefined;
    case 'resource':
      if (state !== 'downloading') return undefined;
      return {
        download: { ...downloadOf(job), etag: event.etag, total: event.total },
      };
    case 'cut':
      if (state !== 'downloading') return undefined;
      return {
        nextAt: event.nextAt,
        download: cutChange(downloadOf(job), event.have),
      };
    case 'downloaded':
      return state === 'downloading' ? { state: 'verifying', nextAt: 0 } : undefined;
    case 'bad-file':
      return state === 'downloading' || state === 'verifying' ? badFileChange(job, event) : undefined;
    case 'expired':
      if (!['running', 'ready', 'downloading'].includes(state)) return undefined;
      return { state: 'expired', problem: event.problem, attempts: closeLast(job, 'failed') };
    case 'verified':
      return state === 'verifying'
        ? { state: 'saved', clipId: event.clipId, problem: null, attempts: closeLast(job, 'done') }
        : undefined;
    case 'failed':
      return failedChange(job, event);
    case 'paused':
      if (!isOpen(job) || ['paused', 'canceling', 'ask-user', 'unknown'].includes(state)) return undefined;
      return { ...pausedChange(job, event.problem), wantsHost: event.wantsHost ?? null };
    case 'canceled':
      return state === 'canceling'
        ? { state: 'canceled', attempts: closeLast(job, 'canceled'), problem: null }
        : undefined;
    case 'cancel-refused':
      // It goes on where it was: what is paid for is kept.
      return state === 'canceling' ? { state: 'running', cancelAnswer: event.answer, nextAt: 0 } : undefined;
    case 'cancel-unheard':
      return state === 'canceling' ? { nextAt: event.nextAt, misses: job.misses + 1 } : undefined;
    default:
      return userChange(job, event, now);
  }
}

function userChange(job: Job, event: UserEvent, now: number): Partial<Job> | undefined {
  const { state } = job;
  switch (event.type) {
    case 'cancel':
      return cancelChange(job);
    case 'pause':
      return state === 'queued' ? pausedChange(job, 'by-user') : undefined;
    case 'resume':
      if (state === 'paused')
        return { state: job.resumeTo ?? 'queued', problem: null, resumeTo: null, nextAt: 0 };
      // What failed begins anew, as an order of its own: only where that cannot cost a second time.
      return state === 'failed' && isFree(job) && !isRebuilt(job.request)
        ? { state: 'queued', problem: null, failure: null, nextAt: 0 }
        : undefined;
    case 'give-up':
      if (!['ask-user', 'unknown', 'running', 'ready', 'downloading', 'paused', 'canceling'].includes(state))
        return undefined;
      if (job.attempts.length === 0) return undefined;
      return { state: 'canceled', problem: null, resumeTo: null, attempts: closeLast(job, 'canceled') };
    case 'check-again':
      if (state !== 'ask-user') return undefined;
      // What the provider calls it is known: asked for by that, and never looked for under another name.
      return job.problem === 'overdue' || handleOf(job) !== ''
        ? { state: 'running', problem: null, nextAt: 0, deadlineAt: now + DEADLINE_MS }
        : // One more look is enough: the settle times were waited for.
          { state: 'unknown', problem: null, nextAt: 0, looks: SETTLE_MS.length };
    case 'send-again':
      return state === 'ask-user' && job.problem === 'answer-lost' && !isRebuilt(job.request)
        ? { state: 'queued', problem: null, nextAt: 0 }
        : undefined;
    case 'claim':
      return state === 'ask-user' && job.problem === 'answer-lost' && event.handle !== ''
        ? { ...runningChange(job, event.handle, 'adopted', 0, now), problem: null }
        : undefined;
    case 'reorder':
      return state === 'queued' || state === 'paused' ? { order: event.order } : undefined;
    case 'edit': {
      const waits = state === 'queued' || (state === 'paused' && (job.resumeTo ?? 'queued') === 'queued');
      // What may be there already is looked for by the words it was ordered with.
      const unsent = job.request.providerId === 'on-device' || !job.attempts.some(mayBeTaken);
      // The same work in the same place, in other words: where it goes was agreed to with its price.
      const samePlace = laneOf(event.request) === laneOf(job.request);
      return waits && unsent && samePlace ? { request: event.request } : undefined;
    }
  }
}

function intentChange(job: Job, event: Extract<JobEvent, { type: 'prepared' }>, now: number): Partial<Job> {
  const { attemptId: id, epoch, estimate } = event;
  const money: Money = { estimate, verdict: estimate.usd === 0 ? 'free' : 'pending', chargedUsd: null };
  const attempt: Attempt = { id, startedAt: now, epoch, handle: '', outcome: 'open', money };
  return { state: 'intent', attempts: [...job.attempts, attempt], failure: null, looks: job.looks };
}

function runningChange(
  job: Job,
  handle: string,
  outcome: 'accepted' | 'adopted',
  nextAt: number,
  now: number,
): Partial<Job> {
  const closed = closeLast(job, outcome);
  const last = closed.at(-1);
  const attempts = last ? [...closed.slice(0, -1), { ...last, handle }] : closed;
  return {
    state: 'running',
    attempts,
    nextAt,
    percent: null,
    newsAt: now,
    deadlineAt: now + DEADLINE_MS,
    problem: null,
  };
}

function laterChange(job: Job, nextAt: number): Partial<Job> {
  const attempts = closeLast(job, 'later', 'not-charged');
  return job.looks + 1 > MAX_LATER
    ? { ...pausedChange(job, 'rate-limited'), attempts }
    : { state: 'waiting', nextAt, looks: job.looks + 1, attempts };
}

function doubtChange(job: Job): Partial<Job> {
  return { state: 'unknown', nextAt: 0, attempts: closeLast(job, 'unknown') };
}

function lostChange(job: Job, restartable: boolean): Partial<Job> | undefined {
  if (!['intent', 'running', 'ready', 'downloading', 'verifying'].includes(job.state)) return undefined;
  // Where money may have been spent, nothing is sent again by itself.
  if (!restartable) return job.state === 'intent' ? doubtChange(job) : undefined;
  const attempts = closeLast(job, 'lost');
  const inARow = attempts.length - 1 - attempts.findLastIndex((attempt) => attempt.outcome !== 'lost');
  if (inARow < MAX_LOST) return { state: 'queued', attempts, nextAt: 0 };
  return { state: 'failed', problem: 'renderer-stops', attempts: closeLast(job, 'failed') };
}

/** Several times over some minutes: servers restart, and lists lag behind. */
function forgottenChange(job: Job, nextAt: number): Partial<Job> {
  if (job.looks + 1 < MAX_FORGOTTEN) return { looks: job.looks + 1, misses: 0, nextAt };
  return { state: 'expired', problem: 'provider-forgot', attempts: closeLast(job, 'failed') };
}

function downloadOf(job: Job): NonNullable<Job['download']> {
  return job.download ?? { etag: '', total: 0, furthest: 0, cuts: 0, bad: 0 };
}

function cutChange(download: NonNullable<Job['download']>, have: number): NonNullable<Job['download']> {
  const { furthest, cuts } = download;
  return have > furthest ? { ...download, furthest: have, cuts: 0 } : { ...download, cuts: cuts + 1 };
}

/** Fetched again a few times; then what came is kept as it is, for whoever wants their money back. */
function badFileChange(job: Job, event: Extract<JobEvent, { type: 'bad-file' }>): Partial<Job> {
  const bad = (job.download?.bad ?? 0) + 1;
  const download = { etag: '', total: 0, furthest: 0, cuts: 0, bad };
  return bad > MAX_BAD_FILES
    ? { state: 'damaged', problem: event.problem, download, attempts: closeLast(job, 'failed') }
    : { state: 'ready', download, nextAt: event.nextAt };
}

function failedChange(job: Job, event: Extract<JobEvent, { type: 'failed' }>): Partial<Job> | undefined {
  if (!isOpen(job) || job.state === 'canceling') return undefined;
  // A job in doubt is resolved by finding it or by the user, never by giving it up for a failure.
  if (job.state === 'unknown' || job.state === 'ask-user') return undefined;
  const { problem, failure = null, chargedUsd = null } = event;
  const verdict = failure ? verdictOf(failure.charged) : undefined;
  return { state: 'failed', problem, failure, attempts: closeLast(job, 'failed', verdict, chargedUsd) };
}

function pausedChange(job: Job, problem: JobProblem): Partial<Job> {
  return { state: 'paused', problem, resumeTo: resumePoint(job), nextAt: 0 };
}

/** The work is over; what is left to do is ours. */
const MADE: ReadonlySet<JobState> = new Set(['ready', 'downloading', 'verifying']);

function cancelChange(job: Job): Partial<Job> | undefined {
  if (!isOpen(job) || job.state === 'canceling') return undefined;
  // In doubt there is nothing to cancel yet: the user gives up, checks or sends again.
  if (job.state === 'unknown' || job.state === 'ask-user' || job.state === 'intent') {
    return isRestartableIntent(job) ? { state: 'canceling', nextAt: 0 } : undefined;
  }
  const paused = job.state === 'paused' ? job.resumeTo : job.state;
  if (paused === 'running') return { state: 'canceling', nextAt: 0, problem: null, resumeTo: null };
  // Finished while the word was on its way: what is paid for is thrown away by giving it up, and by nothing less.
  if (job.request.providerId !== 'on-device' && paused !== null && MADE.has(paused)) {
    return { cancelAnswer: 'too-late' };
  }
  return { state: 'canceled', problem: null, resumeTo: null, attempts: closeLast(job, 'canceled') };
}

/** On this device a render that is just being handed over is stopped like one that runs. */
function isRestartableIntent(job: Job): boolean {
  return job.state === 'intent' && job.request.providerId === 'on-device';
}

/** Free work in the provider's hands is begun again after a pause; what is paid or already here goes on where it stood. */
function resumePoint(job: Job): JobState {
  const { state } = job;
  if (['ready', 'downloading', 'verifying'].includes(state)) return state;
  return state === 'running' && job.request.providerId !== 'on-device' ? 'running' : 'queued';
}

/** Whether the provider may have made something of this try. */
export function mayBeTaken({ outcome }: Attempt): boolean {
  return outcome !== 'refused' && outcome !== 'later';
}

function isFree(job: Job): boolean {
  return job.attempts.every(({ money }) => money.verdict === 'free' || money.verdict === 'not-charged');
}

function verdictOf(charged: Failure['charged']): Money['verdict'] {
  if (charged === 'unknown') return 'unknown';
  return charged === 'yes' ? 'charged' : 'not-charged';
}

/** What is left of "pending" when no word on the charge will come. */
function asUntold(money: Money): Money['verdict'] {
  return money.verdict === 'free' ? 'free' : 'unknown';
}

/**
 * Ends the last attempt. Its money: what was told now, else what was told before, else "unknown" as soon as the
 * attempt may have been charged. "Free" stays free unless the service itself says otherwise.
 */
function closeLast(
  job: Job,
  outcome: Attempt['outcome'],
  told?: Money['verdict'],
  chargedUsd: number | null = null,
): Attempt[] {
  return job.attempts.map((attempt, i) => {
    if (i !== job.attempts.length - 1) return attempt;
    return { ...attempt, outcome, money: settled(attempt.money, outcome, told, chargedUsd) };
  });
}

function settled(
  money: Money,
  outcome: Attempt['outcome'],
  told: Money['verdict'] | undefined,
  chargedUsd: number | null,
): Money {
  if (chargedUsd !== null) return { ...money, verdict: chargedUsd === 0 ? 'free' : 'charged', chargedUsd };
  if (money.verdict === 'charged') return money;
  // A server its owner called free says otherwise itself.
  if (money.verdict === 'free' && told !== 'charged') return money;
  if (told !== undefined) return { ...money, verdict: told };
  if (outcome === 'accepted' || outcome === 'adopted') return { ...money, verdict: 'pending' };
  return money.verdict === 'pending' ? { ...money, verdict: 'unknown' } : money;
}
