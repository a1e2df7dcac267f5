import { NO_CAPS, type Caps, type Job, type NoticeKind } from '@/utils/domain';
import { checkCaps } from '@/utils/budget';
import { deliver, newJob, Runner, type JobStore, type UserEvent } from '@/utils/jobs';
import { aClip, aSource } from '../unit/samples';
import { auditCaps, auditPost, auditWrite, Breach } from './audit';
import { SimProvider, simInspector } from './provider';
import { anOrder, Service, type Manners } from './service';
import { Full, MemoryStore, Shut, type SimStore } from './store';
import { World, type Life } from './world';

/** A background that dies after so long without anything to do, as both browsers see to it. */
const IDLE_MS = 30_000;
const MAX_STEPS = 60_000;

interface Background extends Life {
  runner: Runner;
  /** Pieces of work for which it keeps itself awake. */
  awake: number;
}

/** A browser with its store, a service at the other end, and a user. */
export class Simulation {
  readonly world: World;
  readonly service: Service;
  /** Another one after a loss; backgrounds that are alive keep theirs. */
  store: SimStore;
  /** Backgrounds that are alive; more than one only where a test says so. */
  lives: Background[] = [];
  readonly told: { jobId: string; notice: NoticeKind }[] = [];
  readonly resends = new Map<string, number>();
  /** What must not be; the run is over then. */
  breach: unknown;
  mirrored: Job[] = [];
  beats = false;
  /** How often the heartbeat rings. */
  beatMs = 60_000;
  diskSpace = true;
  #caps: Caps = NO_CAPS;
  #lock: Life | undefined;
  #born = 0;
  #ids = 0;

  constructor(seed: number, manners: Manners, store: SimStore = new MemoryStore()) {
    this.world = new World(seed);
    this.service = new Service(manners, () => this.world.time);
    this.store = store;
    this.world.onDeath((life) => {
      // The browser frees the lock of the dead; a zombie does not know that it is one.
      if (this.#lock === life) this.#lock = undefined;
      this.lives = this.lives.filter((other) => other !== life);
    });
  }

  /** Starts a background: its first turn looks at everything there is. */
  boot(): Background {
    const life = { name: `life ${(this.#born += 1)}`, left: Infinity, awake: 0 };
    const background: Background = Object.assign(life, { runner: this.#runnerOf(life) });
    this.lives.push(background);
    this.look(background);
    return background;
  }

  look(background: Background | undefined = this.lives[0]): void {
    void (background ?? this.boot()).runner.run().catch((error: unknown) => this.#note(error));
  }

  async setCaps(caps: Caps): Promise<void> {
    this.#caps = caps;
    await this.store.setCaps(caps);
  }

  /** The click in a view: the job is stored there, then a background is woken. */
  async order(id: string, words: string, usdPerSecond: number | null = 0.1): Promise<'added' | 'exists'> {
    const request = anOrder(words, usdPerSecond);
    const added = await this.store.add(newJob({ id, source: aSource(), request, now: this.world.now }));
    this.look();
    return added;
  }

  /** A wish of the user; a view sends it to the background, which is started for it. */
  tell(id: string, event: UserEvent, background = this.lives[0] ?? this.boot()): void {
    void background.runner.tell(id, event).catch((error: unknown) => this.#note(error));
  }

  /** Lets time pass and the living act until nobody has anything to do any more, or for that long. */
  async run(forMs = Infinity): Promise<void> {
    const until = this.world.time + forMs;
    for (let i = 0; i < MAX_STEPS; i += 1) {
      if (this.breach) throw this.breach;
      if (await this.world.go()) continue;
      const next = this.world.nextTimer;
      if (next === undefined || next > until) return;
      // Whoever has nothing to do for that long is stopped; the alarm starts another one.
      if (next - this.world.time >= IDLE_MS) this.#endIdle();
      await this.world.passTo(next);
    }
    throw new Breach('it never comes to rest');
  }

  #endIdle(): void {
    for (const life of this.lives.filter(({ awake }) => awake === 0)) this.world.kill(life);
  }

  #note(error: unknown): void {
    if (error instanceof Full || error instanceof Shut) return;
    this.breach ??= error;
  }

  #runnerOf(life: Life & { awake: number }): Runner {
    const { world, service } = this;
    const store = this.#storeOf(life);
    const provider = new SimProvider(world, life, service, {
      post: (post) => this.#watch(() => auditPost(post, service.posts, this.store, this.resends)),
    });
    const inspector = simInspector(world, life, this.store);
    return new Runner({
      store,
      provider: () => provider,
      inspector,
      alone: (work) => this.#alone(life, work),
      awake: async (work) => {
        life.awake += 1;
        return work.finally(() => (life.awake -= 1));
      },
      rest: () => provider.rest(),
      heartbeat: {
        start: () => world.act(life, 'heartbeat on', () => this.#beat()),
        stop: () => world.act(life, 'heartbeat off', () => void (this.beats = false)),
      },
      lookAfter: (ms) => world.after(ms, () => this.look(this.lives.find((it) => it === life)), life),
      capsCheck: checkCaps,
      clipFrom: (job, media, id, now) =>
        aClip({ id, jobId: job.id, media, createdAt: now, title: job.attempts.at(-1)?.handle ?? '' }),
      deliver: (row) =>
        deliver(row, {
          store,
          inspector,
          notify: (jobId, notice) => world.act(life, 'notify', () => void this.told.push({ jobId, notice })),
        }),
      mirror: (jobs) => world.act(life, 'mirror', () => void (this.mirrored = structuredClone([...jobs]))),
      isStorageFull: (error) => error instanceof Full,
      hasDiskSpace: () => world.step(life, 'disk space', () => this.diskSpace),
      online: () => true,
      now: () => world.now,
      newId: () => `id-${(this.#ids += 1)}`,
    });
  }

  async #alone(life: Life, work: () => Promise<void>): Promise<void> {
    await this.world.turn(life, 'lock');
    if (this.#lock) return;
    this.#lock = life;
    try {
      await work();
    } finally {
      if (this.#lock === life) this.#lock = undefined;
    }
  }

  /** Rings until it is stopped, whoever lives or dies, and starts a background if none is there. */
  #beat(): void {
    if (this.beats) return;
    this.beats = true;
    const ring = (): void => {
      if (!this.beats) return;
      this.world.after(this.beatMs, ring);
      this.look();
    };
    this.world.after(this.beatMs, ring);
  }

  /** The store as one life sees it: every call may be its last, before or behind what it does. */
  #storeOf(life: Life): JobStore {
    const { world, store } = this;
    const { jobs, pieces, outbox } = store;
    return {
      lease: () => world.act(life, 'lease', () => store.lease()),
      queuePaused: () => world.step(life, 'queue paused?', () => store.queuePaused()),
      takeTurn: (name, everyMs, now) =>
        world.act(life, 'take turn', () => store.takeTurn(name, everyMs, now)),
      jobs: {
        get: (id) => world.step(life, `get ${id}`, () => jobs.get(id)),
        active: () => world.step(life, 'active', () => jobs.active()),
        heads: (perLane) => world.step(life, 'heads', () => jobs.heads(perLane)),
        claimed: (claims) => world.step(life, 'claimed', () => jobs.claimed(claims)),
        sentSince: (at) => world.step(life, 'sent since', () => jobs.sentSince(at)),
        addTwins: (twins) => world.act(life, 'add twins', () => jobs.addTwins(twins)),
        move: (write) =>
          world.act(life, `write ${write.job.id} ${write.job.state}`, () =>
            this.#written(write.job, write.epoch, () => jobs.move(write)),
          ),
        intend: (write, check) =>
          world.act(life, `write ${write.job.id} intent`, () =>
            this.#written(write.job, write.epoch, () => jobs.intend(write, check)),
          ),
        commit: (write, clip) =>
          world.act(life, `commit ${write.job.id}`, () =>
            this.#written(write.job, write.epoch, () => jobs.commit(write, clip)),
          ),
      },
      pieces: {
        get: (jobId, name) => world.step(life, 'file?', () => pieces.get(jobId, name)),
        have: (jobId) => world.step(life, 'have', () => pieces.have(jobId)),
        append: (...piece) => world.act(life, 'append', () => pieces.append(...piece)),
        assemble: (write) =>
          world.act(life, `assemble ${write.job.id}`, () =>
            this.#written(write.job, write.epoch, () => pieces.assemble(write)),
          ),
      },
      outbox: {
        list: () => world.step(life, 'outbox', () => outbox.list()),
        put: (row) => world.act(life, 'outbox put', () => outbox.put(row)),
        remove: (id) => world.act(life, 'outbox remove', () => outbox.remove(id)),
      },
      sweep: (now) => world.act(life, 'sweep', () => store.sweep(now)),
    };
  }

  /** Every write of a job is looked at: what was there, what is there now. */
  async #written<T>(job: Job, epoch: number | undefined, write: () => Promise<T>): Promise<T> {
    const before = await this.store.jobs.get(job.id);
    const answer = await write();
    if (answer !== true && answer !== 'written') return answer;
    await this.#watch(async () => {
      if (before) auditWrite(before, job, epoch === undefined);
      if (epoch === undefined && before && isResend(before, job)) {
        this.resends.set(job.id, (this.resends.get(job.id) ?? 0) + 1);
      }
      if (answer === 'written') auditCaps(this.#caps, (await this.store.look()).ledger, job, this.world.now);
    });
    return answer;
  }

  async #watch(look: () => void | Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      this.breach ??= error;
    }
  }
}

/** The user said: once more. After a lost answer it may be charged twice; after a failure that was free it cannot. */
function isResend(before: Job, after: Job): boolean {
  return after.state === 'queued' && (before.state === 'ask-user' || before.state === 'failed');
}
