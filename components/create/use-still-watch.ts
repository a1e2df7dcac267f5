import { useEffect } from 'react';
import { useServices } from '../services';

/** Milliseconds: soon enough for somebody who watches, and of no weight beside what is waited for. */
export const WATCH_MS = 10_000;

/**
 * Sees to it that whoever waits for a still's answer is alive, for as long as somebody sees it being waited for: no
 * alarm is set for stills, and a background that has died tells nobody. The next one says what is known.
 */
export function useStillWatch(): void {
  const { wake } = useServices();
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void wake().catch(() => undefined);
    };
    const timer = setInterval(look, WATCH_MS);
    return () => clearInterval(timer);
  }, [wake]);
}
