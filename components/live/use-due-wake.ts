import { useEffect, useRef } from 'react';
import type { Job } from '@/utils/domain';
import { useServices } from '../services';
import { nextWake } from './due';

/** Asks the background to look as soon as the next look at one of these jobs is due, for as long as somebody sees them. */
export function useDueWake(jobs: readonly Job[]): void {
  const { wake } = useServices();
  const last = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      const wait = nextWake(jobs, Date.now(), last.current);
      if (wait !== undefined) timer = setTimeout(look, wait);
    };
    const look = () => {
      last.current = Date.now();
      // What comes of it shows in the jobs; without an answer the heartbeat is the floor.
      if (document.visibilityState === 'visible') void wake().catch(() => undefined);
      plan();
    };
    plan();
    return () => clearTimeout(timer);
  }, [jobs, wake]);
}
