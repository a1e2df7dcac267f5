import { useState } from 'react';
import type { ServiceRequest } from '@/utils/domain';

/** The card that shows all that leaves, and what it was opened for. */
export interface Card {
  isOpen: boolean;
  /** Whom, what or how much it is changed while it stood open: it has to be looked at, and approved, once more. */
  isChanged: boolean;
  open(): void;
  close(): void;
  /** True: it is still what was shown when it was opened. */
  approve(): boolean;
}

/** Where it goes, to which model and for how much: approved for one, an order is not approved for another. */
function stampOf({ connectionId, baseUrl, model, estimate }: ServiceRequest): string {
  return [connectionId, baseUrl, model, estimate.usd].join('\n');
}

export function useCard(request: ServiceRequest | undefined): Card {
  const stamp = request && stampOf(request);
  const [shown, setShown] = useState<string>();
  const [again, setAgain] = useState(false);
  const close = (): void => {
    setShown(undefined);
    setAgain(false);
  };
  return {
    isOpen: shown !== undefined && stamp !== undefined,
    isChanged: shown !== undefined && (again || shown !== stamp),
    open: () => setShown(stamp),
    close,
    approve() {
      const same = shown === stamp;
      if (same) close();
      else {
        setShown(stamp);
        setAgain(true);
      }
      return same;
    },
  };
}
