import { phaseOf, type Job } from '@/utils/domain';
import { tn } from '../i18n';
import type { Queue } from '../live/hooks';

export interface JobCounts {
  /** Need a word from the user. */
  asking: number;
  active: number;
  /** In their place in the queue, those the user paused there too. */
  waiting: number;
}

/** It waits in its place: for its turn, or for the user who holds it there. */
export function isInLine({ state, problem }: Pick<Job, 'state' | 'problem'>): boolean {
  return state === 'queued' || (state === 'paused' && problem === 'by-user');
}

/** How many jobs there are of each kind, but for one that is shown elsewhere. */
export function countJobs({ jobs, counts }: Omit<Queue, 'paused'>, but = ''): JobCounts {
  const heldInLine = jobs.filter((job) => job.state === 'paused' && isInLine(job)).length;
  const all = {
    asking: counts.held - heldInLine,
    active: counts.active,
    waiting: counts.queued + heldInLine,
  };
  const other = jobs.find((job) => job.id === but);
  if (!other) return all;
  const kind = isInLine(other) ? 'waiting' : phaseOf(other) === 'active' ? 'active' : 'asking';
  return { ...all, [kind]: all[kind] - 1 };
}

/** "1 needs you · 2 under way · 950 waiting"; what there is none of is left out. */
export function countWords({ asking, active, waiting }: JobCounts, halted: boolean): string {
  const parts = [
    ...(asking > 0 ? [tn('heldJobs', asking)] : []),
    ...(active > 0 ? [tn('activeJobs', active)] : []),
    ...(waiting > 0 ? [tn(halted ? 'haltedJobs' : 'queuedJobs', waiting)] : []),
  ];
  return parts.join(' · ');
}
