import { useCallback, useRef, useState } from 'react';
import type { Job, Request, Source } from '@/utils/domain';
import { newJob } from '@/utils/jobs';
import { useServices } from '../services';

export type Making = { kind: 'idle' } | { kind: 'adding' } | { kind: 'trouble'; error: unknown };

/**
 * Adds a queued job and asks the background to look. The id is made at the click, and a second click while the
 * first is being written does nothing: one click, one job.
 */
export function useMakeClip(onAdded: (job: Job) => void) {
  const { store, wake } = useServices();
  const [making, setMaking] = useState<Making>({ kind: 'idle' });
  // State is read a render late; two clicks of a double click come before that.
  const busy = useRef(false);

  const make = useCallback(
    async (source: Source, request: Request) => {
      if (busy.current) return;
      busy.current = true;
      setMaking({ kind: 'adding' });
      const job = newJob({ id: crypto.randomUUID(), source, request, now: Date.now() });
      try {
        await store.jobs.add(job);
        setMaking({ kind: 'idle' });
        onAdded(job);
        // Nobody listening is no loss: the job is in the store, and the next wake finds it.
        await wake().catch(() => undefined);
      } catch (error) {
        setMaking({ kind: 'trouble', error });
      } finally {
        busy.current = false;
      }
    },
    [store, wake, onAdded],
  );
  return { making, make };
}
