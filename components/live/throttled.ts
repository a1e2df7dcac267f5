import type { Change } from '@/utils/db';
import type { ChangeFeed } from './live';

/**
 * The changes that concern somebody, told at most once in so many milliseconds: the first at once, those after it
 * together, by the last of them.
 */
export function throttled(feed: ChangeFeed, ms: number, concerns: (change: Change) => boolean): ChangeFeed {
  return (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting: Change | undefined;
    const tell = (): void => {
      timer = undefined;
      if (waiting === undefined) return;
      const change = waiting;
      waiting = undefined;
      timer = setTimeout(tell, ms);
      listener(change);
    };
    const stop = feed((change) => {
      if (!concerns(change)) return;
      waiting = change;
      if (timer === undefined) tell();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  };
}
