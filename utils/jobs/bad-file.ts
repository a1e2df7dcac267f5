import type { JobProblem } from '@/utils/domain';
import type { JobEvent } from './events';
import { UNREACHABLE_MS } from './patience';
import { after } from './waits';

/** The file's own fault: fetched again from the start, a few times. */
const FAULTS: ReadonlySet<JobProblem> = new Set([
  'not-a-video',
  'file-empty',
  'file-truncated',
  'file-too-large',
  'file-invalid',
]);

/** What follows from a file that is wrong in itself; undefined: the problem is another's. */
export function badFile(problem: JobProblem, now: number): JobEvent | undefined {
  return FAULTS.has(problem)
    ? { type: 'bad-file', problem, nextAt: after(UNREACHABLE_MS.first, now) }
    : undefined;
}
