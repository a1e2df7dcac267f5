import { useCallback } from 'react';
import type { Draft, Source } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { t } from '../i18n';
import type { ToBench } from '../job/to-bench';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';

/**
 * Lays the words of an order on the bench of this window, as they were sent, to be changed and made anew; with somebody
 * else and another model where that was chosen. Nothing is sent by it. The source gets an id of its own there: the bench
 * is to begin, not to show what came of the order.
 */
export function useBenchAgain(
  windowId: number,
  settings: Preferences,
  onSettings: (patch: Partial<Preferences>) => void,
  onCreate: () => void,
): ToBench {
  const { store } = useServices();
  const say = useSay();
  return useCallback(
    (ordered, elsewhere) => {
      const { request } = ordered;
      const source: Source = { ...ordered.source, id: crypto.randomUUID() };
      const draft: Draft = { windowId, at: Date.now(), state: { kind: 'ready', source } };
      const lay = async () => {
        const { layWords } = await import('./lay-words');
        const chosen = layWords(String(draft.at), { request, source, elsewhere, settings });
        await store.drafts.put(draft);
        return chosen;
      };
      lay().then(
        (chosen) => {
          if (Object.keys(chosen).length > 0) onSettings(chosen);
          onCreate();
        },
        () => say(t('restoreFailed')),
      );
    },
    [windowId, settings, onSettings, onCreate, store, say],
  );
}
