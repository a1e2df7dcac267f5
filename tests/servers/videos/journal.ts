import type { Counts, Entry, JobSummary, VideoJournal } from './api';
import type { Job } from './jobs';

type Waiter = { matches: (entry: Entry) => boolean; found: (entry: Entry) => void };

/** Every request that came, and what it came to. */
export class Journal implements VideoJournal {
  readonly entries: Entry[] = [];
  readonly #waiting = new Set<Waiter>();

  constructor(
    private readonly wrote: (entry: Entry) => void,
    private readonly everyJob: () => Job[],
    private readonly summary: (job: Job) => JobSummary,
  ) {}

  /** As it was written down before a restart. */
  restore(entry: Entry): void {
    this.entries[entry.n] = entry;
  }

  begin(entry: Omit<Entry, 'n'>): Entry {
    const full = { ...entry, n: this.entries.length };
    this.entries.push(full);
    this.write(full);
    return full;
  }

  /** Tells of a change, and writes it down: what is answered next rests on it. */
  write(entry: Entry): void {
    this.wrote(entry);
    this.tell(entry);
  }

  /** Tells of a change that need not survive, such as bytes that went out. */
  tell(entry: Entry): void {
    for (const waiter of this.#waiting) {
      if (!waiter.matches(entry)) continue;
      this.#waiting.delete(waiter);
      waiter.found(entry);
    }
  }

  until(matches: (entry: Entry) => boolean): Promise<Entry> {
    const there = this.entries.find(matches);
    if (there) return Promise.resolve(there);
    return new Promise((found) => this.#waiting.add({ matches, found }));
  }

  posts(prompt?: string): number {
    return this.#orders().filter((entry) => prompt === undefined || entry.prompt === prompt).length;
  }

  created(prompt?: string): number {
    return this.everyJob().filter((job) => prompt === undefined || job.prompt === prompt).length;
  }

  counts(): Counts {
    const downloads = this.entries.filter(({ jobId, sha256 }) => jobId !== null && sha256 !== null);
    return {
      posts: tally(this.#orders().map((entry) => [entry.prompt ?? '', 1])),
      created: tally(this.everyJob().map((job) => [job.prompt, 1])),
      bytes: tally(downloads.map((entry) => [entry.jobId ?? '', entry.bytes])),
    };
  }

  jobs(): JobSummary[] {
    return this.everyJob().map((job) => this.summary(job));
  }

  #orders(): Entry[] {
    return this.entries.filter(({ phase }) => phase === 'create');
  }
}

function tally(pairs: [string, number][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, amount] of pairs) sums[name] = (sums[name] ?? 0) + amount;
  return sums;
}
