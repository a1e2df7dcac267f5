import { CornerDownLeft } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { VideosRequest } from '@/utils/domain';
import { estimateVideos } from '@/utils/providers';
import { day, usd } from '../format';
import { isolate, locale, t } from '../i18n';
import { useSpending } from '../live/hooks';
import { useNow } from '../live/use-now';
import { isOurEnter } from './enter';
import { priceFace } from './price';
import './make-bar.css';

interface Press {
  busy: boolean;
  onMake: () => void;
}

/** The button where this device makes the clip: free, and nothing leaves it. */
export function DeviceMakeBar(props: Press & { madeBy: ReactNode; ready: boolean }) {
  const { madeBy, ready, busy, onMake } = props;
  return (
    <footer className="make-bar">
      <p className="make-where">
        <span className="make-dot" aria-hidden />
        {ready ? (madeBy ?? <strong>{t('madeOnDevice')}</strong>) : <strong>{t('nothingToMake')}</strong>}
        {ready && <span className="make-aside">{t('nothingLeaves')}</span>}
      </p>
      <MakeButton price={t('priceFree')} can={ready && !busy} busy={busy} onMake={onMake} />
    </footer>
  );
}

/** The button where a server makes it: what it costs, who gets what, and how near a limit is. */
export function ServerMakeBar(
  props: Press & { madeBy: ReactNode; host: string; request: VideosRequest | undefined },
) {
  const { madeBy, host, request, busy, onMake } = props;
  const price = usePrice(request);
  return (
    <footer className="make-bar">
      <div className="make-who">
        <p className="make-where">
          <span className="make-dot make-dot-out" aria-hidden />
          {madeBy}
          {price?.near && <span className="make-aside">{price.near}</span>}
        </p>
        <p className="quiet">{request ? t('goesTo', isolate(host)) : t('writePrompt')}</p>
        {price?.stopped && (
          <p className="make-stopped" role="status">
            {price.stopped}
          </p>
        )}
      </div>
      <MakeButton
        price={price?.words ?? ''}
        {...(price?.basis !== undefined && { title: price.basis })}
        can={request !== undefined && !busy}
        busy={busy}
        onMake={onMake}
      />
    </footer>
  );
}

/** The one primary button, always with its price; Enter presses it. */
function MakeButton(props: Press & { price: string; title?: string; can: boolean }) {
  const { price, title, can, busy, onMake } = props;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!can || !isOurEnter(event)) return;
      event.preventDefault();
      onMake();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [can, onMake]);
  return (
    <button
      type="button"
      className="make"
      title={title}
      aria-disabled={!can}
      aria-busy={busy}
      aria-keyshortcuts="Enter"
      onClick={() => can && onMake()}
    >
      <span>{t('makeClip')}</span>
      <small>{price}</small>
      <kbd aria-hidden>
        <CornerDownLeft size={13} />
      </kbd>
    </button>
  );
}

/** The price in words; undefined until limits and ledger have been read. */
function usePrice(request: VideosRequest | undefined) {
  const spending = useSpending();
  const now = useNow(false);
  if (spending.kind !== 'ready' || !request) return undefined;
  const money = (value: number) => usd(value, locale());
  const estimate = estimateVideos(request);
  const {
    key,
    usd: sum,
    stopped,
    near,
  } = priceFace(estimate, spending.value.caps, spending.value.month, now);
  return {
    words: t(key, ...(sum === null ? [] : [money(sum)])),
    stopped: stopped && t(stopped),
    near: near && t(near.key, money(near.spent), money(near.cap)),
    basis:
      request.usdPerSecond === null
        ? undefined
        : t('priceBasis', money(request.usdPerSecond), day(request.priceAt, locale())),
  };
}
