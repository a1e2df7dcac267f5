import { useState } from 'react';
import { t, tn } from '../i18n';
import { JobTrouble } from '../job/JobTrouble';
import { seeStops, seenStops } from '../job/seen-stops';
import { useStoppedJobs } from '../live/hooks';

/** Cards shown at a time. */
const MOST = 5;

/** Clips that could not be made, until the user has seen them: what was paid for is never just gone. */
export function StoppedJobs() {
  const stopped = useStoppedJobs();
  const [seen, setSeen] = useState(() => seenStops());
  if (stopped.kind !== 'ready') return null;
  const jobs = stopped.value.filter((job) => !seen.includes(job.id));
  if (jobs.length === 0) return null;
  const shown = jobs.slice(0, MOST);
  return (
    <section className="library-jobs" aria-labelledby="stopped-title">
      <header className="queue-top">
        <h2 id="stopped-title">{t('stoppedLately')}</h2>
        <span className="quiet">
          {jobs.length > shown.length && tn('moreJobs', jobs.length - shown.length)}
        </span>
        <button
          type="button"
          className="button button-plain"
          onClick={() => setSeen(seeStops(jobs.map((job) => job.id)))}
        >
          {t('seenAll')}
        </button>
      </header>
      {shown.map((job) => (
        <JobTrouble key={job.id} job={job} named />
      ))}
    </section>
  );
}
