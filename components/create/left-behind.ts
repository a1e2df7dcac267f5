import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, Job, Storyboard } from '@/utils/domain';
import { useServices } from '../services';
import type { Edit } from './edit';
import { keptEdit } from './kept-edits';

/** How far back a clip of the same words is looked for. */
const RECENT = 50;

/**
 * The Draft that a newer gesture took from the bench and that still holds something of the user's: a window has one
 * Draft, so the new one always wins, but words that were typed and not yet made into a clip stay within reach, for
 * as long as the panel is open. A gesture that failed brings nothing, so the old Draft stays within reach of it in
 * any case.
 */
export function useLeftBehind(draft: Draft | undefined): { left: Draft | undefined; forget: () => void } {
  const { store } = useServices();
  const before = useRef<Draft>(undefined);
  const [left, setLeft] = useState<Draft>();

  useEffect(() => {
    const old = before.current;
    before.current = draft;
    if (!draft || !old || old.at === draft.at) return;
    // By now the old bench has written down its last words.
    const edited = wordsOf(old);
    if (draft.state.kind === 'failed' && old.state.kind !== 'failed') setLeft(old);
    else if (edited === undefined) setLeft((known) => (known && wordsOf(known) ? known : undefined));
    else {
      store.jobs.recent(RECENT).then(
        (jobs) => setLeft(wasMade(old, edited, jobs) ? undefined : old),
        () => setLeft(old),
      );
    }
  }, [draft, store]);

  const forget = useCallback(() => setLeft(undefined), []);
  return { left: left?.at === draft?.at ? undefined : left, forget };
}

/** The words as the user left them; undefined when they are the page's own. */
function wordsOf(draft: Draft): Edit | undefined {
  const edit = draft.state.kind === 'failed' ? undefined : keptEdit(String(draft.at))?.edit;
  if (!edit) return undefined;
  const own = (edit.touched && edit.text.trim() !== '') || (edit.prompt ?? '').trim() !== '';
  return own ? edit : undefined;
}

/** True when these very words are on their way to a clip, or are one. */
function wasMade({ state }: Draft, { storyboard, prompt }: Edit, jobs: readonly Job[]): boolean {
  if (state.kind === 'failed') return false;
  const isIt = ({ request }: Job) =>
    prompt === null
      ? told(request.storyboard) === told(storyboard)
      : request.providerId !== 'on-device' && request.prompt.startsWith(prompt.trim());
  return jobs.some((job) => job.source.id === state.source.id && isIt(job));
}

const told = (storyboard: Storyboard): string => storyboard.shots.map((shot) => shot.text).join('\n');
