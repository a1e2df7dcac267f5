import type { JobSummary, VideoServerOptions } from './api';
import { Armoury } from './armoury';
import { fileOf } from './clip';
import { flavours, type Flavour, type Setup } from './flavours';
import { look, Jobs, trait, type Job, type View } from './jobs';
import { Journal } from './journal';
import { Log } from './log';

export type Settled = Required<VideoServerOptions>;

export function settle(options: VideoServerOptions): Settled {
  const flavour = options.flavour ?? 'openai';
  const {
    model = '',
    list = false,
    files = 'other',
    resultTtl = null,
    credit = 1000,
  } = flavours[flavour].defaults;
  return {
    flavour,
    port: 0,
    jobMs: 400,
    fileBytes: 0,
    resultTtl,
    apiKey: '',
    model,
    retired: [],
    credit,
    checks: 'result',
    pollFloorMs: 0,
    cors: false,
    keepAlive: false,
    idempotency: false,
    listLagMs: 0,
    list,
    cloud: false,
    files,
    stateFile: '',
    now: Date.now,
    ...options,
  };
}

/** All that a server is, apart from its sockets: what it knows, what it wrote down, what it is to do wrong. */
export class World {
  readonly flavour: Flavour;
  readonly setup: Setup;
  readonly jobs: Jobs;
  readonly journal: Journal;
  readonly armoury = new Armoury();
  /** Lets go of an answer that is held back. */
  readonly held = new Set<() => void>();
  port = 0;
  #ahead = 0;

  constructor(readonly options: Settled) {
    const log = new Log(options.stateFile || undefined);
    this.flavour = flavours[options.flavour];
    this.setup = {
      model: options.model,
      cloud: options.cloud,
      retired: options.retired,
      credit: options.credit,
      baseUrl: () => this.baseUrl(),
      fileUrl: (job) => `${this.origin(options.files)}/files/${encodeURIComponent(job.id)}.mp4`,
    };
    this.jobs = new Jobs((job) => log.add({ kind: 'job', job }));
    this.journal = new Journal(
      (entry) => log.add({ kind: 'entry', entry }),
      () => this.jobs.all(),
      (job) => this.#summary(job),
    );
    for (const line of log.read()) {
      if (line.kind === 'job') this.jobs.restore(line.job);
      else this.journal.restore(line.entry);
    }
    for (const entry of this.journal.entries) this.armoury.restore(entry);
    this.boot();
  }

  /** What a process that has just started knows. */
  boot(): void {
    if (this.flavour.forgets) this.jobs.forgetAll();
  }

  now(): number {
    return this.options.now() + this.#ahead;
  }

  advance(ms: number): void {
    this.#ahead += ms;
  }

  origin(which: 'same' | 'other'): string {
    return `http://${which === 'same' ? '127.0.0.1' : 'localhost'}:${this.port}`;
  }

  /** What an adapter is configured with. */
  baseUrl(): string {
    return `${this.origin('same')}${this.flavour.base}`;
  }

  look(job: Job): View {
    const { jobMs, resultTtl } = this.options;
    return look(job, { now: this.now(), jobMs, resultTtl });
  }

  /** Length asked for the job's file. */
  lengthOf(job: Job): number {
    return Number(trait(job, 'bytes') ?? this.options.fileBytes);
  }

  /** Jobs that the list shows now, newest first. */
  listed(): Job[] {
    const lag = (job: Job): number => Number(trait(job, 'listed-after') ?? this.options.listLagMs);
    return this.jobs
      .known()
      .filter((job) => trait(job, 'unlisted') === undefined && this.now() >= job.createdAt + lag(job))
      .toReversed();
  }

  release(): void {
    for (const go of this.held) go();
  }

  #summary(job: Job): JobSummary {
    const { bytes, sha256 } = fileOf(job.id, this.lengthOf(job));
    const { id, prompt, createdAt, forgotten, removed } = job;
    const { status } = this.look(job);
    return { id, prompt, status, createdAt, forgotten, removed, sha256, bytes: bytes.length };
  }
}
