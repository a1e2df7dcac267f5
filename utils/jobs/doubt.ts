import { claimOf, handleOf, isSameOrder, laneOf, type Attempt, type Job } from '@/utils/domain';
import { mayBeTaken } from './attempts';
import type { JobEvent } from './events';
import { twinJob } from './new-job';
import { LIST_AGAIN_MS, SETTLE_MS } from './patience';
import type { RunnerPorts } from './ports';

const DAY_MS = 24 * 3600_000;
/**
 * How far back second deliveries are looked for, by how long nobody has: a browser may be off for weeks. Each look
 * reaches over the one before it, which may have ended early. The longest is asked for first: to ask takes the turn.
 */
const LOOKS = [
  { unseenMs: 2 * DAY_MS, backMs: 30 * DAY_MS },
  { unseenMs: DAY_MS, backMs: 2 * DAY_MS },
];
/** The work of a job in one of these may be there without its number. */
const IN_DOUBT: ReadonlySet<Job['state']> = new Set(['unknown', 'intent']);
/** Second deliveries are one or two; a list of hundreds is not what was ordered. The rest is left to later looks. */
const MAX_TWINS = 8;

/**
 * What may have been paid for without our knowing: answers that were lost, and orders that a browser sent more than
 * once by itself. Found in the provider's own list, every piece of work becomes a job, and so a clip.
 */
export class Doubt {
  #toSweep: Job[] = [];
  readonly #silent = new Set<string>();

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

  /**
   * Adopts what the provider made of this job's order beside the job itself. Never throws: it is looked for again.
   * False: the provider did not answer.
   */
  async findTwins(job: Job): Promise<boolean> {
    const { store, provider, now } = this.ports;
    const attempt = firstTaken(job);
    // Those of a twin are its first one's: else a list that always has one more would be followed for ever.
    if (!attempt || job.twinOf !== null || provider(job.request).restartable) return true;
    try {
      const found = await provider(job.request).recover(attempt, job.request);
      if (found.kind !== 'listed') return found.kind !== 'unreachable';
      const handles = await this.#unclaimed(job, found.handles);
      if (handles.length === 0) return true;
      // Another job with the same order may be the one that is looked for.
      const inDoubt = (await store.jobs.active()).some(
        (other) =>
          other.id !== job.id && IN_DOUBT.has(other.state) && isSameOrder(other.request, job.request),
      );
      const twins = handles.slice(0, MAX_TWINS).map((handle) => twinJob(job, handle, now()));
      if (!inDoubt) await store.jobs.addTwins(twins);
    } catch {
      // The next look, or tomorrow's, finds them as well.
    }
    return true;
  }

  /** Once a day: all that was sent lately. Ends early when something has happened, and goes on the next time. */
  async sweep(hasNews: () => boolean): Promise<void> {
    const since = await this.#takeTurn();
    if (since !== undefined) {
      this.#toSweep = await this.ports.store.jobs.sentSince(since);
      this.#silent.clear();
    }
    while (!hasNews()) {
      const job = this.#toSweep.shift();
      if (!job) return;
      const lane = laneOf(job.request);
      // Who does not answer for one does not for a hundred, and each question may take its half minute.
      if (job.state === 'unknown' || this.#silent.has(lane)) continue;
      if (!(await this.findTwins(job))) this.#silent.add(lane);
    }
  }

  /** Since when it is looked for; undefined: that was done within a day. */
  async #takeTurn(): Promise<number | undefined> {
    const { store, now } = this.ports;
    for (const { unseenMs, backMs } of LOOKS) {
      if (await store.takeTurn('twins', unseenMs, now())) return now() - backMs;
    }
    return undefined;
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
