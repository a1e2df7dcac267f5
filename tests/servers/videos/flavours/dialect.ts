import type { FlavourName } from '../api';
import type { Form } from '../form';
import type { View } from '../jobs';
import type { Answer, Page, Read, Setup } from './flavour';

/** What is to be done with a video that is there already: in the same server, or sent with the order. */
export type ReadEdit =
  { ok: true; prompt: string; source: string | null; seconds: string | null } | { ok: false; answer: Answer };

/** How one kind of server speaks `/v1/videos`. */
export interface Dialect {
  readonly name: FlavourName;
  /** Jobs are kept in memory: a restart forgets them. */
  readonly forgets: boolean;
  /** Has a list at all. */
  readonly lists: boolean;
  /** Has pictures beside the video. */
  readonly variants: boolean;
  /** The model that is served unless the options name another one. */
  readonly model: string;
  newId(): string;
  read(form: Form, setup: Setup): Read;
  /** Undefined: there is no remix. */
  readRemix?(form: Form): { ok: true; prompt: string } | { ok: false; answer: Answer };
  /** Undefined: there are neither edits nor extensions. `seconds` is null for an edit. */
  readEdit?(form: Form, kind: 'edit' | 'extension'): ReadEdit;
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
