import type { JobEvent } from './events';

/** What came of an effect: an event to be written, or the job was written along with it. */
export type Outcome = { kind: 'event'; event: JobEvent; dropPieces?: boolean } | { kind: 'over' };

export function event(event: JobEvent): Outcome {
  return { kind: 'event', event };
}
