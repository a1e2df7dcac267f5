import { handleOf, laneOf, needsNoNetwork, type Job, type JobProblem } from '@/utils/domain';
import type { Downloaded, DownloadSink, VideoProvider } from '@/utils/providers';
import { Doubt } from './doubt';
import { at } from './faults';
import { transition, type Effect, type JobEvent } from './machine';
import { FORGOTTEN_MS, MAX_AFTER_MS, MAX_CUTS, MAX_FORGOTTEN, UNREACHABLE_MS } from './patience';
import type { RunnerPorts } from './ports';

/** What came of an effect: an event to be written, or the job was written along with it. */
export type Outcome =
  { kind: 'event'; event: JobEvent; dropPieces?: boolean; assemble?: boolean } | { kind: 'over' };

/** Downloads at a time from one server: more would only share the same line, and a slow server holds up no other. */
const DOWNLOADS = 2;
/** The file's own fault: fetched again from the start, a few times. */
const BAD_FILE = new Set<string>([
  'not-a-video',
  'file-empty',
  'file-truncated',
  'file-too-large',
  'file-invalid',
]);

const tryOf = (job: Job): string => job.attempts.at(-1)?.id ?? '';
/** The service's own last word on the work, met where its file should have been. */
const REFUSED = new Set<string>(['content-refused', 'request-refused', 'provider-failed']);

const event = (event: JobEvent): Outcome => ({ kind: 'event', event });

/** Carries out one effect of a job. Undefined: nothing to do now. */
export class Steps {
  readonly #doubt: Doubt;
  /** Downloads under way, by lane. */
  readonly #downloads = new Map<string, number>();
  /** Answers to submits that could not be written yet, by attempt: the disk is full, say. */
  readonly #heard = new Map<string, JobEvent>();

  constructor(
    private readonly ports: RunnerPorts,
    private readonly epoch: () => number,
  ) {
    this.#doubt = new Doubt(ports);
  }

  async carryOut(job: Job, effect: Effect): Promise<Outcome | undefined> {
    const provider = this.ports.provider(job.request);
    switch (effect) {
      case 'prepare':
        if (await this.#mustWait(job)) return undefined;
        return job.state === 'preparing' ? this.#prepare(job, provider) : event({ type: 'start' });
      case 'recover': {
        if (job.state === 'intent') {
          return event(this.#heard.get(tryOf(job)) ?? { type: 'lost', restartable: provider.restartable });
        }
        const found = await this.#doubt.resolve(job);
        return found && event(found);
      }
      case 'poll':
        return this.#poll(job, provider);
      case 'download':
        return this.#download(job, provider);
      case 'verify':
        return this.#verify(job, provider);
      case 'cancel-at-provider':
        return this.#cancel(job, provider);
      // Only ever follows its intent, within "prepare".
      case 'submit':
      case 'none':
        return undefined;
    }
  }

  /** Sent into nothing it would be in doubt; and what the service put off is held by the user's halt like the queue. */
  async #mustWait({ state, request }: Job): Promise<boolean> {
    const { store, online } = this.ports;
    if (!online() && !needsNoNetwork(request)) return true;
    return state === 'waiting' && (await store.queuePaused());
  }

  /** All that can be known before money is at stake; then the intent, with the caps in the same transaction. */
  async #prepare(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const { store, capsCheck, hasDiskSpace, now, newId } = this.ports;
    await at?.('C07');
    const problem = await provider.ready(job.request);
    if (problem) return event({ type: 'paused', problem });
    // A clip that cannot be stored is not bought.
    if (!provider.restartable && !(await hasDiskSpace())) {
      return event({ type: 'paused', problem: 'storage-full' });
    }
    const estimate = provider.estimate(job.request);
    const prepared: JobEvent = { type: 'prepared', attemptId: newId(), epoch: this.epoch(), estimate };
    const next = transition(job, prepared, now());
    if (!next.ok) return undefined;
    await at?.('C08');
    const written = await store.jobs.intend({ ...next, epoch: this.epoch() }, capsCheck);
    if (written === 'stale') return undefined;
    if (written !== 'written') return event({ type: 'paused', problem: written });
    await at?.('C09');
    const answer = await this.#submit(next.job, provider);
    return this.#written(next.job, answer);
  }

  /** Writes what came of the call at once: nothing else may come between. */
  async #written(job: Job, outcome: Outcome): Promise<Outcome | undefined> {
    if (outcome.kind === 'over') return outcome;
    const { store, now } = this.ports;
    const next = transition(job, outcome.event, now());
    if (!next.ok) return undefined;
    this.#heard.set(tryOf(job), outcome.event);
    if (!(await store.jobs.move({ ...next, epoch: this.epoch() }))) {
      if (outcome.event.type === 'accepted') await this.#hand(job, outcome.event);
      return undefined;
    }
    this.#heard.delete(tryOf(job));
    await at?.('C14');
    if (outcome.event.type === 'accepted') {
      // Before anything that takes time: the number of paid work is worth keeping twice.
      await this.ports.mirror(await store.jobs.active()).catch(() => undefined);
      await this.#doubt.findTwins(next.job);
    }
    return { kind: 'over' };
  }

  /**
   * Another runner took us for dead, and put the job in doubt or is about to: the answer we hold ends that doubt. Or
   * the service gave us the number of another job's work: then nobody knows what became of this one.
   */
  async #hand(job: Job, accepted: JobEvent & { type: 'accepted' }): Promise<void> {
    const { store, now } = this.ports;
    const { handle } = accepted;
    const row = await store.jobs.get(job.id);
    if (!row || tryOf(row) !== tryOf(job)) return;
    const found: JobEvent =
      row.state === 'unknown' ? { type: 'adopted', handle, nextAt: 0 } : { type: 'claim', handle };
    for (const event of row.state === 'intent' ? [accepted, { type: 'doubtful' } as const] : [found]) {
      const next = transition(row, event, now());
      if (next.ok && (await store.jobs.move(next))) return;
    }
  }

  async #submit(job: Job, provider: VideoProvider): Promise<Outcome> {
    const call = provider.submit({ jobId: job.id, attemptId: tryOf(job), request: job.request });
    const answer = await (provider.restartable ? call : this.ports.awake(call));
    await at?.('C12');
    switch (answer.kind) {
      case 'accepted':
        return event({ type: 'accepted', handle: answer.handle, expiresAt: answer.expiresAt, nextAt: 0 });
      case 'refused':
        return event({ type: 'refused', problem: answer.problem, failure: answer.failure });
      case 'later':
        return event({ type: 'later', nextAt: this.#in(answer.afterMs) });
      case 'blocked':
        return event({ type: 'blocked', problem: answer.problem });
      case 'doubtful':
        return event({ type: 'doubtful' });
    }
  }

  async #poll(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const { now } = this.ports;
    const progress = await provider.poll(handleOf(job) || job.id, job.request);
    switch (progress.kind) {
      case 'working': {
        if (job.deadlineAt > 0 && now() > job.deadlineAt && !provider.restartable) {
          return event({ type: 'ask', problem: 'overdue' });
        }
        const { percent, expiresAt, afterMs } = progress;
        return afterMs === null
          ? undefined
          : event({ type: 'progress', percent, expiresAt, nextAt: this.#in(afterMs) });
      }
      case 'done': {
        const { renderMs, expiresAt, chargedUsd } = progress;
        await at?.('C21');
        return event({ type: 'done', renderMs, expiresAt, chargedUsd });
      }
      case 'gone':
        return provider.restartable
          ? event({ type: 'lost', restartable: true })
          : event({ type: 'forgotten', nextAt: this.#in(FORGOTTEN_MS) });
      case 'failed': {
        const { problem, failure, chargedUsd } = progress;
        await at?.('C22');
        if (problem === 'storage-full') return event({ type: 'paused', problem });
        return event({ type: 'failed', problem, failure, chargedUsd });
      }
      case 'unreachable':
        if (job.deadlineAt > 0 && now() > job.deadlineAt) return event({ type: 'ask', problem: 'overdue' });
        return event({ type: 'unreachable', nextAt: this.#in(progress.afterMs ?? backOff(job.misses)) });
      case 'blocked':
        return event({ type: 'paused', problem: progress.problem });
    }
  }

  async #download(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
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
    return (this.#downloads.get(laneOf(request)) ?? 0) < DOWNLOADS;
  }

  #count({ request }: Job, more: number): void {
    const lane = laneOf(request);
    this.#downloads.set(lane, (this.#downloads.get(lane) ?? 0) + more);
  }

  async #fetch(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const { store } = this.ports;
    const sink = new Sink(job, this.ports, this.epoch());
    sink.have = await store.pieces.have(job.id);
    try {
      const answer = await provider.download!(handleOf(job), job.request, sink);
      if (answer.ok) await at?.('C28');
      return await this.#after(sink, this.#fetched(sink, answer), answer.ok);
    } catch (error) {
      // What the sink throws comes through: somebody else moved the job on, or the disk is full.
      if (sink.superseded) return undefined;
      if (!this.ports.isStorageFull(error)) throw error;
      return this.#after(sink, { type: 'paused', problem: 'storage-full' }, false);
    }
  }

  #fetched(sink: Sink, answer: Downloaded): JobEvent {
    if (answer.ok) return { type: 'downloaded' };
    const { problem, afterMs, wantsHost = null } = answer;
    if (problem === 'cut') return this.#cut(sink, afterMs);
    if (problem === 'result-expired') return this.#missing(sink);
    if (BAD_FILE.has(problem)) return { type: 'bad-file', problem, nextAt: this.#in(UNREACHABLE_MS.first) };
    if (REFUSED.has(problem)) return { type: 'failed', problem };
    return { type: 'paused', problem, wantsHost };
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
    return { type: 'cut', nextAt: this.#in(afterMs ?? backOff(inVain)), have: sink.have };
  }

  /** The sink has moved the job's row on meanwhile: from there. */
  async #after(sink: Sink, next: JobEvent, assemble: boolean): Promise<Outcome | undefined> {
    const { store, now } = this.ports;
    const moved = transition(sink.job, next, now());
    if (!moved.ok) return undefined;
    // What is wrong goes, unless it is all there will ever be.
    const write = { ...moved, epoch: this.epoch(), dropPieces: moved.job.state === 'ready' };
    const written = assemble ? await store.pieces.assemble(write) : await store.jobs.move(write);
    return written ? { kind: 'over' } : undefined;
  }

  async #verify(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const { store, inspector, now, newId, clipFrom } = this.ports;
    const verdict = await inspector.verify(job.id, provider.restartable);
    if (verdict.kind === 'invalid') return this.#invalid(job, provider, verdict.problem);
    const clipId = newId();
    const saved = transition(job, { type: 'verified', clipId }, now());
    if (!saved.ok) return undefined;
    await at?.('C29');
    try {
      // Record, bytes, poster and job in one transaction; only then is it "saved".
      const clip = clipFrom(saved.job, verdict.media, clipId, now());
      const written = await store.jobs.commit({ ...saved, epoch: this.epoch() }, clip);
      await at?.('C31');
      return written ? { kind: 'over' } : undefined;
    } catch (error) {
      if (!this.ports.isStorageFull(error)) throw error;
      return event({ type: 'paused', problem: 'storage-full' });
    }
  }

  #invalid(job: Job, provider: VideoProvider, problem: JobProblem): Outcome | undefined {
    if (provider.restartable) return event({ type: 'failed', problem });
    // It is whole or not, but nobody could look: what is paid for is kept, and looked at again.
    if (problem === 'storage-full' || problem === 'storage-trouble')
      return event({ type: 'paused', problem });
    if (!BAD_FILE.has(problem)) return undefined;
    const wrong: JobEvent = { type: 'bad-file', problem, nextAt: this.#in(UNREACHABLE_MS.first) };
    const next = transition(job, wrong, this.ports.now());
    return { kind: 'event', event: wrong, dropPieces: next.ok && next.job.state === 'ready' };
  }

  async #cancel(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    await at?.('C35');
    const answer = await provider.cancel(handleOf(job) || job.id, job.request);
    if (answer === 'canceled') return event({ type: 'canceled' });
    if (answer === 'unreachable') {
      return event({ type: 'cancel-unheard', nextAt: this.#in(backOff(job.misses)) });
    }
    return event({ type: 'cancel-refused', answer });
  }

  #in(ms: number): number {
    return this.ports.now() + Math.min(Math.max(ms, 0), MAX_AFTER_MS);
  }
}

/** Where a download's bytes go; what must be known of the file to go on after a death is in the job's row. */
class Sink implements DownloadSink {
  have = 0;
  /** The job was moved on by somebody else; what comes now belongs to nobody. */
  superseded = false;

  constructor(
    public job: Job,
    private readonly ports: RunnerPorts,
    private readonly epoch: number,
  ) {}

  get etag(): string {
    return this.job.download?.etag ?? '';
  }

  get total(): number {
    return this.job.download?.total ?? 0;
  }

  async begin(file: { etag: string; total: number }): Promise<void> {
    const next = transition(this.job, { type: 'resource', ...file }, this.ports.now());
    const written =
      next.ok && (await this.ports.store.jobs.move({ ...next, epoch: this.epoch, dropPieces: true }));
    if (!written) this.#stop();
    if (next.ok) this.job = next.job;
    this.have = 0;
  }

  async append(start: number, bytes: Blob): Promise<void> {
    const { id, rev } = this.job;
    if (!(await this.ports.store.pieces.append(id, start, bytes, rev))) this.#stop();
    this.have = start + bytes.size;
    await at?.('C25');
  }

  #stop(): never {
    this.superseded = true;
    throw new Error('the job was moved on meanwhile');
  }
}

/** 5 s, 10 s, 20 s ... up to five minutes. */
function backOff(times: number): number {
  return Math.min(UNREACHABLE_MS.first * 2 ** Math.min(times, 10), UNREACHABLE_MS.most);
}
