import * as v from 'valibot';
import { amount, text } from './bounds';
import { isOpen, JOB_STATES, type Job } from './job';
import { Estimate } from './money';
import { SERVICE_IDS } from './model-card';

/** What is kept of a Job that may cost money in a second place, so that it is not lost with the first. No words, no keys. */
export const MirrorJob = v.object({
  jobId: text(64),
  attemptId: text(64),
  providerId: v.picklist(SERVICE_IDS),
  connectionId: text(64),
  baseUrl: v.pipe(text(2048), v.url()),
  model: text(200),
  seconds: v.pipe(amount, v.gtValue(0)),
  /** Written since orders go to several services. */
  aspect: v.optional(text(20), ''),
  resolution: v.optional(text(20), ''),
  /** What the provider calls the work; empty while it has not said. */
  handle: text(400),
  state: v.picklist(JOB_STATES),
  startedAt: v.number(),
  deadlineAt: amount,
  estimate: Estimate,
});
export type MirrorJob = v.InferOutput<typeof MirrorJob>;

/** Undefined: nothing was sent, or it costs nothing, or it is over. */
export function mirrorOf(job: Job): MirrorJob | undefined {
  const { id, request, state, deadlineAt } = job;
  const attempt = job.attempts.at(-1);
  if (!attempt || !isOpen(job) || request.providerId === 'on-device') return undefined;
  const { providerId, connectionId, baseUrl, model, seconds, aspect, resolution } = request;
  return {
    jobId: id,
    attemptId: attempt.id,
    providerId,
    connectionId,
    baseUrl,
    model,
    seconds,
    aspect,
    resolution,
    handle: attempt.handle,
    state,
    startedAt: attempt.startedAt,
    deadlineAt,
    estimate: attempt.money.estimate,
  };
}
