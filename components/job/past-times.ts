/** Fewer past clips than this say nothing of the next one. */
const ENOUGH = 3;

/** The middle of what the user's own clips took, in milliseconds; undefined while there are too few. */
export function usualTime(durations: readonly number[]): number | undefined {
  if (durations.length < ENOUGH) return undefined;
  const sorted = durations.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
