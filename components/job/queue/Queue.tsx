import { Pause, Play } from 'lucide-react';
import { phaseOf, type Job } from '@/utils/domain';
import { t, tn } from '../../i18n';
import { useQueue, type Queue as Value } from '../../live/hooks';
import { useDueWake } from '../../live/use-due-wake';
import { useOnline } from '../../live/use-online';
import { useServices } from '../../services';
import { useSay } from '../../ui/Toasts';
import { JobProgress } from '../JobProgress';
import { JobTrouble } from '../JobTrouble';
import { countJobs, countWords, isInLine } from '../counts';
import { moves } from '../order';
import { useTell } from '../use-tell';
import { QueueRow } from './QueueRow';
import './queue.css';

/** Cards that are shown of those that ask for something. */
const MOST_CARDS = 8;
const NONE: readonly Job[] = [];

/** What is under way, what asks for something, and what waits, in the order it will be made. */
export function Queue() {
  const queue = useQueue();
  useDueWake(queue.kind === 'ready' ? queue.value.jobs : NONE);
  if (queue.kind !== 'ready' || queue.value.jobs.length === 0) return null;
  return <Open {...queue.value} />;
}

function Open({ jobs, counts, paused }: Value) {
  const asking = jobs.filter((job) => phaseOf(job) === 'held' && !isInLine(job));
  const active = jobs.filter((job) => phaseOf(job) === 'active');
  const rows = jobs.filter(isInLine);
  const shown = asking.slice(0, MOST_CARDS);
  const counted = countJobs({ jobs, counts });
  const more = counts.active + counts.queued + counts.held - shown.length - active.length - rows.length;
  const offline = !useOnline() && jobs.some(({ request }) => request.providerId !== 'on-device');
  return (
    <section className="library-jobs" aria-labelledby="queue-title">
      <header className="queue-top">
        <div>
          <h2 id="queue-title">{t('inTheMaking')}</h2>
          <p className="quiet">{countWords(counted, paused)}</p>
        </div>
        {(counted.waiting > 1 || paused) && <Halt paused={paused} />}
      </header>
      {paused && <p className="quiet">{t('queueHalted')}</p>}
      {offline && active.length === 0 && <p className="quiet">{t('noteOffline')}</p>}
      {shown.map((job) => (
        <JobTrouble key={job.id} job={job} named />
      ))}
      {active.map((job) => (
        <JobProgress key={job.id} job={job} named />
      ))}
      {rows.length > 0 && <Rows rows={rows} />}
      {more > 0 && <p className="quiet queue-more">{tn('moreJobs', more)}</p>}
    </section>
  );
}

function Halt({ paused }: { paused: boolean }) {
  const { pauseQueue } = useServices();
  const say = useSay();
  return (
    <button
      type="button"
      className="button"
      onClick={() => void pauseQueue(!paused).catch(() => say(t('notHeard')))}
    >
      {paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
      {t(paused ? 'continueAll' : 'pauseAll')}
    </button>
  );
}

function Rows({ rows }: { rows: readonly Job[] }) {
  const tell = useTell();
  const move = async (from: number, to: number) => {
    for (const { id, order } of moves(rows, from, to)) await tell(id, { type: 'reorder', order });
  };
  return (
    <ol className="queue-rows" aria-label={t('queueOrder')}>
      {rows.map((job, i) => (
        <QueueRow
          key={job.id}
          job={job}
          place={i}
          {...(i > 0 && { onUp: () => void move(i, i - 1) })}
          {...(i < rows.length - 1 && { onDown: () => void move(i, i + 1) })}
        />
      ))}
    </ol>
  );
}
