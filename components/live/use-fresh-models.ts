import { useEffect } from 'react';
import { useServices } from '../services';

/** The background asks no more often than that, whoever wants it. */
const HOUR_MS = 3600_000;

/** Keeps what a shown connection lists fresh, in a panel that stays open for days too; undefined: none is shown. */
export function useFreshModels(connectionId: string | undefined): void {
  const { freshenModels } = useServices();
  useEffect(() => {
    if (connectionId === undefined) return undefined;
    // What comes of it shows in the list.
    const ask = () => void freshenModels(connectionId).catch(() => undefined);
    ask();
    const timer = setInterval(ask, HOUR_MS);
    return () => clearInterval(timer);
  }, [connectionId, freshenModels]);
}
