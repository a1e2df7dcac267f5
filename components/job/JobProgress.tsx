import { Square } from 'lucide-react';
import type { Job } from '@/utils/domain';
import { percent, seconds, timeOfDay } from '../format';
import { locale, t, tn } from '../i18n';
import { useQueuePaused } from '../live/hooks';
import { useNow } from '../live/use-now';
import { useOnline } from '../live/use-online';
import { useServices } from '../services';
import { beganAt, doingOf, notesOf, toldAhead, toldPercent, type Note } from './doing';
import { Elapsed } from './Elapsed';
import { moneyWords } from './money';
import { GiveUp } from './money-buttons';
import { hostName, nameOf } from './names';
import { secondsLeft } from './time-left';
import { useProgress } from './use-progress';
import { useTell } from './use-tell';
import { wayToStop } from './ways-out';
import './job.css';

/** A job on its way: what goes on, for how long, what there is to know, and the way out of it. */
export function JobProgress({ job, named = false }: { job: Job; named?: boolean }) {
  const since = beganAt(job);
  const now = useNow(since !== undefined || job.nextAt > 0);
  const notes = notesOf(job, now, useOnline());
  const there = job.request.providerId !== 'on-device';
  const sent = there && job.attempts.length > 0;
  const doing = t(doingOf(job), hostName(job));
  const drawn = useDrawn(job);
  // On the bench it is a part of the page; in a list, one of many alike.
  const Box = named ? 'article' : 'section';
  return (
    <Box className="card job" aria-label={named ? nameOf(job) : t('progress')}>
      {named && (
        <p className="job-name">
          <bdi>{nameOf(job)}</bdi>
        </p>
      )}
      {/* Each step is said once; frames and seconds are for the eye, and for the bar when it is asked. */}
      <p className="hidden-visually" role="status">
        {doing}
      </p>
      <div className="job-line">
        <strong>{drawn ? drawn.words : doing}</strong>
        <span className="quiet">
          {drawn ? drawn.left : there && since !== undefined && <Elapsed job={job} since={since} now={now} />}
        </span>
      </div>
      <Bar job={job} doing={doing} drawn={drawn} />
      {notes.map((note) => (
        <p key={note.key} className="quiet job-note" role="status">
          {noteWords(note)}
        </p>
      ))}
      {job.state === 'queued' && <Halted />}
      {sent && !named && <p className="quiet">{t('mayClose')}</p>}
      <div className="job-line">
        <span className="quiet">{sent ? moneyWords(job) : !named && t('mayClose')}</span>
        <Stop job={job} />
      </div>
    </Box>
  );
}

interface Drawn {
  words: string;
  left: string | false;
  done: number;
  total: number;
}

/** The on-device renderer's own frames; undefined while it draws none. */
function useDrawn(job: Job): Drawn | undefined {
  const progress = useProgress(job.id);
  if (job.state !== 'running' || progress === undefined) return undefined;
  const { framesDone: done, framesTotal: total } = progress;
  const left = secondsLeft(progress);
  return {
    words: t('framesDone', String(done), String(total)),
    left: left !== undefined && left > 0 && t('timeLeft', seconds(Math.ceil(left), locale())),
    done,
    total,
  };
}

/** Full to where somebody who knows says it is; nothing is made up. */
function Bar({ job, doing, drawn }: { job: Job; doing: string; drawn: Drawn | undefined }) {
  if (drawn) return <progress aria-label={doing} value={drawn.done} max={drawn.total} />;
  if (job.state === 'queued' && job.request.providerId !== 'on-device') return null;
  const done = toldPercent(job);
  const told = toldWords(job, done);
  if (told === undefined) return <progress aria-label={doing} />;
  return (
    <div className="job-told">
      <progress aria-label={doing} {...(done !== undefined && { value: done, max: 100 })} />
      <span className="quiet">{told}</span>
    </div>
  );
}

/** What the server says of its own line, or of how far it is; undefined: nothing. */
function toldWords(job: Job, done: number | undefined): string | undefined {
  const ahead = toldAhead(job);
  if (ahead !== undefined) return ahead === 0 ? t('nextInLine') : tn('aheadOfYou', ahead);
  return done === undefined ? undefined : t('percentTold', percent(done, locale()));
}

function noteWords({ key, host, at }: Note): string {
  const values = [
    ...(host === undefined ? [] : [host]),
    ...(at === undefined ? [] : [timeOfDay(at, locale())]),
  ];
  return t(key, ...values);
}

/** The user halted the queue: said where somebody waits for this job to begin. */
function Halted() {
  const { pauseQueue } = useServices();
  if (!useQueuePaused()) return null;
  return (
    <div className="job-line">
      <span>{t('queueHalted')}</span>
      <button type="button" className="button" onClick={() => void pauseQueue(false).catch(() => undefined)}>
        {t('continueAll')}
      </button>
    </div>
  );
}

function Stop({ job }: { job: Job }) {
  const tell = useTell();
  const way = wayToStop(job);
  if (way === 'give-up') return <GiveUp job={job} label={t('stopFollowing')} />;
  return (
    <button
      type="button"
      className="button"
      disabled={way === undefined}
      onClick={() => void tell(job.id, { type: 'cancel' })}
    >
      <Square size={13} aria-hidden />
      {t('cancel')}
    </button>
  );
}
