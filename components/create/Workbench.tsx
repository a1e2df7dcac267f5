import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft, Job, Source } from '@/utils/domain';
import { estimateOnDevice, onDeviceRequest } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { possibleTemplates } from '@/utils/writer';
import { t } from '../i18n';
import { JobProgress, JobTrouble } from '../job/JobCard';
import { useClip, useJobOf } from '../live/hooks';
import { Preview } from '../preview/Preview';
import { ClipView } from '../clip/ClipView';
import { StorageCard } from '../trouble/TroubleCard';
import { isMakeable, sourceOf, withHighlight, withPicture, withShot, withTemplate, withText } from './edit';
import { MakeBar } from './MakeBar';
import { Options } from './Options';
import { Pictures } from './Pictures';
import { ShotList } from './ShotList';
import { SourceCard } from './SourceCard';
import { useEdit } from './use-edit';
import { useMakeClip } from './use-make-clip';

interface Settings {
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
}

/** Job states that need a word with the user; after "canceled" the words are simply back on the bench. */
const STOPPED = new Set<Job['state']>(['paused', 'failed', 'expired', 'damaged']);

/** From a draft to a saved clip, all in one place: edit, make, watch it being made, play it. */
export function Workbench(props: Settings & { draft: Draft; source: Source; onRemove: () => void }) {
  const { draft, source, settings, onSettings, onRemove } = props;
  const { edit, change } = useEdit(String(draft.at), source, settings.length);
  const [started, setStarted] = useState<Job>();
  const [leftId, setLeftId] = useState('');
  const job = useJobOf(source.id, started?.id ?? '');
  const { making, make } = useMakeClip(setStarted);

  const used = useMemo(() => sourceOf(source, edit), [source, edit]);
  const request = useMemo(
    () => onDeviceRequest({ source: used, storyboard: edit.storyboard, settings, made: t('frameLabel') }),
    [used, edit.storyboard, settings],
  );
  const possible = useMemo(() => possibleTemplates(used), [used]);
  const onMake = useCallback(() => void make(used, request), [make, used, request]);
  const stage = stageOf(newerOf(job.kind === 'ready' ? job.value : undefined, started), leftId);
  const focus = useStageFocus(stage.kind);

  if (stage.kind === 'done') {
    return (
      <Done
        clipId={stage.clipId}
        focus={focus}
        onMore={() => setLeftId(stage.job.id)}
        onGone={() => setLeftId(stage.job.id)}
      />
    );
  }
  const editing = stage.kind === 'editing';
  return (
    <>
      <main className="bench" ref={focus} tabIndex={-1}>
        <div className="bench-words">
          <SourceCard
            source={source}
            edit={edit}
            reading={draft.state.kind === 'reading'}
            onText={(text) => change((old) => withText(old, source, settings.length, text))}
            onRemove={onRemove}
          />
        </div>
        <div className="bench-view">
          <Preview request={stage.kind === 'editing' ? request : stage.job.request} still={!editing} />
          {stage.kind === 'working' && <JobProgress job={stage.job} />}
          {stage.kind === 'stopped' && (
            <JobTrouble job={stage.job} onAgain={onMake} onBack={() => setLeftId(stage.job.id)} />
          )}
          {making.kind === 'trouble' && <StorageCard error={making.error} onRetry={onMake} />}
        </div>
        {editing && (
          <div className="bench-tools">
            <Pictures
              images={source.images}
              leftOut={edit.leftOut}
              windowId={draft.windowId}
              canCrop={draft.tabId !== undefined}
              onToggle={(image) => change((old) => withPicture(old, source, settings.length, image))}
            />
            <Options
              storyboard={edit.storyboard}
              possible={possible}
              settings={settings}
              themeColor={source.themeColor}
              onTemplate={(template) => change((old) => withTemplate(old, source, settings.length, template))}
              onSettings={onSettings}
            />
            <ShotList
              storyboard={edit.storyboard}
              onShot={(id, text) => change((old) => withShot(old, id, text))}
              onHighlight={(id, offset) => change((old) => withHighlight(old, id, offset))}
            />
          </div>
        )}
      </main>
      {editing && (
        <MakeBar
          price={estimateOnDevice()}
          busy={making.kind === 'adding'}
          ready={isMakeable(edit)}
          onMake={onMake}
        />
      )}
    </>
  );
}

type Stage =
  | { kind: 'editing' }
  | { kind: 'working'; job: Job }
  | { kind: 'stopped'; job: Job }
  | { kind: 'done'; job: Job; clipId: string };

function stageOf(job: Job | undefined, leftId: string): Stage {
  if (!job || job.id === leftId || job.state === 'canceled') return { kind: 'editing' };
  if (STOPPED.has(job.state)) return { kind: 'stopped', job };
  if (job.state !== 'saved') return { kind: 'working', job };
  return job.clipId === null ? { kind: 'editing' } : { kind: 'done', job, clipId: job.clipId };
}

/** The job as stored; until the store's answer is here, the one just started, so that no second click fits in between. */
function newerOf(stored: Job | undefined, started: Job | undefined): Job | undefined {
  if (!stored || !started) return stored ?? started;
  return stored.id === started.id || stored.createdAt > started.createdAt ? stored : started;
}

/** When the stage changes under a focused button, the focus goes on to the new stage instead of being lost. */
function useStageFocus(stage: Stage['kind']) {
  const target = useRef<HTMLElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [stage]);
  return target;
}

function Done(props: {
  clipId: string;
  focus: React.RefObject<HTMLElement | null>;
  onMore: () => void;
  onGone: () => void;
}) {
  const { clipId, focus, onMore, onGone } = props;
  const clip = useClip(clipId);
  const gone = clip.kind === 'ready' && clip.value === undefined;
  useEffect(() => {
    if (gone) onGone();
  }, [gone, onGone]);
  return (
    <>
      <main className="bench bench-done" ref={focus} tabIndex={-1}>
        <div role="status">
          <h2 className="done-title">{t('clipReady')}</h2>
        </div>
        {clip.kind === 'ready' && clip.value && <ClipView clip={clip.value} />}
        {clip.kind === 'trouble' && <StorageCard error={clip.error} onRetry={() => void clip.refresh()} />}
      </main>
      <footer className="make-bar">
        <button type="button" className="button button-wide" onClick={onMore}>
          {t('makeAnother')}
        </button>
      </footer>
    </>
  );
}
