import type { FaultCall, FaultName } from './faults';
import type { Medium } from './media';
import type { Phase } from './phases';

/** Whose `/v1/videos` is played. `openai` is the strict one; the others lie as their namesakes do. */
export const FLAVOURS = ['openai', 'vllm', 'sglang', 'litellm', 'relay', 'newapi'] as const;
/** Services with a protocol of their own. */
export const SERVICES = ['openrouter', 'gemini', 'xai', 'fal', 'runway', 'replicate'] as const;
export type FlavourName = (typeof FLAVOURS)[number] | (typeof SERVICES)[number];

export interface VideoServerOptions {
  flavour?: FlavourName;
  /** 0, the default: any free one. */
  port?: number;
  /** How long a job takes in milliseconds; 'manual': until `control.finish` or `control.fail`. */
  jobMs?: number | 'manual';
  /** Length of every file; 0: as long as the clip itself is. */
  fileBytes?: number;
  /** Seconds a result can be had for after its completion; null: for ever. Default: as the flavour has it. */
  resultTtl?: number | null;
  /** The only right key. Empty, the default: none is asked for on `/v1/videos`, and any will do with a service. */
  apiKey?: string;
  /** The model that a single-model server serves. */
  model?: string;
  /** Models of a service that are gone: no longer listed, and refused. */
  retired?: string[];
  /** What is left on the account, in the service's own unit; 0: orders are refused for lack of money. */
  credit?: number;
  /** When a service looks at the input: at the order, or only after the job has "completed" (fal). */
  checks?: 'order' | 'result';
  /** Polls of one job that come closer than this are answered with 429. In milliseconds, default 0. */
  pollFloorMs?: number;
  cors?: boolean;
  /** False, the default: `Connection: close` on every answer, so that no browser re-sends anything. */
  keepAlive?: boolean;
  /** Honours `Idempotency-Key`: the same key brings the same job. */
  idempotency?: boolean;
  /** A job shows up in the list so many milliseconds after it was created. */
  listLagMs?: number;
  /** False: the list is a 404. Default: as the flavour has it. */
  list?: boolean;
  /** SGLang with cloud storage: `url` in the job, 400 from /content. */
  cloud?: boolean;
  /** Where addresses of files point: to this origin or to another one (`localhost`). Default: as the flavour has it. */
  files?: 'same' | 'other';
  /** Kept there, line by line, so that a killed process loses no account of what was paid. */
  stateFile?: string;
  /** Milliseconds; default `Date.now`. */
  now?: () => number;
}

/** One request and what became of it. Read from the same object while it goes on. */
export interface Entry {
  readonly n: number;
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly phase: Phase;
  /** Null while nothing, or nothing at all, was answered. */
  status: number | null;
  jobId: string | null;
  prompt: string | null;
  readonly idempotencyKey: string | null;
  /** Carried a key, right or wrong, in whichever header: also where it does not belong. */
  readonly authorized: boolean;
  /** The key stood in the address or in the body. Such a request is refused with 401. */
  keyLeaked: boolean;
  /** Host it was sent to: tells a redirect or a foreign origin apart. */
  readonly host: string;
  readonly range: string | null;
  /** A multipart body, a JSON body, or none of these. */
  body: 'multipart' | 'json' | 'other' | 'none';
  /** What was ordered: the JSON body, or a form's text fields; overlong values cut down. Null but for orders. */
  order: unknown;
  /** Pictures and videos that came with it. */
  media: Medium[];
  /** Came over a connection that had carried a request before. */
  readonly reused: boolean;
  /** It made a new, paid job. */
  created: boolean;
  /** Bytes of the body that were handed to the network. */
  bytes: number;
  /** This server cut the connection. */
  cut: boolean;
  /** The other side left before the answer was out. */
  left: boolean;
  /** Waits for `control.release`. */
  held: boolean;
  done: boolean;
  /** Faults that were played, such as "cut-at:5000". */
  faults: string[];
  /** Of the whole file that a download was served from. */
  sha256: string | null;
}

export interface Counts {
  /** Requests that would make a job, by prompt, whatever became of them. */
  posts: Record<string, number>;
  /** Jobs that were made, and paid for, by prompt; over all restarts. */
  created: Record<string, number>;
  /** Body bytes of downloads, by job. */
  bytes: Record<string, number>;
}

export interface JobSummary {
  id: string;
  prompt: string;
  status: string;
  createdAt: number;
  /** A restart made the server forget it. */
  forgotten: boolean;
  removed: boolean;
  sha256: string;
  bytes: number;
}

/** The same as the journal, as it travels over HTTP. */
export interface JournalSnapshot {
  entries: Entry[];
  counts: Counts;
  jobs: JobSummary[];
}

export interface VideoJournal {
  readonly entries: readonly Entry[];
  /** POSTs that ask for a job, with this prompt or at all. */
  posts(prompt?: string): number;
  /** Jobs made and paid for, with this prompt or at all. */
  created(prompt?: string): number;
  counts(): Counts;
  jobs(): JobSummary[];
  /** The first entry, past or to come, of which this is true; looked at again at every change. */
  until(matches: (entry: Entry) => boolean): Promise<Entry>;
}

export interface Arming {
  /** How often; default: as the fault has it. */
  times?: number;
  /** Only for prompts with these words in them. */
  match?: string;
}

/** What only tests may do. Also over HTTP: POST /__control/NAME with `{"args": [...]}`. */
export interface VideoControl {
  /** Plays a fault at the next requests it is for. As in a prompt, without brackets: 'cut-at:5000', '429:2@poll*3'. */
  arm(fault: FaultName | `${FaultName}${':' | '@' | '*'}${string}`, arming?: Arming): void;
  disarm(): void;
  /** Completes the job with this id, or all open ones whose prompt has these words; none given: all open ones. */
  finish(which?: string): void;
  fail(which?: string, error?: { code: string; message: string }): void;
  /** Sets a running job to so many percent. */
  progress(which: string, percent: number): void;
  /** Puts the server's clock forward. */
  advance(ms: number): void;
  /** Lets go of everything that 'hold', 'hold-answer' and 'stuck-at' hold back. */
  release(): void;
  /** Cuts every open connection. */
  cutAll(): void;
}

export interface VideoServer {
  readonly flavour: FlavourName;
  readonly port: number;
  /** "http://127.0.0.1:port" */
  readonly url: string;
  /** What an adapter is configured with, such as "http://127.0.0.1:port/v1" */
  readonly baseUrl: string;
  /** The same server as another origin: "http://localhost:port" */
  readonly otherUrl: string;
  readonly journal: VideoJournal;
  readonly control: VideoControl;
  /** Cuts what is open, closes the port. The journal can still be read. */
  close(): Promise<void>;
  /** Closes, and opens the same port again; servers that keep jobs in memory have forgotten them. */
  restart(): Promise<void>;
}

/** A fault as it is written on a job or armed. */
export type { FaultCall, FaultName, Medium };
