import { handleOf, type Job, type JobProblem } from '@/utils/domain';

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
  /** To limits and prices. */
  | 'settings'
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

const MONEY_PROBLEMS = new Set<JobProblem>([
  'over-clip-cap',
  'over-day-cap',
  'over-month-cap',
  'price-unknown',
]);

/** The ways out of a job that stopped or asks, the most likely first. */
export function waysOut(job: Job): Way[] {
  const onDevice = job.request.providerId === 'on-device';
  switch (job.state) {
    case 'ask-user':
      return job.problem === 'overdue'
        ? ['check-again', ...copyId(job), 'give-up']
        : ['check-again', 'claim', 'send-again', 'give-up'];
    case 'paused':
      return [...onwards(job.problem), isSent(job) ? 'give-up' : 'cancel'];
    case 'damaged':
      return ['save-as-came', ...copyId(job), 'change-words'];
    case 'failed':
    case 'expired':
      return onDevice ? ['make-again', 'change-words'] : [...copyId(job), 'change-words'];
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
  return problem !== null && MONEY_PROBLEMS.has(problem) ? ['settings', 'continue'] : ['continue'];
}

/** Work that is in the server's hands or already made: leaving it is giving up what may have been paid for. */
function isSent({ request, resumeTo, attempts }: Job): boolean {
  return request.providerId !== 'on-device' && attempts.length > 0 && (resumeTo ?? 'queued') !== 'queued';
}
