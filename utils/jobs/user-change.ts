import { handleOf, isOpen, isRebuilt, laneOf, type Job } from '@/utils/domain';
import { closeLast, isFree, mayBeTaken } from './attempts';
import { MADE, pausedChange, runningChange } from './changes';
import type { UserEvent } from './events';
import { DEADLINE_MS, SETTLE_MS } from './patience';

/** What a wish of the user changes; undefined: it does not fit what the job has become. */
export function userChange(job: Job, event: UserEvent, now: number): Partial<Job> | undefined {
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
      // Still in doubt, until the provider itself says that it is there.
      return state === 'ask-user' && job.problem === 'answer-lost' && event.handle !== ''
        ? runningChange(job, event.handle, 'unknown', 0, now)
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

function cancelChange(job: Job): Partial<Job> | undefined {
  const { state } = job;
  const onDevice = job.request.providerId === 'on-device';
  if (!isOpen(job) || state === 'canceling') return undefined;
  // On this device a render that is just being handed over is stopped like one that runs.
  if (state === 'intent' && onDevice) return { state: 'canceling', nextAt: 0 };
  // In doubt there is nothing to cancel yet: the user gives up, checks or sends again.
  if (state === 'intent' || state === 'unknown' || state === 'ask-user') return undefined;
  const paused = state === 'paused' ? job.resumeTo : state;
  if (paused === 'running') return { state: 'canceling', nextAt: 0, problem: null, resumeTo: null };
  // Finished while the word was on its way: what is paid for is thrown away by giving it up, and by nothing less.
  if (!onDevice && paused !== null && MADE.has(paused)) return { cancelAnswer: 'too-late' };
  return { state: 'canceled', problem: null, resumeTo: null, attempts: closeLast(job, 'canceled') };
}
