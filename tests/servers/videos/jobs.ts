import type { FaultCall, FaultName } from './faults';

/** A job as it was ordered, and what was decided about it since. Where it stands follows from this and the clock. */
export interface Job {
  readonly id: string;
  readonly prompt: string;
  /** Empty: none was named. */
  readonly model: string;
  readonly seconds: string;
  /** Empty: none was named. */
  readonly size: string;
  /** How a picture came with it, if the flavour understood it. */
  readonly image: 'none' | 'file' | 'url';
  readonly createdAt: number;
  readonly key: string | null;
  readonly remixOf: string | null;
  /** Faults written on it. */
  readonly traits: readonly Pick<FaultCall, 'name' | 'arg'>[];
  /** Set by `finish` and `fail`. */
  verdict: { at: number; error: JobError | null } | null;
  /** Set by `progress`. */
  percent: number | null;
  removed: boolean;
  forgotten: boolean;
}

export interface JobError {
  code: string;
  message: string;
}

/** What there is to say of a job at this moment. */
export interface View {
  job: Job;
  status: 'queued' | 'in_progress' | 'completed' | 'failed';
  progress: number;
  completedAt: number | null;
  expiresAt: number | null;
  error: JobError | null;
  /** There is a file, and it can still be had. */
  hasFile: boolean;
  /** There was a file, and its time is over. */
  expired: boolean;
  /** The word of a 'word' fault, while it runs. */
  word: string | null;
}

export interface Pace {
  now: number;
  jobMs: number | 'manual';
  /** Seconds; null: results do not expire. */
  resultTtl: number | null;
}

export const MODERATED: JobError = {
  code: 'moderation_blocked',
  message: 'Your request was blocked by our moderation system.',
};

/** A trait's argument; undefined when the job has no such trait. */
export function trait(job: Job, name: FaultName): string | undefined {
  return job.traits.find((each) => each.name === name)?.arg;
}

/** Where a job stands: a function of its record and the clock, so that nothing has to be kept running. */
export function look(job: Job, pace: Pace): View {
  const running = {
    job,
    completedAt: null,
    expiresAt: null,
    error: null,
    hasFile: false,
    expired: false,
    word: trait(job, 'word') ?? null,
  };
  const endsAt = job.verdict?.at ?? dueAt(job, pace);
  if (pace.now >= endsAt) return ended(job, pace, endsAt);
  const { progress, started } = howFar(job, pace);
  return { ...running, status: started ? 'in_progress' : 'queued', progress };
}

function dueAt(job: Job, { jobMs }: Pace): number {
  if (trait(job, 'stall') !== undefined || trait(job, 'stay-queued') !== undefined) return Infinity;
  const takes = Number(trait(job, 'takes') ?? (jobMs === 'manual' ? Infinity : jobMs));
  return job.createdAt + takes;
}

function howFar(job: Job, pace: Pace): { progress: number; started: boolean } {
  if (trait(job, 'stay-queued') !== undefined) return { progress: 0, started: false };
  const stalled = trait(job, 'stall');
  if (stalled !== undefined) return { progress: Number(stalled || 40), started: true };
  if (job.percent !== null) return { progress: job.percent, started: true };
  const due = dueAt(job, pace);
  const part = due === Infinity ? 0 : (pace.now - job.createdAt) / (due - job.createdAt);
  return { progress: Math.floor(99 * part), started: part >= 0.25 };
}

function ended(job: Job, pace: Pace, at: number): View {
  const error = job.verdict ? job.verdict.error : errorOf(job);
  const completedLate = trait(job, 'moderated-completed') !== undefined && job.verdict?.error == null;
  const failed = error !== null && !completedLate;
  const none = failed || completedLate || trait(job, 'no-video') !== undefined;
  const expiresAt = expiryOf(job, pace, at);
  const expired = !none && expiresAt !== null && pace.now >= expiresAt;
  return {
    job,
    status: failed ? 'failed' : 'completed',
    progress: failed ? 0 : 100,
    completedAt: failed ? null : at,
    expiresAt: failed ? null : expiresAt,
    error: completedLate ? MODERATED : error,
    hasFile: !none && !expired,
    expired,
    word: null,
  };
}

function expiryOf(job: Job, { resultTtl }: Pace, at: number): number | null {
  if (trait(job, 'expired') !== undefined) return at - 3_600_000;
  return resultTtl === null ? null : at + resultTtl * 1000;
}

function errorOf(job: Job): JobError | null {
  const code = trait(job, 'fails');
  if (code !== undefined) return { code: code || 'server_error', message: 'The model ran out of memory.' };
  return trait(job, 'moderated') === undefined ? null : MODERATED;
}

/** All jobs that were ever made, in order. `changed` is told of each one after each change. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();

  constructor(private readonly changed: (job: Job) => void) {}

  all(): Job[] {
    return [...this.#jobs.values()];
  }

  /** Those the server still knows. */
  known(): Job[] {
    return this.all().filter((job) => !job.removed && !job.forgotten);
  }

  find(id: string): Job | undefined {
    const job = this.#jobs.get(id);
    return job && !job.removed && !job.forgotten ? job : undefined;
  }

  /** Also those it has forgotten. */
  ever(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** As it was written down before a restart. */
  restore(job: Job): void {
    this.#jobs.set(job.id, job);
  }

  put(job: Job): void {
    this.#jobs.set(job.id, job);
    this.changed(job);
  }

  forgetAll(): void {
    for (const job of this.known()) this.put({ ...job, forgotten: true });
  }
}
