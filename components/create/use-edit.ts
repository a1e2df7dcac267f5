import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Source } from '@/utils/domain';
import { startEdit, withSource, type Edit, type Length } from './edit';
import { basisOf, keepEdit, keptEdit } from './kept-edits';

/** Typing pauses this long before the words are written down. */
const REST_MS = 250;

/** The user's Edit of a draft: starts from what was kept of it, follows its source, and is kept in turn. */
export function useEdit(draft: string, source: Source, length: Length) {
  const [state, setState] = useState(() => {
    const kept = keptEdit(draft);
    if (!kept) return { source, length, edit: startEdit(source, length) };
    const same = kept.basis === basisOf(source, length);
    return { source, length, edit: same ? kept.edit : withSource(kept.edit, source, length) };
  });
  // New pictures, new words from the page or a new length change the edit in the same render: no frame shows the old one.
  if (state.source !== source || state.length !== length) {
    // The same row read again is no news: a change of anything else must not undo the user's highlights.
    const same = JSON.stringify(state.source) === JSON.stringify(source) && state.length === length;
    setState({ source, length, edit: same ? state.edit : withSource(state.edit, source, length) });
  }
  const { edit } = state;
  const change = useCallback(
    (next: (edit: Edit) => Edit) => setState((old) => ({ ...old, edit: next(old.edit) })),
    [],
  );

  useEffect(() => {
    const timer = setTimeout(() => keepEdit(draft, edit, basisOf(source, length)), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, edit, source, length]);
  const keepNow = useEffectEvent(() => keepEdit(draft, edit, basisOf(source, length)));
  // The panel closes, another screen or another selection comes: the last words typed are no exception.
  useEffect(() => {
    const leave = () => keepNow();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  return { edit, change };
}
