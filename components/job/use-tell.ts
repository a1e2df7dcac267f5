import { useCallback } from 'react';
import type { JobWish } from '@/utils/messaging';
import { t } from '../i18n';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';

export type Tell = (id: string, event: JobWish['event']) => Promise<void>;

/** Tells a job something; what comes of it shows in the job. That nobody heard is said. */
export function useTell(): Tell {
  const { tellJob } = useServices();
  const say = useSay();
  return useCallback((id, event) => tellJob({ id, event }).catch(() => say(t('notHeard'))), [tellJob, say]);
}
