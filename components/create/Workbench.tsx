import { useCallback, useEffect, useState } from 'react';
import { nearestSeconds, type Draft, type Job, type Source } from '@/utils/domain';
import { ON_DEVICE } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { withoutContext } from '@/utils/writer';
import { t } from '../i18n';
import { JobProgress } from '../job/JobProgress';
import { JobTrouble } from '../job/JobTrouble';
import { useJobOf } from '../live/hooks';
import { Preview } from '../preview/Preview';
import { StorageCard } from '../trouble/TroubleCard';
import { Approval } from './Approval';
import { DeviceTools, ServiceTools, type Change, type Settings } from './BenchTools';
import { Another, Done } from './Done';
import { withOrder, withPrompt, withRole, withText, type Edit } from './edit';
import { MadeBy } from './MadeBy';
import { DeviceMakeBar, NoModelBar, ServiceMakeBar } from './MakeBar';
import { PromptCard, SentPrompt } from './PromptCard';
import { SourceCard } from './SourceCard';
import { newerOf, stageOf, useStageFocus, type Stage } from './stage';
import { useEdit } from './use-edit';
import { useMakeClip } from './use-make-clip';
import { useOrder, type Order } from './use-order';
import { usePrice } from './use-price';
import { useSending } from './use-sending';
import { picturesIn } from './order-pictures';
import { seeded } from './service-order';
import { WriteWith } from './WriteWith';

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
  const onAdded = useCallback(
    (added: Job) => {
      setStarted(added);
      // Said for this clip, and asked again for the next.
      change((old) => withOrder(old, { ground: null }));
    },
    [change],
  );
  const { making, make } = useMakeClip(onAdded);
  const { order, servers } = useOrder(source, edit, settings);

  const onMake = useCallback(() => {
    if (order.kind === 'no-model' || !order.request) return;
    void make(order.used, order.kind === 'service' ? seeded(order.request, order.card) : order.request);
  }, [make, order]);
  const price = usePrice(order.kind === 'service' ? order.request?.estimate : undefined);
  const sending = useSending(order, price, onMake);
  const sent = order.kind === 'service' ? (order.request?.images ?? []) : [];
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
    if (request.providerId !== ON_DEVICE.id) change((old) => withPrompt(old, withoutContext(request.prompt)));
    leave();
  };
  const editing = stage.kind === 'editing';
  const isFree = order.kind === 'device';
  const madeBy = servers.length > 0 && (
    <MadeBy
      servers={servers}
      value={order.kind === 'device' ? ON_DEVICE.id : order.server.id}
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
          <View {...{ stage, order, edit, change, settings }} language={source.language} />
          {stage.kind === 'working' && <JobProgress job={stage.job} />}
          {stage.kind === 'stopped' && (
            // What stands on the bench by then may be another order, and one that costs: that is looked at first.
            <JobTrouble
              job={stage.job}
              {...(isFree && { onAgain: onMake })}
              onBack={() => backToWords(stage.job)}
            />
          )}
          {making.kind === 'trouble' && (
            <StorageCard error={making.error} onRetry={isFree ? onMake : sending.start} />
          )}
        </div>
        {editing && (
          <div className="bench-tools">
            {order.kind === 'service' && (
              <ServiceTools {...{ source, order, edit, change, settings, onSettings }} />
            )}
            {order.kind === 'device' && (
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
      {editing && order.kind === 'no-model' && <NoModelBar madeBy={madeBy} loading={order.loading} />}
      {editing && order.kind === 'service' && (
        <ServiceMakeBar
          madeBy={madeBy}
          order={order}
          price={price}
          asks={sending.asks}
          busy={making.kind === 'adding' || sending.isOpen}
          onMake={sending.start}
        />
      )}
      {editing && sending.isOpen && order.kind === 'service' && order.request && (
        <Approval
          request={order.request}
          source={order.used}
          page={{
            tellsTitle: edit.order.tellsTitle,
            tellsUrl: edit.order.tellsUrl,
            onTell: (tells) => change((old) => withOrder(old, tells)),
          }}
          price={price}
          isChanged={sending.isChanged}
          asksGround={sending.asksGround}
          onGround={(ground) => change((old) => withOrder(old, { ground, groundFor: picturesIn(sent) }))}
          onLeaveOut={(imageId) => change((old) => withRole(old, imageId, 'none', order.card))}
          onSend={sending.approve}
          onBack={sending.back}
        />
      )}
      {stage.kind === 'working' && stage.job.request.providerId !== ON_DEVICE.id && (
        <Another label={t('makeMeanwhile')} onMore={leave} />
      )}
    </>
  );
}

/** The clip before it is there: its frames, where they are drawn here; the prompt, where the picture is made elsewhere. */
function View(props: {
  stage: Stage;
  order: Order;
  edit: Edit;
  change: Change;
  settings: Preferences;
  language: string;
}) {
  const { stage, order, edit, change, settings, language } = props;
  const sent = stage.kind === 'editing' ? undefined : stage.job.request;
  if (sent && sent.providerId !== 'on-device') return <SentPrompt prompt={sent.prompt} />;
  if (!sent && order.kind === 'service') {
    const reset = () => change((old) => withPrompt(old, null));
    return (
      <PromptCard
        prompt={order.prompt}
        host={order.host}
        max={order.card.maxPrompt}
        dropped={order.dropped}
        language={language}
        onReset={edit.prompt === null ? undefined : reset}
        writer={
          <WriteWith
            writer={settings.writer}
            source={toldOf(order.used, edit)}
            seconds={nearestSeconds(order.card, settings.videoSeconds)}
            edit={edit}
            change={change}
          />
        }
        onPrompt={(prompt) => change((old) => withPrompt(old, prompt))}
      />
    );
  }
  const request = sent ?? (order.kind === 'device' ? order.request : undefined);
  return request && <Preview request={request} still={sent !== undefined} />;
}

/** The page as a chat model is shown it: what it is called goes along only by its own switch. */
function toldOf(used: Source, { text, order }: Edit): Source {
  return { ...used, text, title: order.tellsTitle ? used.title : '' };
}
