import { Check, ImagePlus, RotateCw, Send } from 'lucide-react';
import { useState } from 'react';
import type { Connection, Failure, Still as StillRow } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { isolate, t } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useConnections } from '../live/money-hooks';
import { useServices } from '../services';
import { Quote } from '../job/Quote';
import { TroubleCard } from '../trouble/TroubleCard';
import type { Edit } from './edit';
import type { ServiceOrder } from './service-order';
import { useStageFocus } from './stage';
import { hostOfStill, pictureHost, stillCost, STILL_FACES } from './still-faces';
import { StillApproval } from './StillApproval';
import { stillWords, useStill } from './use-still';
import { useStillWatch } from './use-still-watch';
import './still.css';

/** A picture first, then the clip: made here or by a service, looked at, and used as the first frame. */
export function Still(props: {
  sourceId: string;
  order: ServiceOrder;
  edit: Edit;
  change: (next: (edit: Edit) => Edit) => void;
  settings: Preferences;
}) {
  const { order, edit } = props;
  const bench = useStill(props);
  const { still, busy, trouble } = bench;
  const [asked, setAsked] = useState<Connection>();
  const used = edit.order.still;
  const focus = useStageFocus(still?.state ?? (used === null ? 'ways' : 'used'));
  if (order.card.firstFrame === 'no') return null;
  const words = stillWords(order, edit);
  return (
    <section className="still" aria-labelledby="still-title" ref={focus} tabIndex={-1}>
      {/* Until there is one, a picture of the page may be the first frame. */}
      <h2 id="still-title">{t(still || used !== null ? 'stillTitle' : 'stillFirst')}</h2>
      {still?.state === 'ready' && still.imageId !== null && (
        <Look imageId={still.imageId} words={still.order?.prompt ?? ''} from={madeBy(still)}>
          <button type="button" className="button" onClick={() => bench.use(still)}>
            <Check size={15} aria-hidden />
            {t('stillUse')}
          </button>
          <button type="button" className="button" onClick={() => bench.leave(still)}>
            {t('stillLeave')}
          </button>
        </Look>
      )}
      {still?.state === 'asking' && <Waiting still={still} />}
      {(still?.state === 'failed' || still?.state === 'unknown') && (
        <Trouble still={still} onRead={() => bench.leave(still)} onFetch={() => bench.fetchAgain(still)} />
      )}
      {!still && used !== null && (
        <Look imageId={used} words="" from="">
          <button type="button" className="button" onClick={bench.takeOut}>
            {t('stillOut')}
          </button>
        </Look>
      )}
      {!still && used === null && (
        <Ways busy={busy} onDraw={bench.draw} onAsk={setAsked} can={words !== ''} />
      )}
      <p className="quiet" role="status">
        {trouble || (busy === 'drawing' && t('stillDrawing')) || ''}
      </p>
      {asked && (
        <StillApproval
          connection={asked}
          prompt={words}
          onSend={() => {
            bench.ask(asked, words);
            setAsked(undefined);
          }}
          onBack={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

function madeBy(still: StillRow): string {
  const { order } = still;
  if (!order) return t('stillDrawnHere');
  return `${t('stillMadeBy', isolate(hostOfStill(still)))} · ${isolate(order.model)}`;
}

/** Who can make one: this device, and every connection with a model for it. */
function Ways(props: {
  busy: 'no' | 'drawing' | 'sending';
  /** There are words to ask with. */
  can: boolean;
  onDraw: () => void;
  onAsk: (connection: Connection) => void;
}) {
  const { busy, can, onDraw, onAsk } = props;
  const { privacy } = useServices();
  const connections = useConnections();
  const makers =
    connections.kind === 'ready' && privacy === 'ordinary'
      ? connections.value.filter(({ imageModel }) => imageModel !== '')
      : [];
  const idle = busy === 'no';
  return (
    <>
      <p className="quiet">{t('stillIntro')}</p>
      <div className="actions" aria-busy={!idle}>
        <button type="button" className="button" aria-disabled={!idle} onClick={() => idle && onDraw()}>
          <ImagePlus size={15} aria-hidden />
          {t('stillDraw')}
        </button>
        {makers.map((maker) => (
          <button
            key={maker.id}
            type="button"
            className="button"
            aria-disabled={!idle || !can}
            onClick={() => idle && can && onAsk(maker)}
          >
            <Send size={15} aria-hidden />
            {t('stillAsk', isolate(maker.name))}
          </button>
        ))}
      </div>
    </>
  );
}

/** The picture, as large as there is room. */
function Look(props: { imageId: string; words: string; from: string; children: React.ReactNode }) {
  const { imageId, words, from, children } = props;
  const { store } = useServices();
  const url = useBlobUrl(store.images.get, imageId);
  return (
    <figure className="still-look">
      {url ? <img src={url} alt={t('stillAlt', words)} /> : <div className="still-blank" aria-busy />}
      {from !== '' && <figcaption className="quiet">{from}</figcaption>}
      <div className="actions">{children}</div>
    </figure>
  );
}

function Waiting({ still }: { still: StillRow }) {
  useStillWatch();
  const host = isolate(hostOfStill(still));
  return (
    <div className="still-waiting" role="status">
      <p>
        {still.pictureUrl === '' ? t('stillAsking', host) : t('stillFetching', isolate(pictureHost(still)))}
      </p>
      <progress aria-hidden />
    </div>
  );
}

/** Why there is no picture, and whether it may have been charged. */
function Trouble(props: { still: StillRow; onRead: () => void; onFetch: () => void }) {
  const { still, onRead, onFetch } = props;
  const { problem, failure, pictureUrl, imageId } = still;
  const elsewhere = problem === 'picture-elsewhere';
  const host = elsewhere ? pictureHost(still) : hostOfStill(still);
  return (
    <TroubleCard
      face={STILL_FACES[problem ?? 'answer-lost']}
      host={isolate(host)}
      cost={stillCost(still)}
      more={failure && <Verdict failure={failure} host={host} />}
    >
      {pictureUrl !== '' && imageId === null && problem !== 'picture-address' && (
        <button type="button" className="button" onClick={onFetch}>
          <RotateCw size={15} aria-hidden />
          {elsewhere ? t('allowAccess', isolate(host)) : t('stillFetchAgain')}
        </button>
      )}
      <button type="button" className="button" onClick={onRead}>
        {t('understood')}
      </button>
    </TroubleCard>
  );
}

/** Which gate it was, where that is told; and the service's own words. */
function Verdict({ failure, host }: { failure: Failure; host: string }) {
  return (
    <>
      {failure.gate === 'input' && (
        <dl className="verdict">
          <div>
            <dt>{t('verdictWhat')}</dt>
            <dd>{t('gateInput')}</dd>
          </div>
        </dl>
      )}
      {failure.message !== '' && <Quote failure={failure} host={isolate(host)} />}
    </>
  );
}
