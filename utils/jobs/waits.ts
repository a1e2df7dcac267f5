import { MAX_AFTER_MS, UNREACHABLE_MS } from './patience';

/** The time (ms) after so long a wait, within reason whatever a service asks for. */
export function after(ms: number, now: number): number {
  return now + Math.min(Math.max(ms, 0), MAX_AFTER_MS);
}

/** Milliseconds until the next question after so many in vain: 5 s, 10 s, 20 s ... up to five minutes. */
export function backOff(times: number): number {
  return Math.min(UNREACHABLE_MS.first * 2 ** Math.min(times, 10), UNREACHABLE_MS.most);
}
