import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type ReactNode,
} from 'react';
import { X } from 'lucide-react';
import { t } from '../i18n';
import './toasts.css';

/** How long a message stays; longer while it is pointed at or holds the focus. */
const SHOWN_MS = 10_000;

interface Message {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  takesFocus: boolean;
}

/**
 * Says something that passes, with at most one thing to do about it. `takesFocus`: what was pressed is gone with
 * what it stood for, so the keyboard goes on from the way back.
 */
export type Say = (text: string, action?: Message['action'], options?: { takesFocus?: boolean }) => void;

const SayContext = createContext<Say>(() => undefined);

export function useSay(): Say {
  return use(SayContext);
}

/** One message at a time, in a live region that is always there, so that screen readers hear each of them. */
export function Toasts({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const [held, setHeld] = useState(false);
  const last = useRef(0);
  const region = useRef<HTMLDivElement>(null);
  const say = useCallback<Say>((text, action, { takesFocus = false } = {}) => {
    last.current += 1;
    setMessage({ id: last.current, text, takesFocus, ...(action && { action }) });
    setHeld(false);
  }, []);
  const close = useCallback(() => {
    // A focus that stood here goes back to the screen, not to the top of the document.
    if (region.current?.contains(document.activeElement)) {
      document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    }
    setMessage(undefined);
    setHeld(false);
  }, []);

  useEffect(() => {
    if (message?.takesFocus) region.current?.querySelector('button')?.focus();
  }, [message]);

  useEffect(() => {
    if (!message || held) return undefined;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, held, close]);

  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      // Only where the focus is seen: after a press of the mouse nobody is about to use it.
      onFocus: (event: FocusEvent) => setHeld(event.target.matches(':focus-visible')),
      onBlur: () => setHeld(false),
    }),
    [],
  );

  return (
    <SayContext value={say}>
      {children}
      <div className="toasts" role="status" ref={region}>
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
