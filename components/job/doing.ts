/** What a job that goes on is doing, and what there is to know about it, in the user's words. */
import { hostOf, type Job, type JobState } from '@/utils/domain';
import type { MessageKey } from '../i18n';

/** A provider that has had nothing new to say for so long is said to be stalled. */
const STALLED_MS = 10 * 60_000;

const DOING_HERE: Record<JobState, MessageKey> = {
  queued: 'jobQueued',
  preparing: 'jobPreparing',
  intent: 'jobPreparing',
  running: 'jobRunning',
  ready: 'jobChecking',
  downloading: 'jobChecking',
  verifying: 'jobChecking',
  saved: 'jobSaved',
  unknown: 'jobPreparing',
  'ask-user': 'jobWaiting',
  waiting: 'jobWaiting',
  paused: 'jobPaused',
  canceling: 'jobCanceling',
  canceled: 'jobCanceled',
  failed: 'jobFailed',
  expired: 'jobFailed',
  damaged: 'jobFailed',
};

/** Where a server makes the clip; $1 is its host. */
const DOING_THERE: Record<JobState, MessageKey> = {
  ...DOING_HERE,
  queued: 'jobInLine',
  intent: 'jobSending',
  running: 'jobMadeThere',
  ready: 'jobFetching',
  downloading: 'jobFetching',
  unknown: 'jobLooking',
};

/** The message that says what goes on; $1 in it is the host. */
export function doingOf(job: Pick<Job, 'state' | 'request' | 'ahead'>): MessageKey {
  if (toldAhead(job) !== undefined) return 'jobInLineThere';
  return (job.request.providerId === 'on-device' ? DOING_HERE : DOING_THERE)[job.state];
}

/** Something to know about a job. `host` and `at` (ms) go into it where the message has a place for them. */
export interface Note {
  key: MessageKey;
  host?: string;
  at?: number;
}

/** How far the provider says it is. Most say 0 until they know better, so that is nothing told yet. */
export function toldPercent({ state, percent }: Pick<Job, 'state' | 'percent'>): number | undefined {
  return state === 'running' && percent !== null && percent > 0 ? percent : undefined;
}

/** How many stand before it in the line of whoever is to make it; undefined: it stands in none, or nobody says. */
export function toldAhead({ state, ahead }: Pick<Job, 'state' | 'ahead'>): number | undefined {
  return state === 'running' ? ahead : undefined;
}

/** True for a job whose provider has had no news for long. */
export function isStalled({ state, newsAt, request }: Job, now: number): boolean {
  return state === 'running' && request.providerId !== 'on-device' && now - newsAt > STALLED_MS;
}

/** When the present work began (ms): the last sending, while there is one under way; undefined while it only waits. */
export function beganAt({ state, attempts }: Pick<Job, 'state' | 'attempts'>): number | undefined {
  if (state === 'queued' || state === 'preparing' || state === 'waiting' || state === 'paused')
    return undefined;
  return attempts.at(-1)?.startedAt;
}

/** What there is to know beside the one line of what goes on. */
export function notesOf(job: Job, now: number, online: boolean): Note[] {
  const { request, state, nextAt, misses, looks, newsAt, cancelAnswer, twinOf } = job;
  if (request.providerId === 'on-device') return [];
  const host = hostOf(request);
  const again = nextAt > now ? nextAt : now;
  const notes: Note[] = [];
  if (!online) notes.push({ key: 'noteOffline' });
  if (state === 'waiting') notes.push({ key: 'noteLater', host, at: again });
  else if (state === 'unknown') notes.push({ key: 'noteLooking' });
  else if (state === 'canceling' && misses > 0) notes.push({ key: 'noteCancelUnheard', host, at: again });
  else if (state === 'running' && misses > 0 && online) notes.push({ key: 'noteNoAnswer', host, at: again });
  else if (state === 'running' && looks > 0) notes.push({ key: 'noteNotThere', host, at: again });
  if (isStalled(job, now)) notes.push({ key: 'noteStalled', at: newsAt });
  if (cancelAnswer === 'unsupported') notes.push({ key: 'noteCancelUnsupported', host });
  if (cancelAnswer === 'too-late') notes.push({ key: 'noteCancelTooLate' });
  if (twinOf !== null) notes.push({ key: 'noteTwin' });
  return notes;
}
