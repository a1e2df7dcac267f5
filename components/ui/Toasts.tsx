import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { t } from '../i18n';
import './toasts.css';

/** How long a message stays; longer while it is pointed at or holds the focus. */
const SHOWN_MS = 10_000;

interface Message {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

/** Says something that passes, with at most one thing to do about it. */
export type Say = (text: string, action?: Message['action']) => void;

const SayContext = createContext<Say>(() => undefined);

export function useSay(): Say {
  return use(SayContext);
}

/** One message at a time, in a live region that is always there, so that screen readers hear each of them. */
export function Toasts({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const [held, setHeld] = useState(false);
  const last = useRef(0);
  const say = useCallback<Say>((text, action) => {
    last.current += 1;
    setMessage({ id: last.current, text, ...(action && { action }) });
  }, []);
  const close = useCallback(() => {
    setMessage(undefined);
    setHeld(false);
  }, []);

  useEffect(() => {
    if (!message || held) return undefined;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, held, close]);

  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    }),
    [],
  );

  return (
    <SayContext value={say}>
      {children}
      <div className="toasts" role="status">
        {message && (
          <div className="toast" key={message.id} {...hold}>
            <span>{message.text}</span>
            {message.action && (
              <button
                type="button"
                className="toast-action"
                onClick={() => {
                  message.action?.run();
                  close();
                }}
              >
                {message.action.label}
              </button>
            )}
            <button type="button" className="toast-close" aria-label={t('close')} onClick={close}>
              <X size={16} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </SayContext>
  );
}
