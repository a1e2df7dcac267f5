/** Words being changed outlive the view: the last ones typed for one waiting job, kept on this computer. */
import * as v from 'valibot';
import { Request } from '@/utils/domain';

const KEY = 'pagereel.queue-words';
const Unsaved = v.object({ jobId: v.string(), request: Request });

/** What was typed for this job and neither kept nor discarded; undefined when there is nothing. */
export function unsavedWords(jobId: string, storage: Storage = localStorage): Request | undefined {
  try {
    const parsed = v.safeParse(Unsaved, JSON.parse(storage.getItem(KEY) ?? 'null'));
    return parsed.success && parsed.output.jobId === jobId ? parsed.output.request : undefined;
  } catch {
    return undefined;
  }
}

/** Null: kept or discarded. */
export function rememberWords(jobId: string, request: Request | null, storage: Storage = localStorage): void {
  try {
    if (request) storage.setItem(KEY, JSON.stringify({ jobId, request }));
    else if (unsavedWords(jobId, storage)) storage.removeItem(KEY);
  } catch {
    // A full or forbidden storage costs the memory of the words, not the words on screen.
  }
}
