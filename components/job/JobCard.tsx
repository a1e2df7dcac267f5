import { Square } from 'lucide-react';
import type { Job, JobState } from '@/utils/domain';
import { seconds } from '../format';
import { locale, t, type MessageKey } from '../i18n';
import { useServices } from '../services';
import { JOB_FACES } from '../trouble/faces';
import { TroubleCard } from '../trouble/TroubleCard';
import { secondsLeft } from './time-left';
import { useProgress } from './use-progress';
import './job.css';

/** What a job that goes on is doing, in the user's words. */
const DOING: Record<JobState, MessageKey> = {
  queued: 'jobQueued',
  preparing: 'jobPreparing',
  intent: 'jobPreparing',
  running: 'jobRunning',
  ready: 'jobChecking',
  downloading: 'jobChecking',
  verifying: 'jobChecking',
  saved: 'jobSaved',
  unknown: 'jobPreparing',
  'ask-user': 'jobWaiting',
  waiting: 'jobWaiting',
  paused: 'jobPaused',
  canceling: 'jobCanceling',
  canceled: 'jobCanceled',
  failed: 'jobFailed',
  expired: 'jobFailed',
  damaged: 'jobFailed',
};

/** A job on its way: frames done, time left, and the way out of it. */
export function JobProgress({
  job,
  named = false,
}: {
  job: Pick<Job, 'id' | 'state' | 'source'>;
  named?: boolean;
}) {
  const { cancelJob } = useServices();
  const progress = useProgress(job.id);
  const drawing = job.state === 'running' && progress !== undefined;
  const left = drawing ? secondsLeft(progress) : undefined;
  const stopping = job.state === 'canceling';
  const doing = t(DOING[job.state]);
  return (
    <section className="card job" aria-label={t('progress')}>
      {named && (
        <p className="job-name">
          <bdi>{job.source.title || job.source.text.slice(0, 120)}</bdi>
        </p>
      )}
      {/* Each step is said once; the frames are for the eye, and for the bar when it is asked. */}
      <p className="hidden-visually" role="status">
        {doing}
      </p>
      <div className="job-line">
        <strong>
          {drawing ? t('framesDone', String(progress.framesDone), String(progress.framesTotal)) : doing}
        </strong>
        <span className="quiet">
          {left !== undefined && left > 0 && t('timeLeft', seconds(Math.ceil(left), locale()))}
        </span>
      </div>
      <progress
        aria-label={doing}
        {...(drawing && { value: progress.framesDone, max: progress.framesTotal })}
      />
      <div className="job-line">
        <span className="quiet">{t('mayClose')}</span>
        <button
          type="button"
          className="button"
          disabled={stopping}
          onClick={() => void cancelJob(job.id).catch(() => undefined)}
        >
          <Square size={13} aria-hidden />
          {t('cancel')}
        </button>
      </div>
    </section>
  );
}

/** A job that stopped: paused ones go on where they were, failed ones start anew. */
export function JobTrouble({
  job,
  onAgain,
  onBack,
}: {
  job: Job;
  onAgain?: () => void;
  onBack?: () => void;
}) {
  const { resumeJob, cancelJob } = useServices();
  const paused = job.state === 'paused';
  const face = JOB_FACES[job.problem ?? 'render-error'];
  return (
    <TroubleCard face={face}>
      {paused && (
        <button
          type="button"
          className="button"
          onClick={() => void resumeJob(job.id).catch(() => undefined)}
        >
          {t('continueJob')}
        </button>
      )}
      {paused && (
        <button
          type="button"
          className="button button-plain"
          onClick={() => void cancelJob(job.id).catch(() => undefined)}
        >
          {t('cancel')}
        </button>
      )}
      {!paused && onAgain && (
        <button type="button" className="button" onClick={onAgain}>
          {t('tryAgain')}
        </button>
      )}
      {!paused && onBack && (
        <button type="button" className="button button-plain" onClick={onBack}>
          {t('changeClip')}
        </button>
      )}
    </TroubleCard>
  );
}
