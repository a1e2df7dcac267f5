import { CornerDownLeft, Send } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { t } from '../i18n';
import { isOurEnter } from './enter';
import type { PriceWords } from './use-price';
import './approval.css';

/** What still has to be said before anything may be sent: whoever presses the button is led there. */
const OPEN_QUESTION = '.approval-ground input';

/** A card that stands between a wish and what it costs: Enter approves; Escape goes back with nothing lost. */
export function ApprovalCard(props: {
  title: string;
  price: PriceWords | undefined;
  /** Everything that has to be known or said before it may be sent is. */
  can: boolean;
  onSend: () => void;
  onBack: () => void;
  children: ReactNode;
}) {
  const { title, price, can, onSend, onBack, children } = props;
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const primary = useRef<HTMLButtonElement>(null);

  // Before it is taken away: only then does closing it give the focus back to what had it.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // What goes is read from its beginning.
    primary.current?.focus({ preventScroll: true });
    return () => {
      shown?.close();
      // Whoever opened it by Enter on the screen itself goes on there, not at the nearest thing beside the card.
      if (document.activeElement === document.body) {
        document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
      }
    };
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
      onKeyDown={(event) => {
        // From a switch too. The Enter that opened the card, held a moment too long, must not approve it.
        const approves = can && isOurEnter(event.nativeEvent);
        if (approves || (event.key === 'Enter' && event.repeat)) event.preventDefault();
        if (approves) onSend();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <p className="quiet">{t('approvalIntro')}</p>
      {children}
      <div className="actions approval-ways">
        <button
          type="button"
          ref={primary}
          className="button button-accent"
          aria-disabled={!can}
          onClick={() =>
            can ? onSend() : dialog.current?.querySelector<HTMLElement>(OPEN_QUESTION)?.focus()
          }
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

/** One part of what goes, under its name. */
export function Part({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <li>
      <p className="approval-name">
        {icon}
        {name}
      </p>
      {children}
    </li>
  );
}
