import { CornerDownLeft, Send, Type } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { STILL_PRICE, type Connection } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { usePrice } from './use-price';
import './approval.css';

/** The last look before words leave for a still: all that goes, to whom, at what price. Enter approves. */
export function StillApproval(props: {
  connection: Connection;
  prompt: string;
  onSend: () => void;
  onBack: () => void;
}) {
  const { connection, prompt, onSend, onBack } = props;
  const { imageModel, baseUrl } = connection;
  const price = usePrice(STILL_PRICE);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const primary = useRef<HTMLButtonElement>(null);
  // Nothing could be counted against a limit: the background would refuse.
  const can = price !== undefined && !price.isLimited;

  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    primary.current?.focus();
    return () => shown?.close();
  }, []);

  return (
    <dialog
      className="approval"
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onBack();
      }}
      // The Enter that opened it, held a moment too long, must not approve.
      onKeyDown={(event) => event.key === 'Enter' && event.repeat && event.preventDefault()}
    >
      <h2 id={titleId}>{t('stillApproval', isolate(new URL(baseUrl).host))}</h2>
      <p className="quiet">{t('approvalIntro')}</p>
      <ul className="approval-list">
        <li>
          <p className="approval-name">
            <Type size={16} aria-hidden />
            {t('approvalWords')}
          </p>
          <p className="approval-prompt" dir="auto" tabIndex={0} aria-label={t('prompt')}>
            {prompt}
          </p>
        </li>
      </ul>
      <div className="approval-price">
        {price && <strong>{price.words}</strong>}
        <span className="quiet">{t('stillModel', isolate(imageModel))}</span>
        {price?.isLimited && (
          <span className="make-stopped" role="status">
            {t('stillOverLimit')}
          </span>
        )}
      </div>
      <div className="actions approval-ways">
        <button
          type="button"
          ref={primary}
          className="button button-accent"
          aria-disabled={!can}
          onClick={() => can && onSend()}
        >
          <Send size={15} aria-hidden />
          {t('approvalSend', price?.words ?? '')}
          <kbd aria-hidden>
            <CornerDownLeft size={13} />
          </kbd>
        </button>
        <button type="button" className="button" onClick={onBack}>
          {t('back')}
        </button>
      </div>
    </dialog>
  );
}
