import { ChevronRight, CircleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { phaseOf, type Job } from '@/utils/domain';
import { percent } from '../format';
import { locale, t } from '../i18n';
import { useQueue } from '../live/hooks';
import { useDueWake } from '../live/use-due-wake';
import { useNow } from '../live/use-now';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';
import { countJobs, countWords, isInLine, type JobCounts } from './counts';
import { beganAt, isStalled, toldPercent } from './doing';
import { Elapsed } from './Elapsed';
import { nameOf } from './names';
import { useProgress } from './use-progress';
import './job.css';

const NONE: readonly Job[] = [];

/**
 * Everything that is being made but the clip on the bench, on one line, which leads to the library; when one of them
 * is done, that is said.
 */
export function JobStrip({ benchJobId, onLibrary }: { benchJobId: string; onLibrary: () => void }) {
  const queue = useQueue();
  const open = queue.kind === 'ready' ? queue.value.jobs : NONE;
  useDueWake(open);
  useTold(open, benchJobId, onLibrary);
  const others = useMemo(() => open.filter((job) => job.id !== benchJobId), [open, benchJobId]);
  const first = firstOf(others);
  if (!first || queue.kind !== 'ready') return null;
  return (
    <Strip
      job={first}
      counts={countJobs(queue.value, benchJobId)}
      halted={queue.value.paused}
      onLibrary={onLibrary}
    />
  );
}

/** What is most worth a look: what asks, what is under way, what waits. */
function firstOf(jobs: readonly Job[]): Job | undefined {
  return (
    jobs.find((job) => job.state === 'ask-user') ??
    jobs.find((job) => phaseOf(job) === 'active') ??
    jobs.find((job) => !isInLine(job)) ??
    jobs[0]
  );
}

function Strip(props: { job: Job; counts: JobCounts; halted: boolean; onLibrary: () => void }) {
  const { job, counts, halted, onLibrary } = props;
  const since = phaseOf(job) === 'active' ? beganAt(job) : undefined;
  const now = useNow(since !== undefined);
  return (
    <button type="button" className="strip strip-job" onClick={onLibrary}>
      {counts.asking > 0 && <CircleAlert className="strip-alert" size={16} aria-hidden />}
      <span className="strip-two">
        <span className="strip-counts">{countWords(counts, halted)}</span>
        <span className="strip-line">
          <bdi className="strip-text">{nameOf(job)}</bdi>
          {since !== undefined && <Elapsed job={job} since={since} now={now} />}
        </span>
      </span>
      <ChevronRight size={16} aria-hidden />
      {since !== undefined && !isStalled(job, now) && <StripBar job={job} />}
    </button>
  );
}

function StripBar({ job }: { job: Job }) {
  const progress = useProgress(job.id);
  const label = t('inTheMaking');
  if (job.state === 'running' && progress) {
    return <progress aria-label={label} value={progress.framesDone} max={progress.framesTotal} />;
  }
  const done = toldPercent(job);
  if (done !== undefined) {
    const told = t('percentTold', percent(done, locale()));
    return <progress aria-label={label} aria-valuetext={told} value={done} max={100} />;
  }
  return <progress aria-label={label} />;
}

/** Says of every job that was seen here how it came out, unless it stands on the bench and says so itself. */
function useTold(open: readonly Job[], benchJobId: string, onLibrary: () => void): void {
  const { store } = useServices();
  const say = useSay();
  const seen = useRef<readonly Job[]>(NONE);
  const onBench = useRef(benchJobId);
  useEffect(() => {
    onBench.current = benchJobId;
  }, [benchJobId]);

  useEffect(() => {
    const gone = seen.current.filter((job) => !open.some((other) => other.id === job.id));
    seen.current = open;
    const tell = (job: Job | undefined) => {
      if (!job || job.id === onBench.current) return;
      const action = { label: t('library'), run: onLibrary };
      if (job.state === 'saved') say(t('clipReady'), action);
      else if (job.problem !== null) say(t('clipStopped'), action);
    };
    // A long queue may come out all at once: one word is enough.
    const last = gone.at(-1);
    if (last) store.jobs.get(last.id).then(tell, () => undefined);
  }, [open, store, say, onLibrary]);
}
