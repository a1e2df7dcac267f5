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

interface Shown {
  /**
   * Where it goes, to which model, for how much, and what is asked for: approved for one, an order is not approved for
   * another. The words are not part of it, since the card's own switches change them before the eyes of the user.
   */
  stamp: string;
  imageIds: string[];
}

function shownOf(request: ServiceRequest): Shown {
  const { connectionId, baseUrl, model, estimate, work, seconds, aspect, resolution, audio, images } =
    request;
  const parts = [connectionId, baseUrl, model, estimate.usd, work, seconds, aspect, resolution, audio];
  return { stamp: JSON.stringify(parts), imageIds: images.map(({ imageId }) => imageId) };
}

/** A picture may be taken out at the card; one that came to it was not seen. */
function isSame(shown: Shown, now: Shown): boolean {
  return shown.stamp === now.stamp && now.imageIds.every((id) => shown.imageIds.includes(id));
}

export function useCard(request: ServiceRequest | undefined): Card {
  const now = request && shownOf(request);
  const [shown, setShown] = useState<Shown>();
  const [again, setAgain] = useState(false);
  const close = (): void => {
    setShown(undefined);
    setAgain(false);
  };
  const differs = shown !== undefined && now !== undefined && !isSame(shown, now);
  return {
    isOpen: shown !== undefined && now !== undefined,
    isChanged: again || differs,
    open: () => setShown(now),
    close,
    approve() {
      if (differs) {
        setShown(now);
        setAgain(true);
      } else close();
      return !differs;
    },
  };
}
