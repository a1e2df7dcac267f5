import { lazy, Suspense, useCallback } from 'react';
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
const bench = import('./Workbench');
const Workbench = lazy(async () => ({ default: (await bench).Workbench }));

/** What the last gesture in this window brought, on its way to a clip. */
export function Create(props: {
  windowId: number;
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
}) {
  const { windowId, settings, onSettings } = props;
  const draft = useDraft(windowId);
  const remove = useRemove();

  if (draft.kind === 'loading') return <Loading />;
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
    <Suspense fallback={<Loading />}>
      <Workbench
        key={value.at}
        draft={value}
        source={value.state.source}
        settings={settings}
        onSettings={onSettings}
        onRemove={() => remove(value)}
      />
    </Suspense>
  );
}

/** The static shell of the page, kept for as long as the store is silent. */
export function Loading() {
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
