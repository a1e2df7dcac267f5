/**
 * What the diagnostics say, field by field: an allow-list. No words of a page or of a prompt, no address of a page, no
 * secret can get into it by being added to a record somewhere else. Times are ISO 8601, in UTC.
 */
import type { Attempt, Clip, Job, JobPhase, LedgerRow } from '@/utils/domain';
import { hostOf } from '@/utils/domain';
import { sumUp, type Sum } from '@/utils/budget';

/** How many of the newest jobs the JSON holds. */
export const MOST_JOBS = 1000;

export interface Found {
  version: string;
  browser: string;
  now: number;
  counts: Record<JobPhase, number>;
  clipCount: number;
  store: StoreState;
  jobs: readonly Job[];
  /** Saved clips of these jobs, by id; deleted ones too, as long as they can be taken back. */
  clips: ReadonlyMap<string, Clip>;
  /** Contiguous bytes of downloads under way, by job. */
  have: ReadonlyMap<string, number>;
  ledger: readonly LedgerRow[];
}

interface StoreState {
  generation: string;
  readOnly: boolean;
  lost: 'nothing' | 'some' | 'everything';
}

export type Report = ReturnType<typeof reportOf>;
export type JobReport = ReturnType<typeof jobReport>;
export type AttemptReport = ReturnType<typeof attemptReport>;

export function reportOf(found: Found) {
  const { version, browser, now, counts, clipCount, store, jobs, clips, have, ledger } = found;
  const { generation, readOnly, lost } = store;
  return {
    pagereel: machineWord(version),
    browser,
    at: iso(now),
    store: { generation, readOnly, lost },
    counts: { active: counts.active, queued: counts.queued, held: counts.held, clips: clipCount },
    money: moneyReport(sumUp(ledger)),
    jobs: jobs.map((job) => jobReport(job, clips.get(job.clipId ?? ''), have.get(job.id))),
    ledger: ledger.map(ledgerReport),
  };
}

/** The report as it is copied: of the newest jobs only. */
export function jsonOf(report: Report): string {
  const jobs = report.jobs.slice(0, MOST_JOBS);
  const ids = new Set(jobs.map(({ id }) => id));
  return JSON.stringify(
    { ...report, jobs, ledger: report.ledger.filter(({ job }) => ids.has(job)) },
    null,
    2,
  );
}

function jobReport(job: Job, clip: Clip | undefined, have: number | undefined) {
  const { request, failure, download } = job;
  return {
    id: job.id,
    rev: job.rev,
    state: job.state,
    problem: job.problem,
    failure: failure && { gate: failure.gate, code: machineWord(failure.code), charged: failure.charged },
    resumeTo: job.resumeTo,
    provider: request.providerId,
    host: hostOf(request),
    model: machineWord(request.model),
    createdAt: iso(job.createdAt),
    updatedAt: iso(job.updatedAt),
    nextLookAt: isoOrNull(job.nextAt),
    deadlineAt: isoOrNull(job.deadlineAt),
    expiresAt: isoOrNull(job.expiresAt),
    percent: job.percent,
    looks: job.looks,
    misses: job.misses,
    cancelAnswer: job.cancelAnswer,
    twinOf: job.twinOf,
    attempts: job.attempts.map(attemptReport),
    download: download && {
      have: have ?? null,
      total: download.total,
      furthest: download.furthest,
      cuts: download.cuts,
      bad: download.bad,
    },
    clipId: job.clipId,
    file: clip ? fileReport(clip) : null,
  };
}

function attemptReport({ id, startedAt, epoch, outcome, handle, money }: Attempt) {
  return {
    id,
    at: iso(startedAt),
    epoch,
    outcome,
    handle: machineWord(handle),
    verdict: money.verdict,
    estimatedUsd: money.estimate.usd,
    basis: money.estimate.basis,
    chargedUsd: money.chargedUsd,
  };
}

function fileReport({ media, deletedAt }: Clip) {
  const { bytes, sha256, container, codec, seconds, width, height } = media;
  return { bytes, sha256, container, codec, seconds, width, height, deleted: deletedAt !== null };
}

function ledgerReport(row: LedgerRow) {
  return {
    attempt: row.id,
    job: row.jobId,
    at: iso(row.at),
    provider: row.providerId,
    host: row.host,
    model: machineWord(row.model),
    handle: machineWord(row.handle),
    verdict: row.verdict,
    estimatedUsd: row.estimate.usd,
    chargedUsd: row.chargedUsd,
  };
}

function moneyReport({ attempts, charged, possible, unpriced }: Sum) {
  return { attempts, chargedUsd: charged, possibleUsd: possible, unpriced };
}

/** A name that a machine gave. A sentence is none, in any script: a service may put anybody's words there. */
function machineWord(text: string): string {
  return /^[!-~]*$/.test(text) ? text : '(not a name)';
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** 0 and null both mean that there is no such moment. */
function isoOrNull(at: number | null): string | null {
  return at === null || at === 0 ? null : iso(at);
}
