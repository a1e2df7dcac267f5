import type { Progress } from '../port';
import { retryAfterMs } from './clocks';
import { breakdown, isBadKey, wordsIn, type Words } from './failure';
import type { Heard, Order, Question, Wire } from './wire';

/** Still at work; to be asked again after so many milliseconds. */
export const working = (
  afterMs: number,
  percent: number | null = null,
  expiresAt: number | null = null,
): Progress => ({ kind: 'working', percent, expiresAt, afterMs });

export const done = (chargedUsd: number | null, expiresAt: number | null = null): Progress => ({
  kind: 'done',
  renderMs: 0,
  expiresAt,
  chargedUsd,
});

/** Taken on, and come to nothing. */
export const failed = (words: Words | null, told: Parameters<typeof breakdown>[1]): Progress => ({
  kind: 'failed',
  ...breakdown(words, told),
  chargedUsd: told.cost,
});

/** Asks how the work stands; `read` is given the body of a 2xx, and null from it means that it says nothing. */
export async function pollOnce(
  wire: Wire,
  order: Order | Promise<Order>,
  read: (json: unknown, heard: Heard & { kind: 'answer' }) => Progress | null,
  call: Question = {},
): Promise<Progress> {
  const heard = await wire.ask(order, call);
  if (heard.kind === 'answer' && heard.status >= 200 && heard.status < 300) {
    return read(heard.json, heard) ?? noNews(heard, wire.now());
  }
  return noNews(heard, wire.now());
}

/** What an answer means that does not speak of the work. */
export function noNews(heard: Heard, now: number): Progress {
  if (heard.kind === 'silence') return { kind: 'unreachable', afterMs: null };
  const { status, headers, form, json } = heard;
  const words = status === 400 ? wordsIn(json) : null;
  // A proxy's page says nothing of the job, nor of the key.
  const own = form === 'html' ? 0 : status;
  if (own === 401 || own === 403 || (words && isBadKey(words))) {
    return { kind: 'blocked', problem: 'needs-key' };
  }
  if (own === 404 || own === 410) return { kind: 'gone' };
  return { kind: 'unreachable', afterMs: retryAfterMs(headers, now) };
}
