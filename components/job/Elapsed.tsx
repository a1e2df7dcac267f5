import type { Job } from '@/utils/domain';
import { clock } from '../format';
import { isolate, t } from '../i18n';
import { useDurations } from '../live/hooks';
import { usualTime } from './past-times';

/** "1:12 · usually about 2:00": time passed, and the middle of what the user's own clips of that model took. */
export function Elapsed({ job, since, now }: { job: Job; since: number; now: number }) {
  const past = useDurations(job.request.model);
  const usual = past.kind === 'ready' ? usualTime(past.value) : undefined;
  return (
    <span className="elapsed">
      <span dir="ltr">{clock((now - since) / 1000)}</span>
      {usual !== undefined && (
        <span className="elapsed-usual">{` · ${t('usually', isolate(clock(usual / 1000)))}`}</span>
      )}
    </span>
  );
}
