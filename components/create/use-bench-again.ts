import { useCallback } from 'react';
import type { Draft, Job, Source } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { t } from '../i18n';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';
import type { Edit } from './edit';
import { basisOf, keepEdit } from './kept-edits';
import { textOf } from './words';

/**
 * Lays the words of a job on the bench of this window, as they were sent, to be changed and made anew. The source gets
 * an id of its own there: the bench is to begin, not to show what came of the job.
 */
export function useBenchAgain(
  windowId: number,
  settings: Preferences,
  onSettings: (patch: Partial<Preferences>) => void,
  onCreate: () => void,
): (job: Job) => void {
  const { store } = useServices();
  const say = useSay();
  return useCallback(
    (job) => {
      const { request } = job;
      const source: Source = { ...job.source, id: crypto.randomUUID() };
      const draft: Draft = { windowId, at: Date.now(), state: { kind: 'ready', source } };
      keepEdit(String(draft.at), editOf(job), basisOf(source, settings.length));
      if (request.providerId === 'openai-videos') onSettings({ madeBy: request.connectionId });
      store.drafts.put(draft).then(onCreate, () => say(t('restoreFailed')));
    },
    [windowId, settings.length, onSettings, onCreate, store, say],
  );
}

/** The job's words as an edit of its source. */
function editOf({ request }: Job): Edit {
  const { storyboard } = request;
  return {
    text: textOf(storyboard),
    touched: true,
    template: storyboard.template,
    leftOut: [],
    storyboard,
    prompt: request.providerId === 'openai-videos' ? request.prompt : null,
  };
}
