import type { Estimate, JobProblem, MediaFacts, Request } from '@/utils/domain';

export type Submitted = { kind: 'accepted' } | { kind: 'refused'; problem: JobProblem };

export type Progress =
  | { kind: 'working' }
  | { kind: 'done'; renderMs: number }
  | { kind: 'failed'; problem: JobProblem }
  /** It knows nothing of this job: the work was cut off. */
  | { kind: 'gone' };

export type Verified = { kind: 'valid'; media: MediaFacts } | { kind: 'invalid'; problem: JobProblem };

/**
 * Something that turns a Request into video bytes. The bytes end up in the store's pieces under the job's id;
 * what is asked here is answered at once, never when the work is over.
 */
export interface VideoProvider {
  readonly id: Request['providerId'];
  /** A cut-off job may simply start again: nothing was spent. */
  readonly restartable: boolean;
  /** How many jobs it takes at a time. */
  readonly concurrency: number;
  estimate(request: Request): Estimate;
  submit(jobId: string, request: Request): Promise<Submitted>;
  poll(jobId: string): Promise<Progress>;
  cancel(jobId: string): Promise<void>;
  /** Reads the file back: container, codec, length, first frame, digest. */
  verify(jobId: string): Promise<Verified>;
  /** Nothing is left to do: let go of what is kept ready. */
  rest(): Promise<void>;
}
