import { isOpen, type Attempt, type Job, type JobProblem, type JobState, type Money } from '@/utils/domain';
import { closeLast, isOnlyClaimed, nameLast, verdictOf } from './attempts';
import type { JobEvent } from './events';
import { DEADLINE_MS, MAX_BAD_FILES, MAX_FORGOTTEN, MAX_LATER, MAX_LOST } from './patience';

type Of<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>;

/** The work is over; what is left to do is ours. */
export const MADE: ReadonlySet<JobState> = new Set(['ready', 'downloading', 'verifying']);

/** One more attempt, open from here on: the call may have happened. */
export function intentChange(job: Job, event: Of<'prepared'>, now: number): Partial<Job> {
  const { attemptId: id, epoch, estimate } = event;
  const money: Money = { estimate, verdict: estimate.usd === 0 ? 'free' : 'pending', chargedUsd: null };
  const attempt: Attempt = { id, startedAt: now, epoch, handle: '', outcome: 'open', money };
  return { state: 'intent', attempts: [...job.attempts, attempt], failure: null, looks: job.looks };
}

/** In the provider's hands, under the name that it or the user gave it. */
export function runningChange(
  job: Job,
  handle: string,
  outcome: 'accepted' | 'adopted' | 'unknown',
  nextAt: number,
  now: number,
): Partial<Job> {
  return {
    state: 'running',
    attempts: nameLast(job, handle, outcome),
    nextAt,
    percent: null,
    ahead: undefined,
    newsAt: now,
    deadlineAt: now + DEADLINE_MS,
    problem: null,
  };
}

/** Taken on, at the price that the service says where it says one: it knows better than any table. */
export function acceptedChange(job: Job, event: Of<'accepted'>, now: number): Partial<Job> {
  const { handle, nextAt, expiresAt, usd } = event;
  const price = usd === undefined ? undefined : ({ usd, basis: 'live', asOf: now } as const);
  const attempts = nameLast(job, handle, 'accepted', price);
  return { ...runningChange(job, handle, 'accepted', nextAt, now), expiresAt, attempts };
}

/** Sent again when the service said, a few times; then the user decides. */
export function laterChange(job: Job, nextAt: number): Partial<Job> {
  const attempts = closeLast(job, 'later', 'not-charged');
  return job.looks + 1 > MAX_LATER
    ? { ...pausedChange(job, 'rate-limited'), attempts }
    : { state: 'waiting', nextAt, looks: job.looks + 1, attempts };
}

/** It may have been taken on: looked for, and never sent again by itself. */
export function doubtChange(job: Job): Partial<Job> {
  return { state: 'unknown', nextAt: 0, attempts: closeLast(job, 'unknown') };
}

/** What was cut off begins again, a few times, where that costs nothing. */
export function lostChange(job: Job, restartable: boolean): Partial<Job> | undefined {
  if (!['intent', 'running', 'ready', 'downloading', 'verifying'].includes(job.state)) return undefined;
  // Where money may have been spent, nothing is sent again by itself.
  if (!restartable) return job.state === 'intent' ? doubtChange(job) : undefined;
  const attempts = closeLast(job, 'lost');
  const inARow = attempts.length - 1 - attempts.findLastIndex((attempt) => attempt.outcome !== 'lost');
  if (inARow < MAX_LOST) return { state: 'queued', attempts, nextAt: 0 };
  return { state: 'failed', problem: 'renderer-stops', attempts: closeLast(job, 'failed') };
}

/** Under way: the provider knows it, and so under the right name where that was only the user's word. */
export function progressChange(job: Job, event: Of<'progress'>, now: number): Partial<Job> {
  return {
    percent: event.percent,
    ahead: event.ahead,
    expiresAt: event.expiresAt ?? job.expiresAt,
    nextAt: event.nextAt,
    looks: 0,
    misses: 0,
    newsAt: event.percent === job.percent && event.ahead === job.ahead ? job.newsAt : now,
    attempts: isOnlyClaimed(job) ? closeLast(job, 'adopted') : job.attempts,
  };
}

/** Several times over some minutes: servers restart, and lists lag behind. */
export function forgottenChange(job: Job, nextAt: number): Partial<Job> {
  // Mistyped, as it seems: the user is asked again, and their word for it is taken back.
  if (isOnlyClaimed(job)) {
    const attempts = nameLast(job, '', 'unknown');
    return { state: 'ask-user', problem: 'answer-lost', nextAt: 0, attempts };
  }
  if (job.looks + 1 < MAX_FORGOTTEN) return { looks: job.looks + 1, misses: 0, nextAt };
  return { state: 'expired', problem: 'provider-forgot', attempts: closeLast(job, 'failed') };
}

/** How far the file has come. */
export function downloadOf(job: Job): NonNullable<Job['download']> {
  return job.download ?? { etag: '', total: 0, furthest: 0, cuts: 0, bad: 0 };
}

/** Goes on from where it stands; cuts that brought nothing new are counted. */
export function cutChange(job: Job, { have, nextAt }: Of<'cut'>): Partial<Job> {
  const download = downloadOf(job);
  const news = have > download.furthest ? { furthest: have, cuts: 0 } : { cuts: download.cuts + 1 };
  return { nextAt, download: { ...download, ...news } };
}

/** Fetched again a few times; then what came is kept as it is, for whoever wants their money back. */
export function badFileChange(job: Job, event: Of<'bad-file'>): Partial<Job> {
  const bad = (job.download?.bad ?? 0) + 1;
  const download = { etag: '', total: 0, furthest: 0, cuts: 0, bad };
  return bad > MAX_BAD_FILES
    ? { state: 'damaged', problem: event.problem, download, attempts: closeLast(job, 'failed') }
    : { state: 'ready', download, nextAt: event.nextAt };
}

/** Over, in the service's own words where it had any. */
export function failedChange(job: Job, event: Of<'failed'>): Partial<Job> | undefined {
  if (!isOpen(job) || job.state === 'canceling') return undefined;
  // A job in doubt is resolved by finding it or by the user, never by giving it up for a failure.
  if (job.state === 'unknown' || job.state === 'ask-user') return undefined;
  const { problem, failure = null, chargedUsd = null } = event;
  const verdict = failure ? verdictOf(failure.charged) : undefined;
  return { state: 'failed', problem, failure, attempts: closeLast(job, 'failed', verdict, chargedUsd) };
}

/** Only the user can put it right. */
export function pausedChange(job: Job, problem: JobProblem): Partial<Job> {
  return { state: 'paused', problem, resumeTo: resumePoint(job), nextAt: 0 };
}

/** Free work in the provider's hands is begun again after a pause; what is paid or already here goes on where it stood. */
function resumePoint(job: Job): JobState {
  const { state } = job;
  if (MADE.has(state)) return state;
  return state === 'running' && job.request.providerId !== 'on-device' ? 'running' : 'queued';
}
