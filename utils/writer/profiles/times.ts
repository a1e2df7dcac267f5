/** [start, end) in seconds. */
export type Time = readonly [number, number];

/** The time of each part, in order, so that together they take exactly so long; null stands for an average part. */
export function timesOf(parts: readonly (number | null)[], seconds: number): Time[] {
  const known = parts.filter((part) => part !== null);
  const average = known.length === 0 ? 1 : known.reduce((sum, part) => sum + part, 0) / known.length;
  const weights = parts.map((part) => part ?? average);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  return weights.map((weight) => {
    const start = rounded((at / total) * seconds);
    at += weight;
    return [start, rounded((at / total) * seconds)];
  });
}

/** "[0-2.5s]". */
export const stamp = ([start, end]: Time): string => `[${start}-${end}s]`;

/** Half seconds: models are told no finer. */
const rounded = (seconds: number): number => Math.round(seconds * 2) / 2;
