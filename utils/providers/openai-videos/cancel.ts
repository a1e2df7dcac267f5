import type { CancelAnswer } from '../port';
import { wordsIn, type Heard, type Wire } from '../service';
import { deleteOrder, retrieveOrder } from './orders';
import { isCanceled, isOnlyForgotten, stateOf, videoIn } from './video';

/**
 * Cancels by DELETE, as self-hosted servers understand it. Where DELETE means "remove the file", it would throw away a
 * result that has just been paid for: so the job is looked at first, and what is over is left alone. Where it would only
 * be forgotten, and made all the same, it is not sent: the clip is worth more than a word that is not true.
 */
export async function cancel(wire: Wire, handle: string): Promise<CancelAnswer> {
  const before = standing(await wire.ask(retrieveOrder(handle)));
  if (before !== 'running') return before;
  const heard = await wire.ask(deleteOrder(handle));
  if (heard.kind === 'silence') return afterSilence(await wire.ask(retrieveOrder(handle)));
  if (isYes(heard)) return 'canceled';
  const { status } = heard;
  if (status === 429 || status >= 500) return status === 501 ? 'unsupported' : 'unreachable';
  const after = standing(await wire.ask(retrieveOrder(handle)));
  return after === 'running' ? 'unsupported' : after;
}

/** It was there a moment ago: what is gone now was taken back, and only the answer was lost. */
function afterSilence(heard: Heard): CancelAnswer {
  const isGone = heard.kind === 'answer' && heard.status === 404 && heard.form === 'json';
  if (isGone && !videoIn(heard.json)) return 'canceled';
  const after = standing(heard);
  return after === 'canceled' || after === 'too-late' ? after : 'unreachable';
}

/** The server's word that it is over: nothing less counts. */
function isYes({ status, form, json }: Heard & { kind: 'answer' }): boolean {
  if (status === 409)
    return /cancell?ation in progress|already cancell?ed/i.test(wordsIn(json)?.message ?? '');
  if (status < 200 || status >= 300) return false;
  if (form === 'empty') return true;
  const video = videoIn(json);
  if (video) return isCanceled(video);
  return typeof json === 'object' && json !== null && 'deleted' in json && json.deleted === true;
}

function standing(heard: Heard): CancelAnswer | 'running' {
  if (heard.kind === 'silence' || heard.status === 429 || heard.status >= 500) {
    // A failed job may come with such a status: whatever is over cannot be cancelled any more.
    const video = heard.kind === 'silence' ? null : videoIn(heard.json);
    return video && stateOf(video) === 'failed' ? 'too-late' : 'unreachable';
  }
  const video = videoIn(heard.json);
  // Nobody there who could cancel it; the next poll says what that means.
  if (!video) return 'unsupported';
  if (isCanceled(video)) return 'canceled';
  if (stateOf(video) !== 'running') return 'too-late';
  return isOnlyForgotten(video) ? 'unsupported' : 'running';
}
