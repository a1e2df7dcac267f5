import { laneOf, needsNoNetwork, type Job } from '@/utils/domain';
import { Doubt } from './doubt';
import type { UserEvent } from './events';
import { at } from './faults';
import { bookCharge } from './late-words';
import { effectFor, transition } from './machine';
import { MAX_AFTER_MS } from './patience';
import type { JobWrite, RunnerPorts } from './ports';
import { Steps } from './steps';

/** Heads of each lane that are read; no provider takes more at a time. */
const PER_LANE = 8;
/** A next look that is farther off is the heartbeat's, so that the background may sleep meanwhile. */
const SHORT_WAIT_MS = 25_000;
/** Places at a provider that a job in this state takes up. */
const OCCUPIES = new Set<Job['state']>(['preparing', 'intent', 'running', 'canceling']);

/**
 * Moves jobs on. Every step is written before its effect, by compare-and-swap on the job's revision, and what to do
 * next follows from what is stored: it may die between any two lines and be started again anywhere.
 */
export class Runner {
  readonly #steps: Steps;
  readonly #doubt: Doubt;
  #session: Promise<void> | undefined;
  #again = false;
  #nudge: () => void = () => undefined;
  /** Jobs somebody is at. */
  readonly #busy = new Map<string, Promise<void>>();
  /** Jobs that had nothing to do, by the turn in which that was so: looked at again when something happened. */
  readonly #resting = new Map<string, number>();
  #turn = 0;
  #epoch = 0;
  #trouble: { error: unknown } | undefined;

  constructor(private readonly ports: RunnerPorts) {
    this.#doubt = new Doubt(ports);
    this.#steps = new Steps(ports, this.#doubt, () => this.#epoch);
  }

  /** Whether nobody is at any job: nothing would be cut off now. */
  get isIdle(): boolean {
    return this.#session === undefined;
  }

  /** Looks at every open job, and again if asked meanwhile. Settles when there is nothing to do for now. */
  run(): Promise<void> {
    this.#happened();
    this.#session ??= this.#sessions();
    return this.#session;
  }

  /** The user's wish for one job. False when it does not fit what the job has become. */
  async tell(id: string, event: UserEvent): Promise<boolean> {
    // Another context may move the job between the read and the write: read it again, a few times.
    for (let i = 0; i < 5; i += 1) {
      const job = await this.ports.store.jobs.get(id);
      const next = job && transition(job, event, this.ports.now());
      if (!next?.ok) return false;
      if (await this.ports.store.jobs.move(next)) {
        // What the wish leads to shows in the job.
        void this.run().catch(() => undefined);
        return true;
      }
    }
    return false;
  }

  #happened(): void {
    this.#again = true;
    this.#turn += 1;
    this.#nudge();
  }

  async #sessions(): Promise<void> {
    this.#trouble = undefined;
    while (this.#again) {
      this.#again = false;
      await this.ports.alone(() => this.#rounds()).catch((error: unknown) => (this.#trouble = { error }));
    }
    // In the same turn as the look at `#again`: whoever asks later finds nothing running.
    this.#session = undefined;
    const trouble = this.#trouble as { error: unknown } | undefined;
    if (trouble) throw trouble.error;
  }

  /** Until nobody is at any job and nothing has happened meanwhile. */
  async #rounds(): Promise<void> {
    const { store, heartbeat } = this.ports;
    // The next wake-up first, then the work.
    await heartbeat.start();
    this.#epoch = await store.lease();
    do {
      // Whatever went wrong is tried again when something has happened, and only then.
      if (this.#again) this.#trouble = undefined;
      this.#again = false;
      const nudged = new Promise<void>((resolve) => (this.#nudge = resolve));
      await this.#look();
      if (!this.#again && this.#busy.size > 0) await Promise.race([nudged, ...this.#busy.values()]);
    } while (this.#again || this.#busy.size > 0);
    await this.#afterwards();
  }

  async #look(): Promise<void> {
    const active = await this.ports.store.jobs.active();
    for (const job of active.toSorted(byUrgency)) if (this.#isDue(job)) this.#begin(job.id);
    await this.#startQueued(active);
  }

  #isDue(job: Job): boolean {
    if (this.#busy.has(job.id) || this.#resting.get(job.id) === this.#turn) return false;
    const wait = job.nextAt - this.ports.now();
    // Nobody waits that long: the clock was set back.
    return wait <= 0 || wait > MAX_AFTER_MS + SHORT_WAIT_MS;
  }

  async #startQueued(active: readonly Job[]): Promise<void> {
    const { store, provider, online, now } = this.ports;
    if (await store.queuePaused()) return;
    const taken = new Map<string, number>();
    for (const job of active) {
      const lane = laneOf(job.request);
      // A service that said "later" said it to all.
      const places = job.state === 'waiting' ? PER_LANE : OCCUPIES.has(job.state) ? 1 : 0;
      taken.set(lane, (taken.get(lane) ?? 0) + places);
    }
    for (const job of await store.jobs.heads(PER_LANE)) {
      const lane = laneOf(job.request);
      const { concurrency } = provider(job.request);
      const used = taken.get(lane) ?? 0;
      if (used >= concurrency || (!online() && !needsNoNetwork(job.request)) || this.#busy.has(job.id))
        continue;
      const next = transition(job, { type: 'start' }, now());
      if (!next.ok || !(await store.jobs.move({ ...next, epoch: this.#epoch }))) continue;
      taken.set(lane, used + 1);
      this.#begin(job.id);
    }
  }

  /** One that cannot be moved on must not hold the others up; the next look tries it again. */
  #begin(id: string): void {
    const turn = this.#turn;
    const work = this.#advance(id).then(
      (changed) => this.#ended(id, turn, changed),
      (error: unknown) => {
        this.#trouble = { error };
        this.#ended(id, turn, false);
      },
    );
    this.#busy.set(id, work);
  }

  #ended(id: string, turn: number, changed: boolean): void {
    this.#busy.delete(id);
    // A place may have become free for another.
    if (changed) this.#happened();
    else this.#resting.set(id, turn);
  }

  /** Step by step, each stored before the next; true when there was any. */
  async #advance(id: string): Promise<boolean> {
    const { store, now } = this.ports;
    let job = await store.jobs.get(id);
    let changed = false;
    let effect = job ? effectFor(job.state) : 'none';
    while (job && effect !== 'none') {
      const outcome = await this.#steps.carryOut(job, effect);
      if (!outcome) return changed;
      if (outcome.kind === 'over') return true;
      const next = transition(job, outcome.event, now());
      if (!next.ok || !(await this.#write(next, outcome.dropPieces))) {
        await bookCharge(this.ports, job, outcome.event);
        // Moved on by someone else: again from what is stored. If not, the lease is another's, and asking again at
        // once would never end.
        return changed || (await store.jobs.get(id))?.rev !== job.rev;
      }
      changed = true;
      job = next.job;
      effect = next.effect;
      if (outcome.event.type === 'done') await this.#doubt.findTwins(job);
      // Not yet: whoever looks next finds it due.
      if (job.nextAt > now()) return true;
    }
    return changed;
  }

  async #write(next: JobWrite, dropPieces = false): Promise<boolean> {
    const write: JobWrite = { ...next, epoch: this.#epoch, dropPieces };
    await at?.(`before-${write.job.state}`);
    const written = await this.ports.store.jobs.move(write);
    await at?.(`after-${write.job.state}`);
    return written;
  }

  async #afterwards(): Promise<void> {
    const { store, heartbeat, lookAfter, mirror, now } = this.ports;
    const open = await store.jobs.active();
    // One that is due and could not be moved on would be looked at for ever, without a pause.
    const ahead = open.filter(({ id, nextAt }) => nextAt > 0 && this.#resting.get(id) !== this.#turn);
    const next = Math.min(...ahead.map((job) => job.nextAt)) - now();
    if (next < SHORT_WAIT_MS) lookAfter(Math.max(next, 0));
    await this.#attempt(mirror(open));
    for (const row of await store.outbox.list()) await this.#attempt(this.ports.deliver(row));
    await this.#attempt(this.#doubt.sweep(() => this.#again));
    if (open.length > 0 || (await this.#canStart())) return;
    await heartbeat.stop();
    // A job added after the look above must not be left without a heartbeat.
    if ((await store.jobs.active()).length > 0 || (await this.#canStart())) {
      await heartbeat.start();
      return;
    }
    // Whoever was to do this at the end of the last job may have died just before.
    await this.ports.rest();
    await store.sweep(now());
  }

  /** What does not succeed is tried again at the next look, and must not hold up the rest. */
  async #attempt(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => (this.#trouble = { error }));
  }

  async #canStart(): Promise<boolean> {
    const { store } = this.ports;
    return !(await store.queuePaused()) && (await store.jobs.heads(1)).length > 0;
  }
}

/** What is nearest to being lost first; then in the order of the clicks. */
function byUrgency(a: Job, b: Job): number {
  const until = ({ state, expiresAt }: Job): number =>
    state === 'ready' || state === 'downloading' ? (expiresAt ?? Number.MAX_SAFE_INTEGER) : Infinity;
  const [left, right] = [until(a), until(b)];
  return left === right ? a.order - b.order : left - right;
}
