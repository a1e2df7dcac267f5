import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Draft, Job, Source } from '@/utils/domain';
import { ON_DEVICE } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { possibleTemplates } from '@/utils/writer';
import { t } from '../i18n';
import { JobProgress } from '../job/JobProgress';
import { JobTrouble } from '../job/JobTrouble';
import { useJobOf } from '../live/hooks';
import { Preview } from '../preview/Preview';
import { StorageCard } from '../trouble/TroubleCard';
import { Another, Done } from './Done';
import { withHighlight, withPicture, withPrompt, withShot, withTemplate, withText, type Edit } from './edit';
import { MadeBy } from './MadeBy';
import { DeviceMakeBar, ServerMakeBar } from './MakeBar';
import { Options } from './Options';
import { Pictures } from './Pictures';
import { PromptCard, SentPrompt } from './PromptCard';
import { ServerOptions } from './ServerOptions';
import { ShotList } from './ShotList';
import { SourceCard } from './SourceCard';
import { newerOf, stageOf, useStageFocus, type Stage } from './stage';
import { useEdit } from './use-edit';
import { useMakeClip } from './use-make-clip';
import { useOrder, type Order } from './use-order';

interface Settings {
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
}
type Change = (next: (edit: Edit) => Edit) => void;

/** From a draft to a saved clip, all in one place: edit, make, watch it being made, play it. */
export function Workbench(
  props: Settings & {
    draft: Draft;
    source: Source;
    onRemove: () => void;
    /** Which job is watched here; empty for none. */
    onShown: (jobId: string) => void;
  },
) {
  const { draft, source, settings, onSettings, onRemove, onShown } = props;
  const { edit, change } = useEdit(String(draft.at), source, settings.length);
  const [started, setStarted] = useState<Job>();
  const [leftId, setLeftId] = useState('');
  const job = useJobOf(source.id, started?.id ?? '');
  const { making, make } = useMakeClip(setStarted);
  const { order, servers } = useOrder(source, edit, settings);

  const onMake = useCallback(() => {
    if (order.request) void make(order.used, order.request);
  }, [make, order]);
  const stage = stageOf(newerOf(job.kind === 'ready' ? job.value : undefined, started), leftId);
  const shown = stage.kind === 'editing' ? '' : stage.job.id;
  useEffect(() => {
    onShown(shown);
    return () => onShown('');
  }, [shown, onShown]);
  const focus = useStageFocus(stage.kind);

  const leave = () => setLeftId(shown);
  if (stage.kind === 'done') {
    return <Done clipId={stage.clipId} focus={focus} onMore={leave} onGone={leave} />;
  }
  /** The words as they were sent, which may be others than on the bench by then. */
  const backToWords = ({ request }: Job) => {
    if (request.providerId !== ON_DEVICE.id) change((old) => withPrompt(old, request.prompt));
    leave();
  };
  const editing = stage.kind === 'editing';
  const madeBy = servers.length > 0 && (
    <MadeBy
      servers={servers}
      value={order.kind === 'server' ? order.server.id : ON_DEVICE.id}
      onChange={(value) => onSettings({ madeBy: value })}
    />
  );
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
          <View stage={stage} order={order} edit={edit} change={change} language={source.language} />
          {stage.kind === 'working' && <JobProgress job={stage.job} />}
          {stage.kind === 'stopped' && (
            <JobTrouble job={stage.job} onAgain={onMake} onBack={() => backToWords(stage.job)} />
          )}
          {making.kind === 'trouble' && <StorageCard error={making.error} onRetry={onMake} />}
        </div>
        {editing && (
          <div className="bench-tools">
            {order.kind === 'server' ? (
              <ServerOptions settings={settings} onSettings={onSettings} />
            ) : (
              <DeviceTools {...{ draft, source, edit, change, settings, onSettings }} used={order.used} />
            )}
          </div>
        )}
      </main>
      {editing && order.kind === 'device' && (
        <DeviceMakeBar
          madeBy={madeBy || null}
          ready={order.ready}
          busy={making.kind === 'adding'}
          onMake={onMake}
        />
      )}
      {editing && order.kind === 'server' && (
        <ServerMakeBar
          madeBy={madeBy}
          host={order.host}
          request={order.request}
          busy={making.kind === 'adding'}
          onMake={onMake}
        />
      )}
      {stage.kind === 'working' && stage.job.request.providerId !== ON_DEVICE.id && (
        <Another label={t('makeMeanwhile')} onMore={leave} />
      )}
    </>
  );
}

/** The clip before it is there: its frames, where they are drawn here; the prompt, where the picture is made elsewhere. */
function View(props: { stage: Stage; order: Order; edit: Edit; change: Change; language: string }) {
  const { stage, order, edit, change, language } = props;
  const sent = stage.kind === 'editing' ? undefined : stage.job.request;
  if (sent?.providerId === 'openai-videos') return <SentPrompt prompt={sent.prompt} />;
  if (!sent && order.kind === 'server') {
    const reset = () => change((old) => withPrompt(old, null));
    return (
      <PromptCard
        prompt={order.prompt}
        host={order.host}
        language={language}
        onReset={edit.prompt === null ? undefined : reset}
        onPrompt={(prompt) => change((old) => withPrompt(old, prompt))}
      />
    );
  }
  const request = sent ?? (order.kind === 'device' ? order.request : undefined);
  return request && <Preview request={request} still={sent !== undefined} />;
}

/** Everything the on-device renderer can be told. */
function DeviceTools(
  props: Settings & { draft: Draft; source: Source; used: Source; edit: Edit; change: Change },
) {
  const { draft, source, used, edit, change, settings, onSettings } = props;
  const possible = useMemo(() => possibleTemplates(used), [used]);
  return (
    <>
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
    </>
  );
}
