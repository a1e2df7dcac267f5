import type { Clip, Job, MediaFacts } from '@/utils/domain';
import type { VideoProvider } from '@/utils/providers';
import { effectFor, transition, type Effect, type JobEvent } from './machine';

/** The part of the store the runner needs. */
export interface JobStore {
  jobs: {
    get(id: string): Promise<Job | undefined>;
    open(): Promise<Job[]>;
    move(next: Job): Promise<boolean>;
    commit(next: Job, clip: Clip): Promise<boolean>;
  };
  pieces: { get(jobId: string, name: 'file'): Promise<Blob | undefined> };
  sweep(now: number): Promise<void>;
}

export interface RunnerPorts {
  store: JobStore;
  provider(id: Job['request']['providerId']): VideoProvider;
  /** Runs the work unless another context is at it; one runner at a time, freed by death. */
  alone(work: () => Promise<void>): Promise<void>;
  /** No job has anything to do: the providers let go of what they keep ready. */
  rest(): Promise<void>;
  heartbeat: { start(): Promise<void>; stop(): Promise<void> };
  clipFrom(job: Job, media: MediaFacts, clipId: string, now: number): Clip;
  isStorageFull(error: unknown): boolean;
  now(): number;
  newId(): string;
}

/**
 * Moves jobs on. Every step is written before its effect, by compare-and-swap on the job's revision, and what to do
 * next follows from what is stored: it may die between any two lines and be started again anywhere.
 */
export class Runner {
  #running: Promise<void> | undefined;
  #again = false;

  constructor(private readonly ports: RunnerPorts) {}

  /** Looks at every open job once, and again if asked meanwhile. Settles when there is nothing to do for now. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#rounds();
    return this.#running;
  }

  async #rounds(): Promise<void> {
    let trouble: { error: unknown } | undefined;
    while (this.#again) {
      this.#again = false;
      trouble = undefined;
      await this.ports.alone(() => this.#round()).catch((error: unknown) => (trouble = { error }));
    }
    // In the same turn as the look at `#again`: whoever asks later finds nothing running.
    this.#running = undefined;
    if (trouble) throw trouble.error;
  }

  /** The user's wish for one job. False when it has already ended. */
  async tell(id: string, event: { type: 'cancel' } | { type: 'resume' }): Promise<boolean> {
    // Another context may move the job between the read and the write: read it again, a few times.
    for (let i = 0; i < 5; i += 1) {
      const job = await this.ports.store.jobs.get(id);
      const next = job && transition(job, event, this.ports.now());
      if (!next?.ok) return false;
      if (await this.ports.store.jobs.move(next.job)) {
        // What the wish leads to shows in the job.
        void this.run().catch(() => undefined);
        return true;
      }
    }
    return false;
  }

  async #round(): Promise<void> {
    const { store, heartbeat } = this.ports;
    // The next wake-up first, then the work.
    await heartbeat.start();
    const jobs = await store.jobs.open();
    // What is already under way comes first, so that a queued job sees whether there is room.
    const order = (job: Job): number => (job.state === 'queued' ? 1 : 0);
    let trouble: { error: unknown } | undefined;
    for (const job of jobs.toSorted((a, b) => order(a) - order(b))) {
      // One that cannot be moved on must not hold the others up; the next round tries it again.
      await this.#advance(job.id).catch((error: unknown) => (trouble ??= { error }));
    }
    if (trouble) throw trouble.error;

    if (await this.#hasWork()) return;
    await heartbeat.stop();
    // A job added after the look above must not be left without a heartbeat.
    if (await this.#hasWork()) {
      await heartbeat.start();
      return;
    }
    // Whoever was to do this at the end of the last job may have died just before.
    await this.ports.rest();
    await store.sweep(this.ports.now());
  }

  /** Whether there is anything to come back for; a paused job waits for the user, not for the clock. */
  async #hasWork(): Promise<boolean> {
    return (await this.ports.store.jobs.open()).some((job) => effectFor(job.state) !== 'none');
  }

  async #advance(id: string): Promise<void> {
    let job = await this.ports.store.jobs.get(id);
    let effect: Effect = job ? effectFor(job.state) : 'none';
    while (job && effect !== 'none') {
      const event = await this.#carryOut(job, effect);
      if (!event) return;
      const next = transition(job, event, this.ports.now());
      // A refused event, or a row someone else moved on: start over from what is stored, at the next round.
      if (!next.ok || !(await this.ports.store.jobs.move(next.job))) return;
      job = next.job;
      effect = next.effect;
    }
  }

  /** Carries out one effect and says what came of it; undefined: nothing to do now. */
  async #carryOut(job: Job, effect: Effect): Promise<JobEvent | undefined> {
    const provider = this.ports.provider(job.request.providerId);
    switch (effect) {
      case 'prepare':
        if (job.state === 'queued') return (await this.#hasRoom(provider)) ? { type: 'start' } : undefined;
        return { type: 'prepared', attemptId: this.ports.newId() };
      case 'submit': {
        const answer = await provider.submit(job.id, job.request);
        return answer.kind === 'accepted'
          ? { type: 'accepted' }
          : { type: 'failed', problem: answer.problem };
      }
      case 'recover':
        return { type: 'lost', restartable: provider.restartable };
      case 'poll':
        return this.#poll(job, provider);
      case 'download':
        if (job.state === 'ready') return { type: 'download' };
        return (await this.ports.store.pieces.get(job.id, 'file'))
          ? { type: 'downloaded' }
          : { type: 'lost', restartable: provider.restartable };
      case 'verify':
        return this.#verify(job, provider);
      case 'cancel-at-provider':
        await provider.cancel(job.id);
        return { type: 'canceled' };
      case 'none':
        return undefined;
    }
  }

  async #poll(job: Job, provider: VideoProvider): Promise<JobEvent | undefined> {
    const progress = await provider.poll(job.id);
    switch (progress.kind) {
      case 'working':
        return undefined;
      case 'done':
        return { type: 'done', renderMs: progress.renderMs };
      case 'gone':
        return { type: 'lost', restartable: provider.restartable };
      case 'failed':
        return { type: progress.problem === 'storage-full' ? 'paused' : 'failed', problem: progress.problem };
    }
  }

  async #verify(job: Job, provider: VideoProvider): Promise<JobEvent | undefined> {
    const { store, now, newId, clipFrom } = this.ports;
    const verdict = await provider.verify(job.id);
    if (verdict.kind === 'invalid') return { type: 'failed', problem: verdict.problem };
    const clipId = newId();
    const saved = transition(job, { type: 'verified', clipId }, now());
    if (!saved.ok) return undefined;
    try {
      // Record, bytes, poster and job in one transaction; only then is it "saved".
      await store.jobs.commit(saved.job, clipFrom(saved.job, verdict.media, clipId, now()));
      return undefined;
    } catch (error) {
      if (!this.ports.isStorageFull(error)) throw error;
      return { type: 'paused', problem: 'storage-full' };
    }
  }

  async #hasRoom(provider: VideoProvider): Promise<boolean> {
    const open = await this.ports.store.jobs.open();
    const busy = open.filter(
      (job) =>
        job.request.providerId === provider.id &&
        ['preparing', 'intent', 'running', 'canceling'].includes(job.state),
    );
    return busy.length < provider.concurrency;
  }
}
