import type { Job } from '@/utils/domain';

/** A view asks the background to look at most this often. */
const WAKE_EVERY_MS = 2000;
/** Beyond this a timer fires at once; nobody waits that long unless the clock was set back. */
const MOST_MS = 3600_000;

/**
 * In how many milliseconds the background is to be asked to look, so that a clip appears at once while somebody is
 * looking; undefined when no job has a look of its own ahead: then the background's own floor is enough.
 */
export function nextWake(
  jobs: readonly Pick<Job, 'nextAt'>[],
  now: number,
  lastWake: number,
): number | undefined {
  const ahead = jobs.map((job) => job.nextAt).filter((at) => at > now);
  if (ahead.length === 0) return undefined;
  return Math.min(Math.max(Math.min(...ahead), lastWake + WAKE_EVERY_MS) - now, MOST_MS);
}
