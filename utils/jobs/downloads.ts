import { handleOf, laneOf, type Job, type JobProblem } from '@/utils/domain';
import type { Downloaded, VideoProvider } from '@/utils/providers';
import { badFile } from './bad-file';
import type { JobEvent } from './events';
import { at } from './faults';
import { transition } from './machine';
import { event, type Outcome } from './outcome';
import { FORGOTTEN_MS, MAX_CUTS, MAX_FORGOTTEN } from './patience';
import type { RunnerPorts } from './ports';
import { Sink } from './sink';
import { after, backOff } from './waits';

/** Downloads at a time from one server: more would only share the same line, and a slow server holds up no other. */
const MAX_DOWNLOADS = 2;
/** The service's own last word on the work, met where its file should have been. */
const REFUSED: ReadonlySet<JobProblem> = new Set(['content-refused', 'request-refused', 'provider-failed']);

/** Fetches what was made, from wherever it stands. */
export class Downloads {
  /** How many, by lane. */
  readonly #underWay = new Map<string, number>();

  constructor(
    private readonly ports: RunnerPorts,
    private readonly epoch: () => number,
  ) {}

  /** One step of a job that is "ready" or "downloading". Undefined: nothing to do now. */
  async carryOut(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    if (job.state === 'ready') {
      // A place first: a job that only waits for one stays "ready".
      return provider.download && !this.#hasLine(job) ? undefined : event({ type: 'download' });
    }
    if (!provider.download) {
      if (await this.ports.store.pieces.get(job.id, 'file')) return event({ type: 'downloaded' });
      return event({ type: 'lost', restartable: provider.restartable });
    }
    if (!this.#hasLine(job)) return undefined;
    this.#count(job, 1);
    try {
      return await this.ports.awake(this.#fetch(job, provider));
    } finally {
      this.#count(job, -1);
    }
  }

  #hasLine({ request }: Job): boolean {
    return (this.#underWay.get(laneOf(request)) ?? 0) < MAX_DOWNLOADS;
  }

  #count({ request }: Job, more: number): void {
    const lane = laneOf(request);
    this.#underWay.set(lane, (this.#underWay.get(lane) ?? 0) + more);
  }

  async #fetch(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const { store } = this.ports;
    const sink = new Sink(job, this.ports, this.epoch());
    sink.have = await store.pieces.have(job.id);
    try {
      const answer = await provider.download!(handleOf(job), job.request, sink);
      if (answer.ok) await at?.('C28');
      return await this.#move(sink, this.#fetched(sink, answer), answer.ok);
    } catch (error) {
      // What the sink throws comes through: somebody else moved the job on, or the disk is full.
      if (sink.superseded) return undefined;
      if (!this.ports.isStorageFull(error)) throw error;
      return this.#move(sink, { type: 'paused', problem: 'storage-full' }, false);
    }
  }

  #fetched(sink: Sink, answer: Downloaded): JobEvent {
    if (answer.ok) return { type: 'downloaded' };
    const { problem, afterMs, wantsHost = null } = answer;
    if (problem === 'cut') return this.#cut(sink, afterMs);
    if (problem === 'result-expired') return this.#missing(sink);
    if (REFUSED.has(problem)) return { type: 'failed', problem };
    return badFile(problem, this.ports.now()) ?? { type: 'paused', problem, wantsHost };
  }

  /** Before its time is up it may be a server that restarts: looked for as often as a job that nobody knows. */
  #missing(sink: Sink): JobEvent {
    const { download, expiresAt } = sink.job;
    const isOver = expiresAt !== null && expiresAt <= this.ports.now();
    return isOver || (download?.cuts ?? 0) + 1 >= MAX_FORGOTTEN
      ? { type: 'expired', problem: 'result-expired' }
      : this.#cut(sink, FORGOTTEN_MS);
  }

  /** A line that brings nothing new, time after time, is put to the user in the end. */
  #cut(sink: Sink, afterMs: number | null): JobEvent {
    const { cuts, furthest } = sink.job.download ?? { cuts: 0, furthest: 0 };
    const inVain = sink.have > furthest ? 0 : cuts;
    if (inVain >= MAX_CUTS) return { type: 'paused', problem: 'download-failed' };
    return { type: 'cut', nextAt: after(afterMs ?? backOff(inVain), this.ports.now()), have: sink.have };
  }

  /** The sink has moved the job's row on meanwhile: from there. */
  async #move(sink: Sink, next: JobEvent, assemble: boolean): Promise<Outcome | undefined> {
    const { store, now } = this.ports;
    const moved = transition(sink.job, next, now());
    if (!moved.ok) return undefined;
    // What is wrong goes, unless it is all there will ever be.
    const write = { ...moved, epoch: this.epoch(), dropPieces: moved.job.state === 'ready' };
    const written = assemble ? await store.pieces.assemble(write) : await store.jobs.move(write);
    return written ? { kind: 'over' } : undefined;
  }
}
