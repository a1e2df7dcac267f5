import { useCallback } from 'react';
import type { Clip } from '@/utils/domain';
import { t } from '../i18n';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';

/** Deletes a clip so that it can be taken back, and says so. False when the store refused: nothing is gone then. */
export function useDelete(): (clip: Clip) => Promise<boolean> {
  const { store } = useServices();
  const say = useSay();
  return useCallback(
    async (clip) => {
      const undo = () =>
        void store.clips.restore(clip.id).then(
          () => say(t('restored')),
          () => say(t('restoreFailed')),
        );
      try {
        await store.clips.remove(clip.id);
        say(t('deleted'), { label: t('undo'), run: undo }, { takesFocus: true });
        return true;
      } catch {
        say(t('deleteFailed'));
        return false;
      }
    },
    [store, say],
  );
}
