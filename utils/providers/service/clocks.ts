/** Times as servers tell them. */

const SECOND = 1000;
const LEAST_MS = SECOND;
const MOST_MS = 3600 * SECOND;
/** The last moment that a Date can hold: what is later throws wherever it is written out. */
const LAST_MS = 8.64e15;

/** The server's own clock at the time of its answer, where it says; else ours. */
export function serverNow(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(date) ? date : now;
}

/** How long the server asks us to wait, between a second and an hour; null: it does not say, or nothing sensible. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const said = headers.get('retry-after')?.trim() ?? '';
  if (said === '') return null;
  const seconds = /^\d+(\.\d+)?$/.test(said) ? Number(said) * SECOND : NaN;
  const until = /[a-z]/i.test(said) ? Date.parse(said) - serverNow(headers, now) : NaN;
  const ms = Number.isNaN(seconds) ? until : seconds;
  return ms >= 0 ? clamped(ms) : null;
}

/** What a server says of when to poll again; null: nothing. */
export function pollAfterMs(headers: Headers, now: number): number | null {
  const said = headers.get('openai-poll-after-ms')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(said)) return clamped(Number(said));
  return retryAfterMs(headers, now);
}

/** Seconds since 1970, which some send as milliseconds, in milliseconds; null: no moment at all. */
export function msOf(time: number | null): number | null {
  if (time === null || !Number.isFinite(time) || time <= 0) return null;
  const ms = time > 1e11 ? time : time * SECOND;
  return ms <= LAST_MS ? ms : null;
}

function clamped(ms: number): number {
  return Math.min(Math.max(ms, LEAST_MS), MOST_MS);
}
