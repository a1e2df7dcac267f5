/** Words being changed outlive the view: the last ones typed for one waiting job, kept on this computer. */
import * as v from 'valibot';
import { Request } from '@/utils/domain';

const KEY = 'pagereel.queue-words';
const Unsaved = v.object({
  jobId: v.string(),
  request: Request,
  /** The user had held the job before its words were opened. */
  held: v.optional(v.boolean(), false),
});
type Unsaved = v.InferOutput<typeof Unsaved>;

/** What was typed for this job and neither kept nor discarded; undefined when there is nothing. */
export function unsavedWords(jobId: string, storage: Storage = localStorage): Request | undefined {
  return unsaved(jobId, storage)?.request;
}

/** Whether words are being changed of a job that the user had held: then it stays held when they are closed. */
export function wasHeld(jobId: string, storage: Storage = localStorage): boolean {
  return unsaved(jobId, storage)?.held === true;
}

function unsaved(jobId: string, storage: Storage): Unsaved | undefined {
  try {
    const parsed = v.safeParse(Unsaved, JSON.parse(storage.getItem(KEY) ?? 'null'));
    return parsed.success && parsed.output.jobId === jobId ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Null: kept or discarded. */
export function rememberWords(
  jobId: string,
  request: Request | null,
  held = false,
  storage: Storage = localStorage,
): void {
  try {
    if (request) storage.setItem(KEY, JSON.stringify({ jobId, request, held }));
    else if (unsavedWords(jobId, storage)) storage.removeItem(KEY);
  } catch {
    // A full or forbidden storage costs the memory of the words, not the words on screen.
  }
}
