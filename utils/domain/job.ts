import * as v from 'valibot';
import { text } from './bounds';
import { Request } from './request';
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

/** Why a Job is paused or failed; each has its message, its way out and its word on cost. */
export const JobProblem = v.picklist([
  'renderer-unavailable',
  'no-encoder',
  'image-unreadable',
  'renderer-stops',
  'render-error',
  'file-invalid',
  'storage-full',
  'storage-trouble',
]);
export type JobProblem = v.InferOutput<typeof JobProblem>;

/** One try at a Job, never removed: the receipt. */
export const Attempt = v.object({
  id: text(64),
  startedAt: v.number(),
  outcome: v.picklist(['open', 'accepted', 'lost', 'failed', 'canceled', 'done']),
});
export type Attempt = v.InferOutput<typeof Attempt>;

/** The durable record of one Request on its way. `rev` is the fencing token: a write with an old one is refused. */
export const Job = v.object({
  id: text(64),
  rev: v.pipe(v.number(), v.integer(), v.minValue(0)),
  state: v.picklist(JOB_STATES),
  createdAt: v.number(),
  updatedAt: v.number(),
  source: Source,
  request: Request,
  attempts: v.array(Attempt),
  problem: v.nullable(JobProblem),
  /** The state a paused Job returns to. */
  resumeTo: v.nullable(v.picklist(JOB_STATES)),
  renderMs: v.number(),
  clipId: v.nullable(text(64)),
});
export type Job = v.InferOutput<typeof Job>;

/** A Job that still has work to do, or that waits for something. */
export function isOpen(job: Job): boolean {
  return !END_STATES.includes(job.state);
}
