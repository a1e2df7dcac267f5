import type { FlavourName } from '../api';
import type { Form } from '../form';
import type { Job, View } from '../jobs';

/** A JSON answer. */
export interface Answer {
  status: number;
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
  /** Address of a job's file outside the protocol. */
  fileUrl(job: Job): string;
}

export interface Page {
  views: View[];
  hasMore: boolean;
}

/** How one kind of server reads and answers. Files, faults and the journal are the same for all. */
export interface Flavour {
  readonly name: FlavourName;
  /** Jobs are kept in memory: a restart forgets them. */
  readonly forgets: boolean;
  /** Has a list at all. */
  readonly lists: boolean;
  /** Has pictures beside the video. */
  readonly variants: boolean;
  newId(): string;
  read(form: Form, setup: Setup): Read;
  /** Undefined: there is no remix. */
  readRemix?(form: Form): { ok: true; prompt: string } | { ok: false; answer: Answer };
  created(view: View, setup: Setup): Answer;
  polled(view: View, setup: Setup): Answer;
  listed(page: Page, setup: Setup): Answer;
  /** `gone`: the job is removed by it. Undefined: there is no DELETE. */
  removed?(view: View, setup: Setup): Answer & { gone: boolean };
  /** Undefined: the file itself. */
  instead(view: View, setup: Setup): Answer | undefined;
  models(setup: Setup): Answer;
  error(status: number, message: string, code?: string): Answer;
}
