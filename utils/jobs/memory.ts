import type { Job, MirrorJob } from '@/utils/domain';
import { rebuilt } from './rebuild';

/** How often all is counted that should be there. */
const COUNT_EVERY_MS = 24 * 3600_000;

interface Remembered {
  generation: string;
  jobs: MirrorJob[];
}

interface MemoryPorts {
  store: {
    generation(): Promise<string>;
    takeTurn(name: 'health', everyMs: number, now: number): Promise<boolean>;
    /** Notes what is missing, for the views to tell. */
    health(remembered?: Remembered): Promise<unknown>;
    jobs: {
      get(id: string): Promise<Job | undefined>;
      held(): Promise<Job[]>;
      restore(jobs: readonly Job[]): Promise<number>;
    };
  };
  read(): Promise<Remembered | undefined>;
  write(jobs: readonly Job[], generation: string): Promise<void>;
  now(): number;
}

/**
 * The orders that were paid for, kept a second time in another store. A browser may lose a database without a word:
 * what is remembered is taken up again before it is written over.
 */
export class Memory {
  #restored: Promise<void> | undefined;

  constructor(private readonly ports: MemoryPorts) {}

  /** Once in the life of a background; tried again when it did not succeed. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore().catch((error: unknown) => {
      this.#restored = undefined;
      throw error;
    });
    return this.#restored;
  }

  /** Remembers these jobs, and those that wait for the user. */
  async keep(active: readonly Job[]): Promise<void> {
    const { store, write } = this.ports;
    await this.restore();
    await write([...active, ...(await store.jobs.held())], await store.generation());
  }

  async #restore(): Promise<void> {
    const { store, read, now } = this.ports;
    const remembered = await read();
    const lost: MirrorJob[] = [];
    for (const job of remembered?.jobs ?? []) {
      if ((await store.jobs.get(job.jobId)) === undefined) lost.push(job);
    }
    const other = remembered !== undefined && remembered.generation !== (await store.generation());
    // Counting everything is left for once a day: a wake must cost the same with ten clips and with thousands.
    if (other || lost.length > 0 || (await store.takeTurn('health', COUNT_EVERY_MS, now()))) {
      await store.health(remembered);
    }
    if (lost.length > 0) await store.jobs.restore(lost.map((job) => rebuilt(job, now())));
  }
}
