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
  /** The order as it came, overlong values cut down. */
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly key: string | null;
  readonly remixOf: string | null;
  /** Faults written on it. */
  readonly traits: readonly Pick<FaultCall, 'name' | 'arg'>[];
  /** Set by `finish` and `fail`, and when it is cancelled. */
  verdict: { at: number; error: JobError | null; cancelled?: boolean } | null;
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
  status: 'queued' | 'in_progress' | 'completed' | 'failed' | 'cancelled';
  progress: number;
  /** When it came to whatever end. */
  endedAt: number | null;
  completedAt: number | null;
  expiresAt: number | null;
  error: JobError | null;
  /** There is a file, and it can still be had. */
  hasFile: boolean;
  /** There was a file, and its time is over. */
  expired: boolean;
  /** The word of a 'word' fault while it runs, of an 'ends-as' fault then. */
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
    endedAt: null,
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
  const cancelled = job.verdict?.cancelled === true;
  const failed = !cancelled && error !== null && !completedLate;
  const word = cancelled || failed ? null : (trait(job, 'ends-as') ?? null);
  const completed = !failed && !cancelled;
  const none = !completed || completedLate || word !== null || trait(job, 'no-video') !== undefined;
  const expiresAt = expiryOf(job, pace, at);
  const expired = !none && expiresAt !== null && pace.now >= expiresAt;
  return {
    job,
    status: cancelled ? 'cancelled' : failed ? 'failed' : 'completed',
    progress: completed ? 100 : 0,
    endedAt: at,
    completedAt: completed ? at : null,
    expiresAt: completed ? expiresAt : null,
    error: cancelled ? null : completedLate ? MODERATED : error,
    hasFile: !none && !expired,
    expired,
    word,
  };
}

/** What moderation refused: the text unless the fault says otherwise. */
export function refusedPart(job: Job): 'text' | 'image' | 'output' {
  const part = trait(job, 'moderated') ?? trait(job, 'moderated-completed');
  return part === 'image' || part === 'output' ? part : 'text';
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

  cancel(job: Job, at: number): Job {
    const cancelled = { ...job, verdict: { at, error: null, cancelled: true } };
    this.put(cancelled);
    return cancelled;
  }

  forgetAll(): void {
    for (const job of this.known()) this.put({ ...job, forgotten: true });
  }
}
