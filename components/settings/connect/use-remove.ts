import type { Connection } from '@/utils/domain';
import { t } from '../../i18n';
import { useServices } from '../../services';
import { useSay } from '../../ui/Toasts';

/** Removes a connection so that it can be taken back, with its key, and says so. */
export function useRemove() {
  const { saveConnection, removeConnection } = useServices();
  const say = useSay();
  return async (connection: Connection): Promise<void> => {
    const undo = () =>
      void saveConnection(connection).then(
        () => say(t('serverRestored')),
        () => say(t('serverRestoreFailed')),
      );
    try {
      await removeConnection(connection.id);
      say(t('serverRemoved'), { label: t('undo'), run: undo }, { takesFocus: true });
    } catch {
      say(t('serverRemoveFailed'));
    }
  };
}
