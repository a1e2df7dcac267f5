import { useLayoutEffect, useRef } from 'react';
import type { Job } from '@/utils/domain';

/** Where the clip of the bench stands. */
export type Stage =
  | { kind: 'editing' }
  | { kind: 'working'; job: Job }
  | { kind: 'stopped'; job: Job }
  | { kind: 'done'; job: Job; clipId: string };

/** Job states that need a word with the user; after "canceled" the words are simply back on the bench. */
const STOPPED = new Set<Job['state']>(['paused', 'ask-user', 'failed', 'expired', 'damaged']);

/** `leftId`: the job the user turned away from, to make something else of the same words. */
export function stageOf(job: Job | undefined, leftId: string): Stage {
  if (!job || job.id === leftId || job.state === 'canceled') return { kind: 'editing' };
  if (STOPPED.has(job.state)) return { kind: 'stopped', job };
  if (job.state !== 'saved') return { kind: 'working', job };
  return job.clipId === null ? { kind: 'editing' } : { kind: 'done', job, clipId: job.clipId };
}

/** The job as stored; until the store's answer is here, the one just started, so that no second click fits in between. */
export function newerOf(stored: Job | undefined, started: Job | undefined): Job | undefined {
  if (!stored || !started) return stored ?? started;
  return stored.id === started.id || stored.createdAt > started.createdAt ? stored : started;
}

/** When the stage changes under a focused button, the focus goes on to the new stage instead of being lost. */
export function useStageFocus<Place extends HTMLElement = HTMLElement>(stage: string) {
  const target = useRef<Place>(null);
  const before = useRef(stage);
  // Before the paint, and before `keepFocus` looks for a place of its own.
  useLayoutEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [stage]);
  return target;
}
