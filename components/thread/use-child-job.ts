import { isOpen, type Job } from '@/utils/domain';
import { useLive, type Refreshable } from '../live/hooks';
import { Live } from '../live/live';
import type { Services } from '../services';

/** How far back a version that was begun before is looked for. */
const RECENT = 50;

/** The version of a clip that was started here, or else the newest one under way. */
export function useChildJob(clipId: string, startedId: string): Refreshable<Job | undefined> {
  return useLive(childJob, `${clipId} ${startedId}`);
}

function childJob({ store, onChange }: Services, ids: string): Live<Job | undefined> {
  const [clipId, startedId] = ids.split(' ');
  let followed = startedId;
  const load = async (): Promise<Job | undefined> => {
    // One that was begun before is followed to its end too.
    if (followed) return store.jobs.get(followed);
    const jobs = await store.jobs.recent(RECENT);
    const found = jobs.find((job) => isOpen(job) && parentOf(job) === clipId);
    followed = found?.id;
    return found;
  };
  return new Live(load, onChange, ({ kind }) => kind === 'job');
}

function parentOf({ request }: Job): string | undefined {
  return request.providerId === 'on-device' ? undefined : request.parent?.clipId;
}
