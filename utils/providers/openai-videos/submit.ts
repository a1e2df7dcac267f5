import * as v from 'valibot';
import type { VideosRequest } from '@/utils/domain';
import type { Submitted } from '../port';
import { msOf, retryAfterMs } from './clocks';
import { isAboutKeys, refusal, wordsIn } from './failure';
import { createOrder } from './orders';
import { stateOf, videoIn } from './video';
import type { Heard, Wire } from './wire';

const SUBMIT_MS = 120_000;
/** A 429 that does not say when. */
const LATER_MS = 30_000;
/** Answers that prove, together with an error that can be read, that nothing was taken on. */
const REFUSALS = new Set([400, 402, 403, 404, 413, 415, 422]);

const Created = v.object({
  id: v.pipe(v.string(), v.regex(/\S/), v.maxLength(400)),
  expires_at: v.fallback(v.nullable(v.number()), null),
});

/** The one call that may cost money: sent once, whatever comes back. */
export async function submit(wire: Wire, request: VideosRequest, attemptId: string): Promise<Submitted> {
  const heard = await wire.ask(createOrder(request), {
    headers: { 'Idempotency-Key': attemptId },
    timeoutMs: SUBMIT_MS,
  });
  return verdictOn(heard, wire.now());
}

/** Only what proves that nothing was taken on is a refusal; all else that is no id may have been paid for. */
function verdictOn(heard: Heard, now: number): Submitted {
  if (heard.kind === 'silence') {
    return heard.sent ? { kind: 'doubtful' } : { kind: 'blocked', problem: 'no-connection' };
  }
  const { status, json, headers } = heard;
  if (status >= 200 && status < 300) return accepted(json);
  const video = videoIn(json);
  if (video?.object === 'video') {
    // It has a number there, whatever the status says; the first poll will tell what became of it.
    return stateOf(video) === 'failed' ? accepted(json) : { kind: 'doubtful' };
  }
  if (status === 401) return { kind: 'blocked', problem: 'needs-key' };
  if (status === 429) return { kind: 'later', afterMs: retryAfterMs(headers, now) ?? LATER_MS };
  const words = REFUSALS.has(status) ? wordsIn(json) : null;
  if (!words) return { kind: 'doubtful' };
  const refused = refusal(status, words);
  if (status === 403 && refused.problem !== 'content-refused' && isAboutKeys(words)) {
    return { kind: 'blocked', problem: 'needs-key' };
  }
  return { kind: 'refused', ...refused };
}

/** The id is kept as it was given here: a gateway may call the same work by another one when it is polled. */
function accepted(json: unknown): Submitted {
  const created = v.safeParse(Created, json);
  if (!created.success) return { kind: 'doubtful' };
  const { id, expires_at } = created.output;
  return { kind: 'accepted', handle: id, expiresAt: msOf(expires_at) };
}
