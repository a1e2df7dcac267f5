import { useCallback, useRef, useState } from 'react';
import type { Connection, ServerReport } from '@/utils/domain';
import type { ServiceTest } from '@/utils/messaging';
import { useServices } from '../services';
import { useAskAccess } from './connect/use-access';

export type Test = { kind: 'none' } | { kind: 'running' } | { kind: 'answered'; report: ServerReport };

const NOTHING = { models: [], cards: [], lists: false };

/** The free calls to a service or server, made when asked for. The answer of older ones never replaces that of newer. */
export function useTest() {
  const { testService } = useServices();
  const askAccess = useAskAccess();
  const [test, setTest] = useState<Test>({ kind: 'none' });
  const turn = useRef(0);

  const follow = useCallback((answer: Promise<ServerReport>): Promise<ServerReport | undefined> => {
    const mine = (turn.current += 1);
    setTest({ kind: 'running' });
    return answer
      .catch((): ServerReport => ({ answer: 'not-reachable', ...NOTHING }))
      .then((report) => {
        if (mine !== turn.current) return undefined;
        setTest({ kind: 'answered', report });
        return report;
      });
  }, []);

  /** Must be called within the click: it may have to ask for a permission. Undefined: somebody asked anew. */
  const run = useCallback(
    (wish: ServiceTest): Promise<ServerReport | undefined> => {
      // First in the click: after any await the browser no longer takes it for the user's own wish.
      const granted = askAccess(wish);
      return follow(
        granted.then((has): Promise<ServerReport> | ServerReport =>
          has ? testService(wish) : { answer: 'needs-permission', ...NOTHING },
        ),
      );
    },
    [askAccess, follow, testService],
  );
  /** Where the permission was given a moment ago. */
  const look = useCallback((wish: ServiceTest) => follow(testService(wish)), [follow, testService]);
  const forget = useCallback(() => {
    turn.current += 1;
    setTest({ kind: 'none' });
  }, []);
  return { test, run, look, forget };
}

/** A saved connection, looked at with its own key. */
export function testOf({ id, kind, preset, baseUrl }: Connection): ServiceTest {
  return { connectionId: id, kind, preset, baseUrl, key: null };
}
