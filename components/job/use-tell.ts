import { useCallback } from 'react';
import type { JobWish } from '@/utils/messaging';
import { t } from '../i18n';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';

/** False: it was not heard; what was to follow from it must not be told either. */
export type Tell = (id: string, event: JobWish['event']) => Promise<boolean>;

/** Tells a job something; what comes of it shows in the job. That nobody heard is said. */
export function useTell(): Tell {
  const { tellJob } = useServices();
  const say = useSay();
  return useCallback(
    (id, event) =>
      tellJob({ id, event }).then(
        () => true,
        () => {
          say(t('notHeard'));
          return false;
        },
      ),
    [tellJob, say],
  );
}
