import type { Estimate, Failure, JobProblem, Request } from '@/utils/domain';

/** What can happen to a job. Everything that needs a clock or an id carries it, so that the function stays pure. */
export type JobEvent =
  | { type: 'start' }
  /** Written before the provider is called: from here on the call may have happened. */
  | { type: 'prepared'; attemptId: string; epoch: number; estimate: Estimate }
  /** Also where the answer had been given up for lost: it ends every doubt. */
  | {
      type: 'accepted';
      handle: string;
      expiresAt: number | null;
      nextAt: number;
      /** The service's own word on the price, in the place of ours. */
      usd?: number | undefined;
    }
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
  | {
      type: 'progress';
      percent: number | null;
      ahead?: number | undefined;
      expiresAt: number | null;
      nextAt: number;
    }
  | { type: 'unreachable'; nextAt: number }
  /** The provider knows nothing of it. */
  | { type: 'forgotten'; nextAt: number }
  | { type: 'done'; renderMs: number; expiresAt: number | null; chargedUsd: number | null }
  /** The service's word on an attempt's charge, heard when the job had moved on. `chargedUsd`: more than 0, or not told. */
  | { type: 'charged'; attemptId: string; chargedUsd: number | null }
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
