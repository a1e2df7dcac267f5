import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Job } from '@/utils/domain';
import { t } from '../i18n';
import { useOpenJobs } from '../live/hooks';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';
import { useProgress } from './use-progress';
import './job.css';

/**
 * A clip of another selection than the one on the bench goes on being made: its progress on one line, which leads
 * to the library; when it is done, that is said.
 */
export function JobStrip({ sourceId, onLibrary }: { sourceId: string | undefined; onLibrary: () => void }) {
  const { store } = useServices();
  const say = useSay();
  const open = useOpenJobs();
  const job = open.kind === 'ready' ? open.value.find((other) => other.source.id !== sourceId) : undefined;
  const watched = useRef<string>(undefined);

  useEffect(() => {
    if (open.kind !== 'ready') return;
    const id = watched.current;
    watched.current = job?.id;
    if (id === undefined || open.value.some((other) => other.id === id)) return;
    const tell = (ended: Job | undefined) => {
      if (ended?.state === 'saved') say(t('clipReady'), { label: t('library'), run: onLibrary });
    };
    store.jobs.get(id).then(tell, () => undefined);
  }, [open, job, store, say, onLibrary]);

  return job ? <Strip job={job} onLibrary={onLibrary} /> : null;
}

function Strip({ job, onLibrary }: { job: Job; onLibrary: () => void }) {
  const progress = useProgress(job.id);
  const name = job.source.title || job.source.text.slice(0, 120);
  const doing = t(job.state === 'paused' ? 'jobPaused' : 'inTheMaking');
  const drawing = job.state === 'running' && progress !== undefined;
  return (
    <button type="button" className="strip strip-job" onClick={onLibrary}>
      <strong>{doing}</strong>
      <bdi className="strip-text">{name}</bdi>
      <ChevronRight size={16} aria-hidden />
      {job.state !== 'paused' && (
        <progress
          aria-label={doing}
          {...(drawing && { value: progress.framesDone, max: progress.framesTotal })}
        />
      )}
    </button>
  );
}
