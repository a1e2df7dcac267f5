import type {
  CapsCheck,
  Clip,
  Job,
  JobProblem,
  JobWrite,
  MediaFacts,
  OutboxRow,
  Request,
} from '@/utils/domain';
import type { Inspector, VideoProvider } from '@/utils/providers';

export type { CapsCheck, JobWrite } from '@/utils/domain';

/** The part of the store the runner needs. Every write is one transaction with strict durability. */
export interface JobStore {
  /** Takes the lease: a number greater than any before. */
  lease(): Promise<number>;
  queuePaused(): Promise<boolean>;
  /** True at most once in so many milliseconds, whoever asks and however often they die: the asker takes the turn. */
  takeTurn(name: 'twins', everyMs: number, now: number): Promise<boolean>;
  jobs: {
    get(id: string): Promise<Job | undefined>;
    /** All that is under way or in doubt, whatever else is stored. */
    active(): Promise<Job[]>;
    /** The first queued jobs of each lane, in the user's order; never reads the whole queue. */
    heads(perLane: number): Promise<Job[]>;
    /** Which of these claims some job has already; see `claimOf`. */
    claimed(claims: readonly string[]): Promise<Set<string>>;
    /** Jobs sent since (ms), ended ones too. */
    sentSince(at: number): Promise<Job[]>;
    /** False: the row was moved on by someone else, the lease or a handle it brings is another's. */
    move(write: JobWrite): Promise<boolean>;
    /** As `move`, with the caps looked at in the same transaction: two contexts cannot pass them together. */
    intend(write: JobWrite, check: CapsCheck): Promise<'written' | 'stale' | JobProblem>;
    /** Adds jobs for second deliveries; one that is there, or whose claim is taken, is left as it is. */
    addTwins(twins: readonly Job[]): Promise<number>;
    /** Clip, bytes and job together, pieces gone. False as for `move`, or when the file is no longer there. */
    commit(write: JobWrite, clip: Clip): Promise<boolean>;
  };
  pieces: {
    get(jobId: string, name: 'file'): Promise<Blob | undefined>;
    /** Contiguous bytes of the download from the start; follows from the pieces' own keys. */
    have(jobId: string): Promise<number>;
    /** False: the job's row is no longer of that revision; what comes now belongs to nobody. */
    append(jobId: string, start: number, bytes: Blob, rev: number): Promise<boolean>;
    /** Joins the pieces to the file and moves the job, in one transaction. */
    assemble(write: JobWrite): Promise<boolean>;
  };
  outbox: {
    list(): Promise<OutboxRow[]>;
    put(row: OutboxRow): Promise<void>;
    remove(id: string): Promise<void>;
  };
  sweep(now: number): Promise<void>;
}

export interface RunnerPorts {
  store: JobStore;
  provider(request: Request): VideoProvider;
  inspector: Inspector;
  /** Runs the work unless another context is at it; one runner at a time, freed by death. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Keeps the background alive for the length of one bounded piece of work. */
  awake<T>(work: Promise<T>): Promise<T>;
  /** No job has anything to do: the providers let go of what they keep ready. */
  rest(): Promise<void>;
  heartbeat: { start(): Promise<void>; stop(): Promise<void> };
  /** Looks again after so long; may be forgotten with the background, the heartbeat is the floor. */
  lookAfter(ms: number): void;
  capsCheck: CapsCheck;
  clipFrom(job: Job, media: MediaFacts, clipId: string, now: number): Clip;
  /** Carries out what stands in the outbox; false: not now, or no longer possible. */
  deliver(row: OutboxRow): Promise<void>;
  /** Open paid jobs, for the second store that survives the loss of the first. */
  mirror(jobs: readonly Job[]): Promise<void>;
  isStorageFull(error: unknown): boolean;
  /** Whether a result of the usual size would still find room on the disk. */
  hasDiskSpace(): Promise<boolean>;
  online(): boolean;
  now(): number;
  newId(): string;
}
