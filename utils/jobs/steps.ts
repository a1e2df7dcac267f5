import { handleOf, needsNoNetwork, type Job, type JobProblem } from '@/utils/domain';
import type { VideoProvider } from '@/utils/providers';
import { tryOf } from './attempts';
import { badFile } from './bad-file';
import type { Doubt } from './doubt';
import { Downloads } from './downloads';
import type { JobEvent } from './events';
import { at } from './faults';
import { bookCharge, handOver } from './late-words';
import { transition, type Effect } from './machine';
import { event, type Outcome } from './outcome';
import { FORGOTTEN_MS } from './patience';
import type { RunnerPorts } from './ports';
import { after, backOff } from './waits';

/** It may still be charged: put to the user, never given up by itself. */
const OVERDUE: JobEvent = { type: 'ask', problem: 'overdue' };

/** Carries out one effect of a job. Undefined: nothing to do now. */
export class Steps {
  readonly #downloads: Downloads;
  /** Answers to submits that could not be written yet, by attempt: the disk is full, say. */
  readonly #heard = new Map<string, JobEvent>();

  constructor(
    private readonly ports: RunnerPorts,
    private readonly doubt: Doubt,
    private readonly epoch: () => number,
  ) {
    this.#downloads = new Downloads(ports, epoch);
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
        const found = await this.doubt.resolve(job);
        return found && event(found);
      }
      case 'poll':
        return this.#poll(job, provider);
      case 'download':
        return this.#downloads.carryOut(job, provider);
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
    return this.#written(next.job, await this.#submit(next.job, provider));
  }

  /** Writes what came of the call at once: nothing else may come between. */
  async #written(job: Job, answer: JobEvent): Promise<Outcome | undefined> {
    const { store, mirror, now } = this.ports;
    const next = transition(job, answer, now());
    if (!next.ok) return undefined;
    this.#heard.set(tryOf(job), answer);
    if (!(await store.jobs.move({ ...next, epoch: this.epoch() }))) {
      if (answer.type === 'accepted') await handOver(this.ports, job, answer);
      await bookCharge(this.ports, job, answer);
      return undefined;
    }
    this.#heard.delete(tryOf(job));
    await at?.('C14');
    if (answer.type === 'accepted') {
      // Before anything that takes time: the number of paid work is worth keeping twice.
      await mirror(await store.jobs.active()).catch(() => undefined);
      await this.doubt.findTwins(next.job);
    }
    return { kind: 'over' };
  }

  async #submit(job: Job, provider: VideoProvider): Promise<JobEvent> {
    const call = provider.submit({ jobId: job.id, attemptId: tryOf(job), request: job.request });
    const answer = await (provider.restartable ? call : this.ports.awake(call));
    await at?.('C12');
    switch (answer.kind) {
      case 'accepted': {
        const { handle, expiresAt, usd } = answer;
        return { type: 'accepted', handle, expiresAt, nextAt: 0, usd };
      }
      case 'refused':
        return { type: 'refused', problem: answer.problem, failure: answer.failure };
      case 'later':
        return { type: 'later', nextAt: this.#in(answer.afterMs) };
      case 'blocked':
        return { type: 'blocked', problem: answer.problem };
      case 'doubtful':
        return { type: 'doubtful' };
    }
  }

  async #poll(job: Job, provider: VideoProvider): Promise<Outcome | undefined> {
    const progress = await provider.poll(handleOf(job) || job.id, job.request);
    const isOverdue = !provider.restartable && job.deadlineAt > 0 && this.ports.now() > job.deadlineAt;
    switch (progress.kind) {
      case 'working': {
        if (isOverdue) return event(OVERDUE);
        const { percent, expiresAt, afterMs, ahead } = progress;
        return afterMs === null
          ? undefined
          : event({ type: 'progress', percent, ahead, expiresAt, nextAt: this.#in(afterMs) });
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
        if (isOverdue) return event(OVERDUE);
        return event({ type: 'unreachable', nextAt: this.#in(progress.afterMs ?? backOff(job.misses)) });
      case 'blocked':
        return event({ type: 'paused', problem: progress.problem });
    }
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
    const wrong = badFile(problem, this.ports.now());
    if (!wrong) return undefined;
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
    return after(ms, this.ports.now());
  }
}
