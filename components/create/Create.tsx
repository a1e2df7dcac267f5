import { useCallback, useEffect, useState } from 'react';
import type { Draft } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { t } from '../i18n';
import { useDraft } from '../live/hooks';
import { useServices } from '../services';
import { GESTURE_FACES } from '../trouble/faces';
import { StorageCard, TroubleCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { JobStrip } from '../job/JobStrip';
import { EmptyCreate } from './EmptyCreate';
import { LeftBehind } from './LeftBehind';
import { useLeftBehind } from './left-behind';
import './bench.css';

// Fetched along with the first paint, not before it: an empty panel needs no writer.
const fetching = import('./Workbench');

interface Props {
  windowId: number;
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
  onLibrary: () => void;
}

/** What the last gesture in this window brought, on its way to a clip; and what it must not push out of sight. */
export function Create({ windowId, settings, onSettings, onLibrary }: Props) {
  const draft = useDraft(windowId);
  const value = draft.kind === 'ready' ? draft.value : undefined;
  const { left, forget } = useLeftBehind(value);
  const remove = useRemove();
  const putBack = usePutBack();
  const bench = useBench();
  const [benchJobId, setBenchJobId] = useState('');

  if (draft.kind === 'loading' || !bench) return <Loading />;
  if (draft.kind === 'trouble') {
    return (
      <main className="bench">
        <StorageCard error={draft.error} onRetry={() => void draft.refresh()} />
      </main>
    );
  }
  const source = value && value.state.kind !== 'failed' ? value.state.source : undefined;
  return (
    <>
      <JobStrip benchJobId={benchJobId} onLibrary={onLibrary} />
      {source && left && <LeftBehind draft={left} onBack={() => putBack(left)} onForget={forget} />}
      {!value && (
        <main className="bench" tabIndex={-1}>
          <EmptyCreate />
        </main>
      )}
      {value?.state.kind === 'failed' && (
        <main className="bench" tabIndex={-1}>
          <TroubleCard face={GESTURE_FACES[value.state.problem]}>
            <button
              type="button"
              className="button"
              onClick={() => (left ? putBack({ ...left, windowId: value.windowId }) : remove(value))}
            >
              {t('understood')}
            </button>
          </TroubleCard>
        </main>
      )}
      {value && source && (
        <bench.Workbench
          key={value.at}
          draft={value}
          source={source}
          settings={settings}
          onSettings={onSettings}
          onRemove={() => remove(value)}
          onShown={setBenchJobId}
        />
      )}
    </>
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
  const putBack = usePutBack();
  return useCallback(
    (draft) => {
      store.drafts.remove(draft.windowId).then(
        () => {
          if (draft.state.kind === 'failed') return;
          say(t('sourceRemoved'), { label: t('undo'), run: () => putBack(draft) }, { takesFocus: true });
        },
        () => say(t('deleteFailed')),
      );
    },
    [store, say, putBack],
  );
}

function usePutBack(): (draft: Draft) => void {
  const { store } = useServices();
  const say = useSay();
  return useCallback(
    (draft) => void store.drafts.put(draft).catch(() => say(t('restoreFailed'))),
    [store, say],
  );
}
