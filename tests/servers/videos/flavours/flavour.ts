import type { IncomingHttpHeaders } from 'node:http';
import type { FlavourName, VideoServerOptions } from '../api';
import type { Form } from '../form';
import type { Job, View } from '../jobs';
import type { Phase } from '../phases';
import type { Turn } from '../turn';

/** A JSON answer. */
export interface Answer {
  status: number;
  /** Undefined: no body at all. */
  body: unknown;
}

/** What is taken from a good order. */
export type Order = Pick<Job, 'prompt' | 'model' | 'seconds' | 'size' | 'image'>;

export type Read = { ok: true; order: Order } | { ok: false; answer: Answer };

/** What a flavour may know of the server it runs in. */
export interface Setup {
  /** The model that is served. */
  model: string;
  cloud: boolean;
  /** Models that are gone. */
  retired: readonly string[];
  /** What is left on the account. */
  credit: number;
  /** Address that the server answers at for adapters. */
  baseUrl(): string;
  /** Address of a job's file outside the protocol. */
  fileUrl(job: Job): string;
}

export interface Page {
  views: View[];
  hasMore: boolean;
}

/** A request that has found its route. */
export interface Call {
  form: Form;
  query: URLSearchParams;
  /** Named groups of the route's path, decoded. */
  parts: Readonly<Record<string, string>>;
}

/** What a method and a path lead to. A group named `job` is the id of one. */
export interface Route {
  method: string;
  path: RegExp;
  phase: Phase;
  /** Asks for no key. */
  open?: boolean;
  run(turn: Turn, call: Call, job: Job | undefined): Promise<void> | void;
}

/** One kind of server: its routes, its door and its words. Faults, files and the journal are the same for all. */
export interface Flavour {
  readonly name: FlavourName;
  /** Path that an adapter's base URL ends in: "/v1". */
  readonly base: string;
  /** Jobs are kept in memory: a restart forgets them. */
  readonly forgets: boolean;
  /** Settings that are not everybody's. */
  readonly defaults: Pick<VideoServerOptions, 'model' | 'list' | 'files' | 'resultTtl' | 'credit'>;
  /** Name of the member that an order's answer has its id in. */
  readonly idName: string;
  readonly routes: readonly Route[];
  /** The key that a request shows where this service looks for it. */
  keyOf(headers: IncomingHttpHeaders): string | null;
  /** Anybody may come in without a key while the server has none. */
  readonly open: boolean;
  newId(): string;
  promptOf(form: Form): string;
  error(status: number, message: string, code?: string): Answer;
  /** Nobody knows the job. */
  lost(id: string): Answer;
  /** A wrong key was shown, or none. */
  denied(shown: string | null): Answer;
  /** Moderation at the order itself. `what`: text, image or empty. */
  refused(what: string): Answer;
  /** The account is empty. */
  broke(): Answer;
}

export function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? null;
}
