import { useCallback, useEffect, useState } from 'react';
import type { Connection } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { useServices } from '../../services';

type Place = Pick<Connection, 'kind' | 'baseUrl'>;

/** Asks the browser for all that a connection needs. Must be called within the click, before anything is waited for. */
export function useAskAccess(): (place: Place) => Promise<boolean> {
  const { askOrigin, askPatterns } = useServices();
  return useCallback(
    ({ kind, baseUrl }) =>
      isHosted(kind) && baseUrl === SERVICES[kind].baseUrl
        ? askPatterns(SERVICES[kind].hosts)
        : askOrigin(baseUrl),
    [askOrigin, askPatterns],
  );
}

/** Whether an address may be called, as it is now; undefined while the browser has not said. */
export function useHasAccess(baseUrl: string): boolean | undefined {
  const { hasOrigin, onPermissions } = useServices();
  const [has, setHas] = useState<boolean>();
  useEffect(() => {
    let gone = false;
    const look = (): void => {
      hasOrigin(baseUrl).then(
        (answer) => !gone && setHas(answer),
        () => undefined,
      );
    };
    look();
    const stop = onPermissions(look);
    return () => {
      gone = true;
      stop();
    };
  }, [baseUrl, hasOrigin, onPermissions]);
  return has;
}
