import { useEffect, useMemo, useState } from 'react';
import { isRebuilt, type Clip, type Job } from '@/utils/domain';
import { newerOf, stageOf, useStageFocus } from '../create/stage';
import { useMakeClip } from '../create/use-make-clip';
import { isolate, t } from '../i18n';
import { JobProgress } from '../job/JobProgress';
import { JobTrouble } from '../job/JobTrouble';
import { StorageCard } from '../trouble/TroubleCard';
import { Choice } from '../ui/Choice';
import { Changing } from './Changing';
import { GoingOn } from './GoingOn';
import { useChildJob } from './use-child-job';
import { usePlace } from './use-place';
import { useWishes } from './use-wishes';
import { madeOf, planBefore, type Made, type Place } from './made';
import { canDo } from './version';
import './thread.css';

/** The conversation about a clip that a service made: what should change, and the version that comes of it. */
export function Thread({ clip, onClip }: { clip: Clip; onClip: (clipId: string) => void }) {
  const made = useMemo(() => madeOf(clip), [clip]);
  // Of a clip whose order was lost with the database there are no words to change.
  if (!made || isRebuilt(made.request)) return null;
  return <Talk made={made} onClip={onClip} />;
}

function Talk({ made, onClip }: { made: Made; onClip: (clipId: string) => void }) {
  const { clip, request } = made;
  const found = usePlace(request);
  const before = useMemo(() => planBefore(made), [made]);
  const wishes = useWishes(clip.id, before);
  const [started, setStarted] = useState<Job>();
  const [leftId, setLeftId] = useState('');
  const stored = useChildJob(clip.id, started?.id ?? '');
  const { making, make } = useMakeClip(setStarted);
  const stage = stageOf(newerOf(stored.kind === 'ready' ? stored.value : undefined, started), leftId);
  const focus = useStageFocus(stage.kind);

  const doneId = stage.kind === 'done' ? stage.clipId : '';
  const { clear } = wishes;
  useEffect(() => {
    if (doneId === '') return;
    clear();
    onClip(doneId);
  }, [doneId, clear, onClip]);

  if (found.kind === 'loading') return null;
  const leave = () => {
    if (stage.kind !== 'editing') setLeftId(stage.job.id);
  };
  // A source of its own: the bench, which looks for what came of its source, is not to take it for its clip.
  const onMake = (order: typeof request) =>
    void make({ ...clip.record.source, id: crypto.randomUUID() }, order);
  return (
    <section className="card thread" aria-label={t('thread')} ref={focus} tabIndex={-1}>
      {stage.kind === 'working' && (
        <>
          <Told job={stage.job} />
          <JobProgress job={stage.job} />
          <button type="button" className="button button-plain thread-leave" onClick={leave}>
            {t('threadMeanwhile')}
          </button>
        </>
      )}
      {stage.kind === 'stopped' && (
        <>
          <Told job={stage.job} />
          <JobTrouble job={stage.job} onBack={leave} />
        </>
      )}
      {stage.kind === 'editing' && found.kind === 'gone' && (
        <p className="quiet">
          {t(
            found.what === 'model' ? 'threadModelGone' : 'threadServiceGone',
            isolate(clip.record.provider.name),
          )}
        </p>
      )}
      {stage.kind === 'editing' && found.kind === 'ready' && (
        <Line
          made={made}
          place={found.place}
          wishes={wishes}
          busy={making.kind === 'adding'}
          onMake={onMake}
        />
      )}
      {making.kind === 'trouble' && <StorageCard error={making.error} onRetry={undefined} />}
    </section>
  );
}

/** What was wished of the version that is being made. */
function Told({ job: { request } }: { job: Job }) {
  const wish = request.providerId === 'on-device' ? '' : (request.parent?.wish ?? '');
  if (wish === '') return null;
  return (
    <p className="thread-wish">
      <bdi>{wish}</bdi>
    </p>
  );
}

/** The line to say it on; where the service can go on from the end of a clip, both ways stand side by side. */
function Line(props: {
  made: Made;
  place: Place;
  wishes: ReturnType<typeof useWishes>;
  busy: boolean;
  onMake: (order: Made['request']) => void;
}) {
  const { made, place } = props;
  const [way, setWay] = useState<'change' | 'go-on'>('change');
  const canExtend = canDo(made, place, 'extend');
  return (
    <>
      {canExtend && (
        <Choice
          label={t('threadWay')}
          kind="segments"
          value={way}
          options={[
            { value: 'change', name: t('threadChange') },
            { value: 'go-on', name: t('threadGoOn') },
          ]}
          onChange={setWay}
        />
      )}
      {canExtend && way === 'go-on' ? <GoingOn {...props} /> : <Changing {...props} />}
    </>
  );
}
