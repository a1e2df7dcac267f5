import * as v from 'valibot';
import type { JobProblem } from '@/utils/domain';
import type { Submitted } from '../port';
import { msOf, submitOnce, workNumber, type Accepted, type OrderCall, type Wire } from '../service';
import { isChosenForm, orderOf } from './create';
import { stateOf, videoIn } from './video';

const Created = v.object({
  id: workNumber,
  expires_at: v.fallback(v.nullable(v.number()), null),
});

/** The one call that may cost money: sent once, whatever comes back. */
export function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const reason = (status: number, json: unknown): JobProblem | null =>
    isChosenForm(call) && wantsOtherForm(status, json) ? 'other-form' : null;
  return submitOnce(wire, orderOf(call), call.attemptId, { accepted, taken, reason });
}

/** The id is kept as it was given here: a gateway may call the same work by another one when it is polled. */
function accepted(json: unknown): Accepted | null {
  const created = v.safeParse(Created, json);
  if (!created.success) return null;
  return { handle: created.output.id, expiresAt: msOf(created.output.expires_at) };
}

/** It has a number there, whatever the status says; the first poll will tell what became of it. */
function taken(json: unknown): Submitted | null {
  const video = videoIn(json);
  if (video?.object !== 'video') return null;
  const known = stateOf(video) === 'failed' ? accepted(json) : null;
  return known ? { kind: 'accepted', ...known } : { kind: 'doubtful' };
}

/** FastAPI's word on what it could not read: where, and why. */
const Unread = v.object({
  detail: v.array(
    v.object({
      loc: v.array(v.union([v.string(), v.number()])),
      msg: v.fallback(v.string(), ''),
      type: v.fallback(v.string(), ''),
    }),
  ),
});

/**
 * A server that takes only JSON, or only forms, and was sent the other. Its prompt was in the order: one that does not
 * find it there has not read it. The order is not written anew by itself: that would be a second POST.
 */
function wantsOtherForm(status: number, json: unknown): boolean {
  if (status === 415) return true;
  const unread = v.safeParse(Unread, json);
  if (status !== 422 || !unread.success) return false;
  return unread.output.detail.some(({ loc, msg, type }) => {
    const place = loc.filter((name) => name !== 'body').join('.');
    return place === '' || (place === 'prompt' && /missing|required/i.test(`${type} ${msg}`));
  });
}
