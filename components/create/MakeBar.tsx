import { CornerDownLeft } from 'lucide-react';
import { useEffect } from 'react';
import type { Estimate } from '@/utils/domain';
import { t } from '../i18n';
import { isOurEnter } from './enter';
import './make-bar.css';

/** The one primary button, always with its price; Enter presses it. */
export function MakeBar(props: { price: Estimate; busy: boolean; ready: boolean; onMake: () => void }) {
  const { price, busy, ready, onMake } = props;
  const can = ready && !busy;

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
    <footer className="make-bar">
      <p className="make-where">
        <span className="make-dot" aria-hidden />
        <span>{ready ? t('madeOnDevice') : t('nothingToMake')}</span>
        {ready && <span>{t('nothingLeaves')}</span>}
      </p>
      <button
        type="button"
        className="make"
        aria-disabled={!can}
        aria-busy={busy}
        aria-keyshortcuts="Enter"
        onClick={() => can && onMake()}
      >
        <span>{t('makeClip')}</span>
        <small>{price.usd === 0 ? t('priceFree') : t('priceUnknown')}</small>
        <kbd aria-hidden>
          <CornerDownLeft size={13} />
        </kbd>
      </button>
    </footer>
  );
}
