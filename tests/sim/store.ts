import {
  claimOf,
  isOpen,
  laneOf,
  ledgerOf,
  phaseOf,
  type Caps,
  type Clip,
  type Job,
  type JobProblem,
  type JobWrite,
  type LedgerRow,
  type OutboxRow,
  NO_CAPS,
} from '@/utils/domain';
import type { CapsCheck, JobStore } from '@/utils/jobs';
import { Bytes } from './bytes';

/** What a store throws when the disk is full. */
export class Full extends Error {
  override name = 'Full';
}

/** What a store throws that cannot be opened. */
export class Shut extends Error {
  override name = 'Shut';
}

/** The store a simulation runs over: the runner's port, and what views and tests do beside it. */
export interface SimStore extends JobStore {
  add(job: Job): Promise<'added' | 'exists'>;
  setCaps(caps: Caps): Promise<void>;
  setQueuePaused(paused: boolean): Promise<void>;
  look(): Promise<Shelves>;
}

/** All there is, for the books. */
export interface Shelves {
  jobs: Job[];
  ledger: LedgerRow[];
  clips: { clip: Clip; words: string }[];
  /** Jobs that have pieces. */
  pieces: string[];
}

/**
 * The store's contract in memory. Every method is one transaction: it looks, decides and writes without an await in
 * between. Rows are copied on their way in and out, as IndexedDB does it.
 */
export class MemoryStore implements SimStore {
  /** Which writes find no room. */
  full: 'nothing' | 'bytes' | 'everything' = 'nothing';
  /** It cannot be opened at all. */
  shut = false;
  #jobs = new Map<string, Job>();
  #ledger = new Map<string, LedgerRow>();
  #outbox = new Map<string, OutboxRow>();
  #pieces = new Map<string, Map<number, string>>();
  #files = new Map<string, string>();
  #clips = new Map<string, { clip: Clip; words: string }>();
  #turns = new Map<string, number>();
  #lease = 0;
  #caps: Caps = NO_CAPS;
  #paused = false;

  lease = () => this.#tx('all', () => (this.#lease += 1));
  queuePaused = () => this.#tx('read', () => this.#paused);

  takeTurn = (name: string, everyMs: number, now: number) =>
    this.#tx('all', () => {
      const last = this.#turns.get(name);
      if (last !== undefined && Math.abs(now - last) < everyMs) return false;
      this.#turns.set(name, now);
      return true;
    });

  setCaps = (caps: Caps) => this.#tx('read', () => void (this.#caps = caps));
  setQueuePaused = (paused: boolean) => this.#tx('read', () => void (this.#paused = paused));

  add = (job: Job) =>
    this.#tx('all', () => {
      if (this.#jobs.has(job.id)) return 'exists' as const;
      this.#put(job);
      return 'added' as const;
    });

  readonly jobs: JobStore['jobs'] = {
    get: (id) => this.#tx('read', () => copy(this.#jobs.get(id))),
    active: () => this.#tx('read', () => this.#where((job) => phaseOf(job) === 'active')),
    heads: (perLane) => this.#tx('read', () => this.#heads(perLane)),
    claimed: (claims) =>
      this.#tx('read', () => {
        const taken = this.#claims();
        return new Set(claims.filter((claim) => taken.has(claim)));
      }),
    sentSince: (at) =>
      this.#tx('read', () => this.#where((job) => (job.attempts.at(-1)?.startedAt ?? -1) >= at)),
    move: (write) => this.#tx('all', () => this.#move(write)),
    intend: (write, check) => this.#tx('all', () => this.#intend(write, check)),
    addTwins: (twins) => this.#tx('all', () => this.#addTwins(twins)),
    commit: (write, clip) => this.#tx('bytes', () => this.#commit(write, clip)),
  };

  readonly pieces: JobStore['pieces'] = {
    get: (jobId) =>
      this.#tx('read', () => {
        const words = this.#files.get(jobId);
        return words === undefined ? undefined : new Bytes(words);
      }),
    have: (jobId) => this.#tx('read', () => this.#joined(jobId).length),
    append: (jobId, start, bytes, rev) =>
      this.#tx('bytes', () => {
        if (this.#jobs.get(jobId)?.rev !== rev) return false;
        const pieces = this.#pieces.get(jobId) ?? new Map<number, string>();
        this.#pieces.set(jobId, pieces.set(start, (bytes as Bytes).words));
        return true;
      }),
    assemble: (write) =>
      this.#tx('bytes', () => {
        const words = this.#joined(write.job.id);
        if (words.length < (write.job.download?.total ?? 0) || !this.#move(write)) return false;
        this.#files.set(write.job.id, words);
        this.#pieces.delete(write.job.id);
        return true;
      }),
  };

  readonly outbox: JobStore['outbox'] = {
    list: () => this.#tx('read', () => copy([...this.#outbox.values()])),
    put: (row) => this.#tx('all', () => void this.#outbox.set(row.id, copy(row))),
    remove: (id) => this.#tx('all', () => void this.#outbox.delete(id)),
  };

  /** Pieces that nobody can need any more. */
  sweep = (_now: number) =>
    this.#tx('read', () => {
      for (const shelf of [this.#pieces, this.#files]) {
        for (const id of shelf.keys()) {
          const job = this.#jobs.get(id);
          if (!job || (!isOpen(job) && job.state !== 'damaged')) shelf.delete(id);
        }
      }
    });

  look = () =>
    this.#tx('read', () => ({
      jobs: copy([...this.#jobs.values()]),
      ledger: copy([...this.#ledger.values()]),
      clips: copy([...this.#clips.values()]),
      pieces: [...new Set([...this.#pieces.keys(), ...this.#files.keys()])],
    }));

  async #tx<T>(needs: 'read' | 'all' | 'bytes', work: () => T): Promise<T> {
    if (this.shut) throw new Shut('does not open');
    if (needs !== 'read' && (this.full === 'everything' || this.full === needs)) throw new Full('no room');
    return work();
  }

  #where(wanted: (job: Job) => boolean): Job[] {
    return copy([...this.#jobs.values()].filter(wanted));
  }

  #heads(perLane: number): Job[] {
    const lanes = new Map<string, number>();
    const queued = [...this.#jobs.values()].filter((job) => job.state === 'queued');
    const heads = queued
      .toSorted((a, b) => a.order - b.order)
      .filter((job) => {
        const lane = laneOf(job.request);
        lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
        return (lanes.get(lane) ?? 0) <= perLane;
      });
    return copy(heads);
  }

  #claims(): Set<string> {
    return new Set([...this.#jobs.values()].flatMap(claimsOf));
  }

  #isFresh({ job, epoch }: JobWrite): boolean {
    const mine = epoch === undefined || epoch === this.#lease;
    const row = this.#jobs.get(job.id);
    return mine && row?.rev === job.rev - 1 && !this.#bringsTaken(row, job);
  }

  /** A piece of work has one owner: a handle that is another job's does not come in. */
  #bringsTaken(row: Job, job: Job): boolean {
    const known = new Set(claimsOf(row));
    const fresh = claimsOf(job).filter((claim) => !known.has(claim));
    if (fresh.length === 0) return false;
    const taken = this.#claims();
    return fresh.some((claim) => taken.has(claim));
  }

  #move(write: JobWrite): boolean {
    if (!this.#isFresh(write)) return false;
    this.#put(write.job);
    if (write.notice) this.#tell(write.notice, write.job.id);
    if (write.dropPieces) {
      this.#pieces.delete(write.job.id);
      this.#files.delete(write.job.id);
    }
    return true;
  }

  #intend(write: JobWrite, check: CapsCheck): 'written' | 'stale' | JobProblem {
    const estimate = write.job.attempts.at(-1)?.money.estimate;
    if (!estimate || !this.#isFresh(write)) return 'stale';
    const at = write.job.updatedAt;
    const month = [...this.#ledger.values()].filter(
      (row) => row.verdict !== 'free' && new Date(row.at).getMonth() === new Date(at).getMonth(),
    );
    const problem = check(this.#caps, copy(month), estimate, at, write.job.id);
    if (problem) return problem;
    return this.#move(write) ? 'written' : 'stale';
  }

  #addTwins(twins: readonly Job[]): number {
    let added = 0;
    for (const twin of twins) {
      const taken = this.#claims();
      if (this.#jobs.has(twin.id) || claimsOf(twin).some((claim) => taken.has(claim))) continue;
      this.#put(twin);
      this.#tell('twin', twin.id);
      added += 1;
    }
    return added;
  }

  #commit(write: JobWrite, clip: Clip): boolean {
    const words = this.#files.get(write.job.id);
    if (words === undefined || words.length !== clip.media.bytes || !this.#move(write)) return false;
    this.#clips.set(clip.id, copy({ clip, words }));
    this.#outbox.set(`poster ${clip.id}`, {
      id: `poster ${clip.id}`,
      kind: 'poster',
      clipId: clip.id,
      tries: 0,
    });
    this.#pieces.delete(write.job.id);
    this.#files.delete(write.job.id);
    return true;
  }

  #put(job: Job): void {
    this.#jobs.set(job.id, copy(job));
    for (const row of ledgerOf(job)) this.#ledger.set(row.id, copy(row));
  }

  #tell(notice: NonNullable<JobWrite['notice']>, jobId: string): void {
    const id = `${notice} ${jobId}`;
    this.#outbox.set(id, { id, kind: 'notice', notice, jobId });
  }

  #joined(jobId: string): string {
    const pieces = this.#pieces.get(jobId) ?? new Map<number, string>();
    let words = '';
    for (let next = pieces.get(0); next; next = pieces.get(words.length)) words += next;
    return words;
  }
}

function claimsOf(job: Job): string[] {
  return job.attempts.filter(({ handle }) => handle !== '').map(({ handle }) => claimOf(job.request, handle));
}

function copy<T>(value: T): T {
  return structuredClone(value);
}
