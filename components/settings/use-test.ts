import { useCallback, useEffect, useRef, useState } from 'react';
import type { ServerReport } from '@/utils/domain';
import { useServices } from '../services';

export type Test = { kind: 'none' } | { kind: 'running' } | { kind: 'answered'; report: ServerReport };

/** The free call to a server, made when asked for. The answer of an older one never replaces that of a newer. */
export function useTest() {
  const { askOrigin, testServer } = useServices();
  const [test, setTest] = useState<Test>({ kind: 'none' });
  const turn = useRef(0);

  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  /** Must be called within the click: it may have to ask for a permission. */
  const run = useCallback(
    (baseUrl: string) => {
      // First in the click: after any await the browser no longer takes it for the user's own wish.
      const granted = askOrigin(baseUrl);
      const mine = (turn.current += 1);
      setTest({ kind: 'running' });
      const ask = async (): Promise<ServerReport> =>
        (await granted) ? testServer(baseUrl) : { answer: 'needs-permission', models: [], lists: false };
      ask()
        .catch((): ServerReport => ({ answer: 'not-reachable', models: [], lists: false }))
        .then((report) => mine === turn.current && setTest({ kind: 'answered', report }))
        .catch(() => undefined);
    },
    [askOrigin, testServer],
  );
  const forget = useCallback(() => {
    turn.current += 1;
    setTest({ kind: 'none' });
  }, []);
  return { test, run, forget };
}
