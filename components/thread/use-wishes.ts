import { useCallback, useEffect, useRef, useState } from 'react';
import type { Plan, PlanChange } from '@/utils/domain';
import { useServices } from '../services';
import { changesNow, NEW_DRAFT, planNow, undone, withoutChange, withStep, type ThreadDraft } from './draft';
import { keepDraft, keptDraft } from './kept-drafts';
import { byModel, byRules, type Understood } from './understand';
import { useEditor } from './use-editor';

/** How the last sentence was taken. */
export type Heard =
  | { kind: 'nothing-yet' }
  /** A model is being asked. */
  | { kind: 'asking'; host: string }
  | Exclude<Understood, { kind: 'changed' }>;

const NOTHING_YET: Heard = { kind: 'nothing-yet' };

/** What the user wishes of a clip, sentence by sentence; kept for the clip until a version is made. */
export function useWishes(clipId: string, before: Plan) {
  const { askWriter } = useServices();
  const editor = useEditor();
  const [draft, setDraft] = useState(() => keptDraft(clipId));
  const [heard, setHeard] = useState<Heard>(NOTHING_YET);
  /** An answer that comes after the user went on is not wanted any more. */
  const question = useRef(0);
  /** What a model is being asked just now: each question may cost, and Enter is soon pressed twice. */
  const asking = useRef('');
  /** Takes back what is being asked. */
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => keepDraft(clipId, draft), [clipId, draft]);

  const update = useCallback((next: (draft: ThreadDraft) => ThreadDraft) => {
    question.current += 1;
    asking.current = '';
    stop.current?.abort();
    setHeard(NOTHING_YET);
    setDraft(next);
  }, []);

  const say = useCallback(
    async (sentence: string) => {
      const wish = sentence.trim();
      if (wish === '' || wish === asking.current) return;
      const plan = planNow(draft, before);
      const take = (answer: Understood) => {
        setHeard(answer.kind === 'changed' ? NOTHING_YET : answer);
        if (answer.kind === 'changed') setDraft((old) => withStep(old, { wish, plan: answer.plan }));
      };
      question.current += 1;
      const asked = question.current;
      stop.current?.abort();
      setDraft((old) => ({ ...old, typed: wish }));
      const ruled = byRules(plan, wish);
      if (ruled.kind !== 'not-understood' || !editor) return take(ruled);
      setHeard({
        kind: 'asking',
        host: editor.kind === 'chat' ? new URL(editor.connection.baseUrl).host : '',
      });
      asking.current = wish;
      stop.current = new AbortController();
      const answer = await byModel(plan, wish, editor, askWriter, stop.current.signal);
      if (question.current !== asked) return;
      asking.current = '';
      take(answer);
    },
    [draft, before, editor, askWriter],
  );

  return {
    typed: draft.typed,
    draft,
    heard,
    editor,
    changes: changesNow(draft, before),
    type: (typed: string) => update((old) => ({ ...old, typed })),
    say,
    undo: () => update(undone),
    leaveOut: (change: PlanChange) => update((old) => withoutChange(old, before, change)),
    /** A version was made of them. */
    clear: useCallback(() => {
      // At once: whoever shows the new clip then takes this view away.
      keepDraft(clipId, NEW_DRAFT);
      update(() => NEW_DRAFT);
    }, [clipId, update]),
  };
}
export type Wishes = ReturnType<typeof useWishes>;
