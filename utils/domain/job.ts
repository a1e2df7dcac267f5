import * as v from 'valibot';
import { amount, text } from './bounds';
import { Money, type Caps, type Estimate, type LedgerRow } from './money';
import { hostOf, laneOf, Request } from './request';
import { Source } from './source';

export const JOB_STATES = [
  'queued',
  'preparing',
  'intent',
  'running',
  'ready',
  'downloading',
  'verifying',
  'saved',
  'unknown',
  'ask-user',
  'waiting',
  'paused',
  'canceling',
  'canceled',
  'failed',
  'expired',
  'damaged',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States a Job never leaves by itself. */
export const END_STATES: readonly JobState[] = ['saved', 'canceled', 'failed', 'expired', 'damaged'];

/** Why a Job is paused, asks or has ended; each has its message, its way out and its word on cost. */
export const JOB_PROBLEMS = [
  // The on-device renderer.
  'renderer-unavailable',
  'no-encoder',
  'image-unreadable',
  'renderer-stops',
  'render-error',
  // The file, wherever it was made.
  'file-invalid',
  'file-empty',
  'file-truncated',
  'file-too-large',
  'not-a-video',
  // Storage.
  'storage-full',
  'storage-trouble',
  // Before anything is sent: paused.
  'by-user',
  'no-connection',
  'needs-permission',
  'needs-key',
  'key-locked',
  'no-credit',
  'model-retired',
  'over-clip-cap',
  'over-day-cap',
  'over-month-cap',
  'price-unknown',
  // The service's word.
  'rate-limited',
  'content-refused',
  'request-refused',
  'other-form',
  'provider-failed',
  // What nobody knows: put to the user, or ended.
  'answer-lost',
  'overdue',
  'result-expired',
  'provider-forgot',
  'download-failed',
] as const;
export const JobProblem = v.picklist(JOB_PROBLEMS);
export type JobProblem = v.InferOutput<typeof JobProblem>;

/** What a service said when it refused or failed, in its own words (plain text, cut). */
export const Failure = v.object({
  /** Which gate: the words or the pictures of the order, before anything was made; the result; or none of these. */
  gate: v.picklist(['input', 'image', 'output', 'service']),
  code: text(80),
  message: text(300),
  charged: v.picklist(['yes', 'no', 'unknown']),
});
export type Failure = v.InferOutput<typeof Failure>;

/** One try at a Job, never removed: the receipt. */
export const Attempt = v.object({
  id: text(64),
  startedAt: v.number(),
  /** Which runner made it, by the number of its lease. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What the provider calls the work; empty while it has not said. */
  handle: text(400),
  outcome: v.picklist([
    'open',
    'accepted',
    'adopted',
    'refused',
    'later',
    'unknown',
    'lost',
    'failed',
    'canceled',
    'done',
  ]),
  money: Money,
});
export type Attempt = v.InferOutput<typeof Attempt>;

/** How far a download has come; where it stands follows from the pieces themselves. */
const Download = v.object({
  etag: text(400),
  /** Bytes; 0 where the server does not say. */
  total: amount,
  /** The most bytes that ever were here: a server that always breaks off at the same byte brings nothing new. */
  furthest: amount,
  /** Cuts in a row that brought nothing new; files in a row that were bad. */
  cuts: amount,
  bad: amount,
});

/** The durable record of one Request on its way. `rev` is the fencing token: a write with an old one is refused. */
export const Job = v.object({
  id: text(64),
  rev: v.pipe(v.number(), v.integer(), v.minValue(0)),
  state: v.picklist(JOB_STATES),
  createdAt: v.number(),
  updatedAt: v.number(),
  /** Place in the queue, least first; `createdAt` until the user moves it. */
  order: v.number(),
  source: Source,
  request: Request,
  attempts: v.array(Attempt),
  problem: v.nullable(JobProblem),
  failure: v.nullable(Failure),
  /** The state a paused Job returns to. */
  resumeTo: v.nullable(v.picklist(JOB_STATES)),
  /** Not to be looked at before (ms); 0: whenever somebody looks. */
  nextAt: v.number(),
  /** Looks of the present state that brought nothing: polls that found nobody, lists without the job, 429s. */
  looks: amount,
  /** Questions in a row that nobody answered. */
  misses: amount,
  /** When the provider's word last changed; a Job without news for long is said to be stalled. */
  newsAt: v.number(),
  /** 0..100 as the provider says; null where it says nothing. */
  percent: v.nullable(v.pipe(amount, v.maxValue(100))),
  /** How many stand before it in the provider's queue; left out where that is not told, as in rows of before. */
  ahead: v.optional(amount),
  /** Put to the user when the work is not over by then (ms); 0: never. */
  deadlineAt: v.number(),
  /** When the provider forgets the result (ms); null where it does not say. */
  expiresAt: v.nullable(v.number()),
  /** The user asked to cancel and the provider cannot, or it was too late. */
  cancelAnswer: v.nullable(v.picklist(['too-late', 'unsupported'])),
  download: v.nullable(Download),
  /** The host that must be allowed before a paused Job can go on; null: the Request's own. */
  wantsHost: v.nullable(text(2048)),
  /** A second delivery of another Job's order: the provider received it more than once. */
  twinOf: v.nullable(text(64)),
  renderMs: v.number(),
  clipId: v.nullable(text(64)),
});
export type Job = v.InferOutput<typeof Job>;

/** A Job that still has work to do, or that waits for something. */
export function isOpen(job: Job): boolean {
  return !END_STATES.includes(job.state);
}

/** What the provider calls the present attempt's work; empty while it has not said. */
export function handleOf(job: Job): string {
  return job.attempts.at(-1)?.handle ?? '';
}

/** A provider's own number for a piece of work, unique across servers. */
export function claimOf(request: Request, handle: string): string {
  return `${laneOf(request)}\n${handle}`;
}

/**
 * Who looks at a Job: `active` ones the runner at every wake, `queued` ones when there is room, `held` ones nobody
 * until the user says so; ended ones have none.
 */
export type JobPhase = 'active' | 'queued' | 'held';

export function phaseOf({ state }: Pick<Job, 'state'>): JobPhase | undefined {
  if (END_STATES.includes(state)) return undefined;
  if (state === 'queued') return 'queued';
  return state === 'paused' || state === 'ask-user' ? 'held' : 'active';
}

/** The ledger's lines of a Job, one per attempt. */
export function ledgerOf(job: Job): LedgerRow[] {
  return job.attempts.map(({ id, startedAt, handle, money }) => ({
    id,
    jobId: job.id,
    at: startedAt,
    updatedAt: job.updatedAt,
    providerId: job.request.providerId,
    host: hostOf(job.request),
    model: job.request.model,
    handle,
    ...money,
  }));
}

/** What the user is to be told of, once, when it has happened. */
export type NoticeKind = 'saved' | 'stopped' | 'asks' | 'twin';

/** Something still to be done after a commit; done again if whoever did it died, so it must not matter how often. */
export type OutboxRow =
  | { id: string; kind: 'notice'; notice: NoticeKind; jobId: string }
  /** The picture of a clip whose first frame nobody has drawn yet. */
  | { id: string; kind: 'poster'; clipId: string; tries: number };

/** A job as it is to stand, and what goes into the same transaction. */
export interface JobWrite {
  job: Job;
  notice: NoticeKind | null;
  /** The writer's lease; refused when another runner has taken it since. Without one: a wish of the user. */
  epoch?: number;
  /** What is stored of a download goes. */
  dropPieces?: boolean;
}

/**
 * Whether one more attempt may be made; null: it may. `month` are the ledger's rows of the present month, without the
 * free ones.
 */
export type CapsCheck = (
  caps: Caps,
  month: readonly LedgerRow[],
  estimate: Estimate,
  now: number,
  /** The job it is for: what was tried for it before counts towards its clip. */
  jobId?: string,
) => JobProblem | null;
