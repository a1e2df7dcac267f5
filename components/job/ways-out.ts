import { handleOf, isRebuilt, type Job, type JobProblem } from '@/utils/domain';

/** What a person can do about a job, each drawn as one button. */
export type Way =
  /** Look at the provider once more, or wait on. */
  | 'check-again'
  /** The user found it there and has its id. */
  | 'claim'
  /** Send it once more; asked twice, since it may be paid for twice. */
  | 'send-again'
  /** Stop following what may have been charged; asked twice. */
  | 'give-up'
  | 'continue'
  | 'cancel'
  /** To limits, prices and keys. */
  | 'settings'
  /** To the service's own page, where credit is added. */
  | 'service'
  /** To somebody else's model, with what it costs and what is lost there. */
  | 'elsewhere'
  /** Ask the browser for access to the server, in the click itself. */
  | 'allow'
  /** Make the same again: only where that costs nothing. */
  | 'make-again'
  /** Words and source back to the bench. */
  | 'change-words'
  /** What the provider calls the work: what a refund is claimed with. */
  | 'copy-id'
  /** What came of the file, as it is. */
  | 'save-as-came';

/** What is put right in the settings, by a limit, a price or a key. */
const SET_RIGHT = new Set<JobProblem>([
  'over-clip-cap',
  'over-day-cap',
  'over-month-cap',
  'price-unknown',
  'needs-key',
  'key-locked',
]);

/** Pauses that are the service's doing, and that may last. */
const SERVICE_STOPS = new Set<JobProblem>(['no-credit', 'model-retired', 'rate-limited']);

/** The ways out of a job that stopped or asks, the most likely first. */
export function waysOut(job: Job): Way[] {
  const onDevice = job.request.providerId === 'on-device';
  switch (job.state) {
    case 'ask-user':
      return job.problem === 'overdue'
        ? ['check-again', ...copyId(job), 'give-up']
        : ['check-again', 'claim', 'send-again', 'give-up'];
    case 'paused':
      return [
        ...onwards(job.problem),
        // Work that is under way is waited for, not ordered a second time.
        ...(isSent(job) ? (['give-up'] as const) : [...elsewhere(job), 'cancel' as const]),
      ];
    case 'damaged':
      return ['save-as-came', ...copyId(job), 'change-words', ...elsewhere(job)];
    case 'failed':
    case 'expired':
      return onDevice
        ? ['make-again', 'change-words']
        : [...setRight(job), ...copyId(job), 'change-words', ...elsewhere(job)];
    default:
      return [];
  }
}

/** The way out of a job that goes on; none while it is already being stopped, or is about to be saved. */
export function wayToStop(job: Job): 'cancel' | 'give-up' | undefined {
  const { state, cancelAnswer, misses } = job;
  if (job.request.providerId === 'on-device') return state === 'canceling' ? undefined : 'cancel';
  switch (state) {
    case 'queued':
    case 'preparing':
    case 'waiting':
      return 'cancel';
    case 'running':
      return cancelAnswer === null ? 'cancel' : 'give-up';
    case 'unknown':
    case 'ready':
    case 'downloading':
      return 'give-up';
    case 'canceling':
      return misses > 0 ? 'give-up' : undefined;
    default:
      return undefined;
  }
}

function copyId(job: Job): Way[] {
  return handleOf(job) === '' ? [] : ['copy-id'];
}

function onwards(problem: JobProblem | null): Way[] {
  if (problem === 'needs-permission') return ['allow'];
  if (problem === 'no-credit') return ['service', 'continue'];
  return problem !== null && SET_RIGHT.has(problem) ? ['settings', 'continue'] : ['continue'];
}

/** What is put right in the settings before it is made again. */
function setRight({ problem }: Job): Way[] {
  return problem === 'other-form' ? ['settings'] : [];
}

/** For failures of the service. Of what its rules refuse the words or pictures are changed: no way round is offered. */
function elsewhere({ state, problem, request }: Job): Way[] {
  if (request.providerId === 'on-device' || isRebuilt(request)) return [];
  if (problem === 'content-refused') return [];
  const isWaitingForUser = state === 'paused' && !(problem !== null && SERVICE_STOPS.has(problem));
  return isWaitingForUser ? [] : ['elsewhere'];
}

/** Work that is in the server's hands or already made: leaving it is giving up what may have been paid for. */
function isSent({ request, resumeTo, attempts }: Job): boolean {
  return request.providerId !== 'on-device' && attempts.length > 0 && (resumeTo ?? 'queued') !== 'queued';
}
