/** What was wished of a clip outlives the panel: closing it loses no typed word. Kept on this computer, by clip. */
import * as v from 'valibot';
import { Plan } from '@/utils/domain';
import { NEW_DRAFT, type ThreadDraft } from './draft';

const KEY = 'pagereel.threads';
/** Clips whose drafts are kept. */
const KEPT = 6;

const Kept = v.array(
  v.object({
    clipId: v.string(),
    typed: v.string(),
    steps: v.array(v.object({ wish: v.string(), plan: Plan })),
  }),
);
type Kept = v.InferOutput<typeof Kept>;

export function keptDraft(clipId: string, storage: Storage = localStorage): ThreadDraft {
  const kept = read(storage).find((draft) => draft.clipId === clipId);
  return kept ? { typed: kept.typed, steps: kept.steps } : NEW_DRAFT;
}

/** An empty one is forgotten. */
export function keepDraft(
  clipId: string,
  { typed, steps }: ThreadDraft,
  storage: Storage = localStorage,
): void {
  const others = read(storage).filter((kept) => kept.clipId !== clipId);
  const isEmpty = typed === '' && steps.length === 0;
  const kept = isEmpty ? others : [{ clipId, typed, steps: [...steps] }, ...others].slice(0, KEPT);
  try {
    storage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs the memory of the draft, not the one on screen.
  }
}

function read(storage: Storage): Kept {
  try {
    const parsed = v.safeParse(Kept, JSON.parse(storage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}
