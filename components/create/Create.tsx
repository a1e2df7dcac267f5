import { useCallback, useEffect, useState } from 'react';
import type { Draft } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { t } from '../i18n';
import { useDraft } from '../live/hooks';
import { useServices } from '../services';
import { GESTURE_FACES } from '../trouble/faces';
import { StorageCard, TroubleCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { EmptyCreate } from './EmptyCreate';
import './bench.css';

// Fetched along with the first paint, not before it: an empty panel needs no writer.
const fetching = import('./Workbench');

/** What the last gesture in this window brought, on its way to a clip. */
export function Create(props: {
  windowId: number;
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
}) {
  const { windowId, settings, onSettings } = props;
  const draft = useDraft(windowId);
  const remove = useRemove();
  const bench = useBench();

  if (draft.kind === 'loading' || !bench) return <Loading />;
  if (draft.kind === 'trouble') {
    return (
      <main className="bench">
        <StorageCard error={draft.error} onRetry={() => void draft.refresh()} />
      </main>
    );
  }
  if (!draft.value) {
    return (
      <main className="bench">
        <EmptyCreate />
      </main>
    );
  }
  const { value } = draft;
  if (value.state.kind === 'failed') {
    return (
      <main className="bench">
        <TroubleCard face={GESTURE_FACES[value.state.problem]}>
          <button type="button" className="button" onClick={() => remove(value)}>
            {t('understood')}
          </button>
        </TroubleCard>
      </main>
    );
  }
  return (
    <bench.Workbench
      key={value.at}
      draft={value}
      source={value.state.source}
      settings={settings}
      onSettings={onSettings}
      onRemove={() => remove(value)}
    />
  );
}

/** Not by `lazy`: React holds what comes after a fallback back for 300 ms, longer than all the rest takes. */
function useBench() {
  const [bench, setBench] = useState<Awaited<typeof fetching>>();
  useEffect(() => void fetching.then(setBench), []);
  return bench;
}

/** The static shell of the page, kept for as long as the store is silent. */
function Loading() {
  return (
    <main className="bench" aria-busy>
      <div className="shell shell-words" />
      <div className="shell shell-view" />
    </main>
  );
}

/** Clears the bench; what was on it can be taken back. */
function useRemove(): (draft: Draft) => void {
  const { store } = useServices();
  const say = useSay();
  return useCallback(
    (draft) => {
      const undo = () => void store.drafts.put(draft).catch(() => say(t('restoreFailed')));
      store.drafts.remove(draft.windowId).then(
        () => {
          if (draft.state.kind !== 'failed') say(t('sourceRemoved'), { label: t('undo'), run: undo });
        },
        () => say(t('deleteFailed')),
      );
    },
    [store, say],
  );
}
