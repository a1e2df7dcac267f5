import { useState } from 'react';
import type { Ground, ServiceRequest, Source } from '@/utils/domain';
import { useCard } from '../create/use-card';
import { usePrice, type PriceWords } from '../create/use-price';
import { useShowsPerson } from '../create/use-sending';

export interface Approving {
  price: PriceWords | undefined;
  isOpen: boolean;
  isChanged: boolean;
  asksGround: boolean;
  /** From the button: by way of the card, or at once where the user wished for that. */
  start(): void;
  send(): void;
  back(): void;
}

/**
 * From the button to the order, as on the bench: the card with all that leaves comes first, unless the connection is a
 * quick one, a limit is set, and no picture seems to show a person of whom nothing was said yet.
 */
export function useOrderApproval(
  source: Source,
  request: ServiceRequest | undefined,
  quick: boolean,
  onSend: (request: ServiceRequest) => void,
): Approving {
  const card = useCard(request);
  const price = usePrice(request?.estimate);
  const asksGround = useShowsPerson(source, request) !== 'no';
  const asks = !(quick && price?.isLimited === true) || (asksGround && request?.ground === null);
  const send = () => {
    if (request) onSend(request);
  };
  return {
    price,
    isOpen: card.isOpen,
    isChanged: card.isChanged,
    asksGround,
    start: () => (asks ? card.open() : send()),
    send: () => void (card.approve() && send()),
    back: card.close,
  };
}

/** On which ground a picture of a person is used: said for one version, and asked again for the next. */
export function useGround(): [Ground | null, (ground: Ground | null) => void] {
  return useState<Ground | null>(null);
}
