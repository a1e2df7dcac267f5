import { CornerDownLeft } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { isolate, t, type MessageKey } from '../i18n';
import { isOurEnter } from './enter';
import type { ServiceOrder } from './service-order';
import type { PriceWords } from './use-price';
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

const LACKS = {
  words: 'writePrompt',
  'fewer-words': 'promptTooLong',
  'first-frame': 'needsFirstFrame',
  'frame-before-last': 'lastNeedsFirst',
} as const satisfies Record<NonNullable<ServiceOrder['lacks']>, MessageKey>;

/** The button where a service makes it: what it costs, who gets what, and how near a limit is. */
export function ServiceMakeBar(
  props: Press & { madeBy: ReactNode; order: ServiceOrder; price: PriceWords | undefined; asks: boolean },
) {
  const { madeBy, order, price, asks, busy, onMake } = props;
  const { host, lacks, card, prompt } = order;
  return (
    <footer className="make-bar">
      <div className="make-who">
        <p className="make-where">
          <span className="make-dot make-dot-out" aria-hidden />
          {madeBy}
          {price?.near && <span className="make-aside">{price.near}</span>}
        </p>
        <p className="quiet">
          {lacks === null
            ? t(asks ? 'goesToAfterLook' : 'goesToAtOnce', isolate(host))
            : t(LACKS[lacks], String(prompt.length), String(card.maxPrompt))}
        </p>
        {price?.stopped && (
          <p className="make-stopped" role="status">
            {price.stopped}
          </p>
        )}
      </div>
      <MakeButton
        price={price?.words ?? ''}
        {...(price?.basis !== undefined && { title: price.basis })}
        can={order.request !== undefined && price !== undefined && !busy}
        busy={busy}
        onMake={onMake}
      />
    </footer>
  );
}

/** A service whose models are not known yet, or that has none to offer. */
export function NoModelBar({ madeBy, loading }: { madeBy: ReactNode; loading: boolean }) {
  return (
    <footer className="make-bar" aria-busy={loading}>
      <div className="make-who">
        <p className="make-where">
          <span className="make-dot make-dot-out" aria-hidden />
          {madeBy}
        </p>
        {!loading && <p className="quiet">{t('noModels')}</p>}
      </div>
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
