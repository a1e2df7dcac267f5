import { useCallback, useSyncExternalStore } from 'react';

const SECOND = 1000;
const wholeSecond = () => Math.floor(Date.now() / SECOND) * SECOND;

/** The time (ms, to the second); while `running`, anew every second: for what a person watches passing. */
export function useNow(running: boolean): number {
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = running ? setInterval(tell, SECOND) : undefined;
      return () => clearInterval(timer);
    },
    [running],
  );
  return useSyncExternalStore(subscribe, wholeSecond);
}
