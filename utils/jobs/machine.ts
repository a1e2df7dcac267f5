import { isOpen, type Job, type JobState, type NoticeKind } from '@/utils/domain';
import { charge, closeLast, verdictOf } from './attempts';
import {
  acceptedChange,
  badFileChange,
  cutChange,
  doubtChange,
  downloadOf,
  failedChange,
  forgottenChange,
  intentChange,
  laterChange,
  lostChange,
  pausedChange,
  progressChange,
  runningChange,
} from './changes';
import type { JobEvent } from './events';
import { MAX_UNREAD, SETTLE_MS } from './patience';
import { userChange } from './user-change';

/** What the runner does next for a job in its present state; a function of what is stored, so a crash loses none. */
export type Effect =
  'prepare' | 'submit' | 'recover' | 'poll' | 'download' | 'verify' | 'cancel-at-provider' | 'none';

export type Transition = { ok: true; job: Job; effect: Effect; notice: NoticeKind | null } | { ok: false };

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
    // Found, not just written: whoever was about to call the provider is dead.
    case 'intent':
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

/** Nobody knows what became of the call. */
function isInDoubt({ state, problem }: Job): boolean {
  return state === 'unknown' || (state === 'ask-user' && problem === 'answer-lost');
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
      if (state !== 'intent' && !isInDoubt(job)) return undefined;
      return acceptedChange(job, event, now);
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
      return { ...pausedChange(job, event.problem), attempts: closeLast(job, 'refused', 'not-charged') };
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
      return state === 'running' ? progressChange(job, event, now) : undefined;
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
    case 'charged': {
      // In every state, ended or not: a receipt says what was charged.
      const attempts = charge(job, event.attemptId, event.chargedUsd);
      return attempts && { attempts };
    }
    case 'download':
      return state === 'ready' ? { state: 'downloading', nextAt: 0 } : undefined;
    case 'resource':
      if (state !== 'downloading') return undefined;
      return { download: { ...downloadOf(job), etag: event.etag, total: event.total } };
    case 'cut':
      return state === 'downloading' ? cutChange(job, event) : undefined;
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
