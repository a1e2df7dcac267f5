import { claimOf, handleOf, isSameOrder, type Attempt, type Job } from '@/utils/domain';
import { mayBeTaken, twinJob, type JobEvent } from './machine';
import { LIST_AGAIN_MS, SETTLE_MS } from './patience';
import type { RunnerPorts } from './ports';

/** How far back second deliveries are looked for, and how often. */
const ORPHANS_MS = 48 * 3600_000;
const ORPHANS_EVERY_MS = 24 * 3600_000;

/**
 * What may have been paid for without our knowing: answers that were lost, and orders that a browser sent more than
 * once by itself. Found in the provider's own list, every piece of work becomes a job, and so a clip.
 */
export class Doubt {
  constructor(private readonly ports: Pick<RunnerPorts, 'store' | 'provider' | 'now'>) {}

  /** Looks for the work of a job whose answer was lost. */
  async resolve(job: Job): Promise<JobEvent | undefined> {
    const { provider, now } = this.ports;
    const attempt = firstTaken(job);
    if (!attempt) return undefined;
    const found = await provider(job.request).recover(attempt, job.request);
    if (found.kind === 'no-list') return { type: 'ask', problem: 'answer-lost' };
    if (found.kind === 'unreachable') return { type: 'list-unread', nextAt: now() + LIST_AGAIN_MS };
    const [handle] = await this.#unclaimed(job, found.handles);
    if (handle !== undefined) return { type: 'adopted', handle, nextAt: 0 };
    const wait = SETTLE_MS[job.looks] ?? LIST_AGAIN_MS;
    return { type: 'not-listed', nextAt: now() + wait };
  }

  /** Adopts what the provider made of this job's order beside the job itself. Never throws: it is looked for again. */
  async findTwins(job: Job): Promise<void> {
    const { store, provider, now } = this.ports;
    const attempt = firstTaken(job);
    if (!attempt || provider(job.request).restartable) return;
    try {
      const found = await provider(job.request).recover(attempt, job.request);
      if (found.kind !== 'listed') return;
      const handles = await this.#unclaimed(job, found.handles);
      if (handles.length === 0) return;
      // Another job with the same order may be the one that is looked for.
      const inDoubt = (await store.jobs.active()).some(
        (other) =>
          other.id !== job.id &&
          (other.state === 'unknown' || other.state === 'intent') &&
          isSameOrder(other.request, job.request),
      );
      if (!inDoubt) await store.jobs.addTwins(handles.map((handle) => twinJob(job, handle, now())));
    } catch {
      // The next look, or tomorrow's, finds them as well.
    }
  }

  /** Once a day: all that was sent lately. */
  async sweep(): Promise<void> {
    const { store, now } = this.ports;
    if (!(await store.takeTurn('twins', ORPHANS_EVERY_MS, now()))) return;
    for (const job of await store.jobs.sentSince(now() - ORPHANS_MS)) {
      if (job.state !== 'unknown' && job.twinOf === null) await this.findTwins(job);
    }
  }

  async #unclaimed(job: Job, handles: readonly string[]): Promise<string[]> {
    const own = handleOf(job);
    const others = handles.filter((handle) => handle !== own);
    const taken = await this.ports.store.jobs.claimed(others.map((handle) => claimOf(job.request, handle)));
    return others.filter((handle) => !taken.has(claimOf(job.request, handle)));
  }
}

/** The first try that the provider may have taken on: whatever it made of the order since then may be this job's. */
function firstTaken(job: Job): Attempt | undefined {
  return job.attempts.find(mayBeTaken);
}
