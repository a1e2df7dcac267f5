import { seedOf, type Attempt, type Job, type Request, type Source } from '@/utils/domain';
import { asUntold } from './attempts';
import { DEADLINE_MS } from './patience';

/** A job as the user ordered it: nothing has been sent yet. */
export function newJob(parts: { id: string; source: Source; request: Request; now: number }): Job {
  const { id, source, request, now } = parts;
  return {
    id,
    rev: 0,
    state: 'queued',
    createdAt: now,
    updatedAt: now,
    order: now,
    source,
    request,
    attempts: [],
    problem: null,
    failure: null,
    resumeTo: null,
    nextAt: 0,
    looks: 0,
    misses: 0,
    newsAt: now,
    percent: null,
    deadlineAt: 0,
    expiresAt: null,
    cancelAnswer: null,
    download: null,
    wantsHost: null,
    twinOf: null,
    renderMs: 0,
    clipId: null,
  };
}

/** A job for work that the provider made of another job's order, as a second delivery. Same twin, same id. */
export function twinJob(job: Job, handle: string, now: number): Job {
  const first = job.attempts.at(-1);
  if (!first) throw new Error('a job that was never sent has no twin');
  // Handles of one service may differ in any part of them.
  const mark = `~${seedOf(handle).toString(36)}${handle.slice(-18)}`;
  const id = `${job.id.slice(0, 36)}${mark}`;
  const attempt: Attempt = {
    ...first,
    id: `${first.id.slice(0, 36)}${mark}`,
    handle,
    outcome: 'adopted',
    money: { ...first.money, verdict: asUntold(first.money), chargedUsd: null },
  };
  return {
    ...newJob({ id, source: job.source, request: job.request, now }),
    state: 'running',
    attempts: [attempt],
    deadlineAt: now + DEADLINE_MS,
    twinOf: job.id,
  };
}
