/** What can be played at a chat. */
export const CHAT_PLAYS = [
  /** The plan in a Markdown fence, with words around it. */
  'fence',
  /** The plan cut off in the middle, said to be whole. */
  'broken',
  /** The same, and `finish_reason` says so. */
  'truncated',
  /** OpenAI's refusal: no content. */
  'refusal',
  /** A refusal in prose, where JSON should be. */
  'prose',
  /** The plan with INJECTED in it: what a page's text told the model to choose. */
  'injected',
  /** JSON of another shape. */
  'wrong-schema',
  /** No content, no choices. */
  'empty',
  /** Megabytes. */
  'huge',
] as const;

/** What can be played at pictures. */
export const IMAGE_PLAYS = [
  /** 400, moderation_blocked. */
  'moderation',
  /** An address in place of the bytes, whatever was asked for. */
  'url',
  /** Bytes that are no picture. */
  'not-a-picture',
  /** Made, and the answer has none. */
  'no-data',
] as const;

/** What can be played at both. */
export const COMMON_PLAYS = [
  '401',
  '402',
  '404',
  '429',
  '500',
  /** A proxy's page with status 502. */
  'html',
  /** 307 to the other origin. */
  'redirect',
  /** No answer before `release`. Nothing is made. */
  'hang',
  /** Cut before anything was done. */
  'cut',
  /** Done and paid for, and cut without an answer. */
  'drop-answer',
] as const;

export type Play = (typeof CHAT_PLAYS)[number] | (typeof IMAGE_PLAYS)[number] | (typeof COMMON_PLAYS)[number];

export interface ChatServerOptions {
  /** 0, the default: any free one. */
  port?: number;
  /** What the model answers with. */
  plan?: unknown;
  /** Asked for as a bearer; empty, the default: everybody may. */
  apiKey?: string;
  /** Models that are there; every other one is a 404. */
  models?: string[];
  /** False: a `response_format` with a schema is a 400, as older servers have it. */
  schemas?: boolean;
  /** Ollama's door: an Origin that is neither local nor one of these is a 403 without a body. A star ends a prefix. */
  origins?: string[] | null;
  cors?: boolean;
}

export type ChatPhase = 'chat' | 'images' | 'models' | 'picture' | 'other';

/** One request and what became of it. */
export interface ChatEntry {
  readonly n: number;
  readonly method: string;
  /** With its query, without a key. */
  readonly path: string;
  readonly phase: ChatPhase;
  readonly host: string;
  readonly origin: string | null;
  /** Carried an `Authorization` header. */
  readonly authorized: boolean;
  /** The key stood in the address or in the body: refused with 401. */
  keyLeaked: boolean;
  /** The JSON that was sent, without a key; null: none. */
  body: Record<string, unknown> | null;
  status: number | null;
  played: Play[];
  /** Pictures that were made by it. */
  pictures: number;
  /** Waits for `release`. */
  held: boolean;
  done: boolean;
}

export interface ChatJournal {
  readonly entries: readonly ChatEntry[];
  /** POSTs that cost something. */
  posts(phase?: 'chat' | 'images'): number;
  /** Pictures made, and paid for. */
  pictures(): number;
  /** The first entry, past or to come, of which this is true. */
  until(matches: (entry: ChatEntry) => boolean): Promise<ChatEntry>;
}

export interface ChatControl {
  /** Plays this at the next requests it is for. */
  play(name: Play, times?: number): void;
  /** Answers with another plan from now on. */
  answer(plan: unknown): void;
  /** Lets go of what hangs. */
  release(): void;
}

export interface ChatServer {
  readonly port: number;
  /** "http://127.0.0.1:port" */
  readonly url: string;
  /** "http://127.0.0.1:port/v1" */
  readonly baseUrl: string;
  /** The same server as another origin: "http://localhost:port" */
  readonly otherUrl: string;
  readonly journal: ChatJournal;
  readonly control: ChatControl;
  close(): Promise<void>;
}
