import type { Attempt, Estimate, Failure, JobProblem, MediaFacts, Request } from '@/utils/domain';

export interface SubmitCall {
  jobId: string;
  /** Sent as the idempotency key where one is documented. */
  attemptId: string;
  request: Request;
}

/** What is known after the one call that may cost money. */
export type Submitted =
  /** `usd`: what it says that this will cost at most; left out where it says nothing. */
  | { kind: 'accepted'; handle: string; expiresAt: number | null; usd?: number }
  /** Proven not to have been taken on. */
  | { kind: 'refused'; problem: JobProblem; failure: Failure | null }
  /** Proven not to have been taken on: come back after so many milliseconds. */
  | { kind: 'later'; afterMs: number }
  /** Proven not to have been taken on, until the user has put something right. */
  | { kind: 'blocked'; problem: JobProblem }
  /** It may have been taken on, and paid for: never to be sent again by itself. */
  | { kind: 'doubtful' };

export type Progress =
  | {
      kind: 'working';
      percent: number | null;
      expiresAt: number | null;
      /** When to ask again, in milliseconds; null: at every look, somebody tells of news. */
      afterMs: number | null;
      /** How many stand before it in the service's own queue; left out where that is not told. */
      ahead?: number;
    }
  /** `renderMs`: how long the renderer itself worked; 0 where nobody says. */
  | { kind: 'done'; renderMs: number; expiresAt: number | null; chargedUsd: number | null }
  | { kind: 'failed'; problem: JobProblem; failure: Failure | null; chargedUsd: number | null }
  /** It knows nothing of this work. */
  | { kind: 'gone' }
  /** No answer, or none that says anything of the work. `afterMs`: what the service asked for, else null. */
  | { kind: 'unreachable'; afterMs: number | null }
  /** Nothing can be asked until the user has put something right. */
  | { kind: 'blocked'; problem: JobProblem };

export type CancelAnswer = 'canceled' | 'too-late' | 'unsupported' | 'unreachable';

/** What a look through the provider's own list brought. */
export type Recovered =
  /** Handles of all work that matches the attempt's order, oldest first. The list was read to its end. */
  | { kind: 'listed'; handles: string[] }
  /** It has no list that could prove anything. */
  | { kind: 'no-list' }
  | { kind: 'unreachable' };

/** `cut`: no answer, or broken off: goes on from the last byte. The file's own faults are fetched again, a few times. */
export type DownloadProblem = 'cut' | JobProblem;

/** Where a download stands, and where its bytes go. */
export interface DownloadSink {
  /** Contiguous bytes that are stored already. */
  have: number;
  etag: string;
  /** 0 while not known. */
  total: number;
  /** Called before the first byte is stored, whenever the file is another one than before: what is stored goes. */
  begin(file: { etag: string; total: number }): Promise<void>;
  /** Stores the next bytes. */
  append(start: number, bytes: Blob): Promise<void>;
}

export type Downloaded =
  | { ok: true }
  /** `wantsHost`: an address of the host that must be allowed first, where it is another than the Request's. */
  | { ok: false; problem: DownloadProblem; afterMs: number | null; wantsHost?: string };

/**
 * Something that turns a Request into video bytes. What is asked here is answered soon, never when the work is over.
 * An on-device provider leaves the file in the store's pieces; a service's is downloaded there.
 */
export interface VideoProvider {
  readonly id: Request['providerId'];
  /** A cut-off job may simply start again: nothing was spent. */
  readonly restartable: boolean;
  /** How many jobs it takes at a time. */
  readonly concurrency: number;
  estimate(request: Request): Estimate;
  /** What stands in the way of sending, before anything is sent; null: nothing. */
  ready(request: Request): Promise<JobProblem | null>;
  /** Exactly one call to the service, or none. Never throws. */
  submit(call: SubmitCall): Promise<Submitted>;
  poll(handle: string, request: Request): Promise<Progress>;
  cancel(handle: string, request: Request): Promise<CancelAnswer>;
  recover(attempt: Attempt, request: Request): Promise<Recovered>;
  /** Undefined: the file is in the pieces as soon as the work is done. What the sink throws comes through. */
  download?(handle: string, request: Request, sink: DownloadSink): Promise<Downloaded>;
  /** Nothing is left to do: let go of what is kept ready. */
  rest(): Promise<void>;
}

export type Verdict = { kind: 'valid'; media: MediaFacts } | { kind: 'invalid'; problem: JobProblem };

/** Reads files back in a worker that can be ended: container, codec, length, first frame, digest, poster. */
export interface Inspector {
  /** `own`: made on this device, by the very renderer that looks at it. */
  verify(jobId: string, own: boolean): Promise<Verdict>;
  /** Draws the first frame of a saved clip and stores it; false when it cannot be drawn. */
  poster(clipId: string): Promise<boolean>;
}
