import * as v from 'valibot';
import type { JobProblem } from '@/utils/domain';
import type { Submitted } from '../port';
import { retryAfterMs } from './clocks';
import {
  isAboutCredit,
  isAboutKeys,
  isAboutRetired,
  isBadKey,
  refusal,
  wordsIn,
  type Words,
} from './failure';
import type { Heard, Order, Question, Wire } from './wire';

const SUBMIT_MS = 120_000;
/** A 429 that does not say when. */
const LATER_MS = 30_000;
/** Answers that prove, together with an error that can be read, that nothing was taken on. */
const REFUSALS = new Set([400, 402, 403, 404, 405, 406, 410, 413, 415, 422, 451]);

export interface Accepted {
  handle: string;
  expiresAt: number | null;
  /** What the service says that it will cost at most. */
  usd?: number;
}

export interface SubmitReading {
  /** The service's number for the work in a 2xx's body; null: there is none. */
  accepted(json: unknown): Accepted | null;
  /** The error in a body, where the service has a shape of its own. */
  words?(json: unknown): Words | null;
  /** A body that settles by itself, whatever the status, whether the work has been taken on. */
  taken?(json: unknown): Submitted | null;
  /** Why it was refused, where this service's answer tells more than its words; null: it does not. */
  reason?(status: number, json: unknown): JobProblem | null;
  /** Whether what was refused was charged all the same, by the answer's own word. */
  billed?(json: unknown): boolean;
  /** How its answer is read, where the result itself may come with it. */
  read?: Question['read'];
}

/**
 * What a service calls the work. It becomes a part of addresses: dots alone would be another place there, and half a
 * character cannot be written into one at all.
 */
export const workNumber = v.pipe(
  v.string(),
  v.maxLength(400),
  v.regex(/[^\s.]/),
  v.regex(/^\P{Surrogate}*$/u),
);

/** Reads the number of a service that gives it under this name. */
export function numberedBy(name: string): SubmitReading['accepted'] {
  const Body = v.object({ [name]: workNumber });
  return (json) => {
    const parsed = v.safeParse(Body, json);
    return parsed.success ? { handle: parsed.output[name]!, expiresAt: null } : null;
  };
}

/** Sends the one order that may cost money, once, and says what its answer proves. */
export async function submitOnce(
  wire: Wire,
  order: Order | Promise<Order>,
  attemptId: string,
  reading: SubmitReading,
): Promise<Submitted> {
  // One that cannot even be written: a picture's file is gone, or the model's name can be no part of an address.
  const written = await Promise.resolve(order).catch((why: unknown) =>
    why instanceof DOMException ? 'image-unreadable' : 'request-refused',
  );
  if (typeof written === 'string') return { kind: 'refused', problem: written, failure: null };
  const heard = await wire.ask(written, {
    headers: { 'Idempotency-Key': attemptId },
    timeoutMs: SUBMIT_MS,
    read: reading.read,
  });
  return verdictOn(heard, wire.now(), reading);
}

/** Only what proves that nothing was taken on is a refusal; all else that is no id may have been paid for. */
export function verdictOn(heard: Heard, now: number, reading: SubmitReading): Submitted {
  if (heard.kind === 'silence') {
    return heard.sent ? { kind: 'doubtful' } : { kind: 'blocked', problem: 'no-connection' };
  }
  const { status, json, headers } = heard;
  if (status >= 200 && status < 300) {
    const accepted = reading.accepted(json);
    return accepted ? { kind: 'accepted', ...accepted } : { kind: 'doubtful' };
  }
  const taken = reading.taken?.(json);
  if (taken) return taken;
  if (status === 401) return { kind: 'blocked', problem: 'needs-key' };
  const words = (reading.words ?? wordsIn)(json);
  if (status === 429) {
    // Some call an empty account a limit: it does not pass by waiting.
    if (words && isAboutCredit(words)) return { kind: 'blocked', problem: 'no-credit' };
    return { kind: 'later', afterMs: retryAfterMs(headers, now) ?? LATER_MS };
  }
  if (!words || !REFUSALS.has(status)) return { kind: 'doubtful' };
  const answer = refused(status, words, reading.reason?.(status, json) ?? null);
  if (answer.kind !== 'refused' || !answer.failure || !reading.billed?.(json)) return answer;
  return { ...answer, failure: { ...answer.failure, charged: 'yes' } };
}

function refused(status: number, words: Words, reason: JobProblem | null): Submitted {
  const { problem, failure } = refusal(status, words);
  if (problem === 'content-refused') return { kind: 'refused', problem, failure };
  const blocked = blockedBy(status, words);
  if (blocked) return { kind: 'blocked', problem: blocked };
  return { kind: 'refused', problem: reason ?? (isAboutRetired(words) ? 'model-retired' : problem), failure };
}

/** What the user can put right without changing the order. */
function blockedBy(status: number, words: Words): JobProblem | null {
  if (status === 402) return 'no-credit';
  if (status !== 400 && status !== 403) return null;
  if (isAboutCredit(words)) return 'no-credit';
  return (status === 400 ? isBadKey : isAboutKeys)(words) ? 'needs-key' : null;
}
