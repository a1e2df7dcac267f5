import {
  isOpen,
  type Attempt,
  type Job,
  type JobProblem,
  type JobState,
  type Request,
  type Source,
} from '@/utils/domain';

/** What can happen to a job. Everything that needs a clock or an id carries it, so that the function stays pure. */
export type JobEvent =
  | { type: 'start' }
  /** Written before the provider is called: from here on the call may have happened. */
  | { type: 'prepared'; attemptId: string }
  | { type: 'accepted' }
  /** The work was cut off, or may never have begun. `restartable`: nothing was spent, it may begin again. */
  | { type: 'lost'; restartable: boolean }
  | { type: 'done'; renderMs: number }
  | { type: 'download' }
  | { type: 'downloaded' }
  | { type: 'verified'; clipId: string }
  | { type: 'failed'; problem: JobProblem }
  | { type: 'paused'; problem: JobProblem }
  | { type: 'resume' }
  | { type: 'cancel' }
  | { type: 'canceled' };

/** What the runner does next for a job in its present state; a function of what is stored, so a crash loses none. */
export type Effect =
  'prepare' | 'submit' | 'recover' | 'poll' | 'download' | 'verify' | 'cancel-at-provider' | 'none';

export type Transition = { ok: true; job: Job; effect: Effect } | { ok: false };

/** A restartable job that was cut off this many times in a row is told as failed, not tried for ever. */
const MAX_LOST = 3;

export function newJob(parts: { id: string; source: Source; request: Request; now: number }): Job {
  const { id, source, request, now } = parts;
  return {
    id,
    rev: 0,
    state: 'queued',
    createdAt: now,
    updatedAt: now,
    source,
    request,
    attempts: [],
    problem: null,
    resumeTo: null,
    renderMs: 0,
    clipId: null,
  };
}

/** The pure heart: a job and an event make the next job and the effect to carry out once that is stored. */
export function transition(job: Job, event: JobEvent, now: number): Transition {
  const change = changeFor(job, event, now);
  if (!change) return { ok: false };
  const next: Job = { ...job, ...change, rev: job.rev + 1, updatedAt: Math.max(now, job.updatedAt) };
  return { ok: true, job: next, effect: event.type === 'prepared' ? 'submit' : effectFor(next.state) };
}

/** What a job found in this state needs, without knowing how it got there. */
export function effectFor(state: JobState): Effect {
  switch (state) {
    case 'queued':
    case 'preparing':
      return 'prepare';
    case 'intent':
      // Found, not just written: whoever was about to call the provider is dead.
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

function changeFor(job: Job, event: JobEvent, now: number): Partial<Job> | undefined {
  const { state } = job;
  switch (event.type) {
    case 'start':
      return state === 'queued' ? { state: 'preparing', problem: null } : undefined;
    case 'prepared': {
      if (state !== 'preparing') return undefined;
      const attempt: Attempt = { id: event.attemptId, startedAt: now, outcome: 'open' };
      return { state: 'intent', attempts: [...job.attempts, attempt] };
    }
    case 'accepted':
      return state === 'intent' ? { state: 'running', attempts: closeLast(job, 'accepted') } : undefined;
    case 'lost':
      return lostChange(job, event.restartable);
    case 'done':
      return state === 'running'
        ? { state: 'ready', renderMs: event.renderMs, attempts: closeLast(job, 'done') }
        : undefined;
    case 'download':
      return state === 'ready' ? { state: 'downloading' } : undefined;
    case 'downloaded':
      return state === 'downloading' ? { state: 'verifying' } : undefined;
    case 'verified':
      return state === 'verifying' ? { state: 'saved', clipId: event.clipId, problem: null } : undefined;
    case 'failed':
      if (!isOpen(job) || state === 'canceling') return undefined;
      return { state: 'failed', problem: event.problem, attempts: closeLast(job, 'failed') };
    case 'paused':
      if (!isOpen(job) || state === 'paused' || state === 'canceling') return undefined;
      return { state: 'paused', problem: event.problem, resumeTo: resumePoint(state) };
    case 'resume':
      if (state === 'paused') return { state: job.resumeTo ?? 'queued', problem: null, resumeTo: null };
      return state === 'failed' ? { state: 'queued', problem: null } : undefined;
    case 'cancel':
      return cancelChange(job);
    case 'canceled':
      return state === 'canceling'
        ? { state: 'canceled', attempts: closeLast(job, 'canceled'), problem: null }
        : undefined;
  }
}

function lostChange(job: Job, restartable: boolean): Partial<Job> | undefined {
  if (!['intent', 'running', 'ready', 'downloading', 'verifying'].includes(job.state)) return undefined;
  // Where money may have been spent, nothing is sent again by itself.
  if (!restartable) return { state: 'unknown' };
  const attempts = closeLast(job, 'lost');
  const inARow = attempts.length - 1 - attempts.findLastIndex((attempt) => attempt.outcome !== 'lost');
  if (inARow < MAX_LOST) return { state: 'queued', attempts };
  return { state: 'failed', problem: 'renderer-stops', attempts: closeLast(job, 'failed') };
}

function cancelChange(job: Job): Partial<Job> | undefined {
  if (!isOpen(job) || job.state === 'canceling') return undefined;
  const atProvider = job.state === 'intent' || job.state === 'running';
  return atProvider
    ? { state: 'canceling' }
    : { state: 'canceled', problem: null, resumeTo: null, attempts: closeLast(job, 'canceled') };
}

/** Work in the provider's hands is begun again after a pause; what is already here is taken up where it stood. */
function resumePoint(state: JobState): JobState {
  return state === 'ready' || state === 'downloading' || state === 'verifying' ? state : 'queued';
}

function closeLast(job: Job, outcome: Attempt['outcome']): Attempt[] {
  return job.attempts.map((attempt, i) =>
    i === job.attempts.length - 1 ? { ...attempt, outcome } : attempt,
  );
}
