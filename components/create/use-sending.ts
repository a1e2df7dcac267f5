import { useEffect, useState } from 'react';
import { looksLikeSkin, namesPerson } from '@/utils/source';
import type { ServiceRequest, Source } from '@/utils/domain';
import { useServices } from '../services';
import { useCard } from './use-card';
import type { Order } from './use-order';
import type { PriceWords } from './use-price';

export interface Sending {
  /** The card with all that leaves comes first. */
  asks: boolean;
  isOpen: boolean;
  /** Something of it changed while the card stood open. */
  isChanged: boolean;
  /** A picture that is sent seems to show a person. */
  asksGround: boolean;
  start(): void;
  approve(): void;
  back(): void;
}

/**
 * From the button to the order: by way of the card that shows all that leaves; at once only where the user wished for
 * that, a limit is set, and no picture seems to show a person of whom nothing was said yet.
 */
export function useSending(order: Order, price: PriceWords | undefined, onSend: () => void): Sending {
  const request = order.kind === 'service' ? order.request : undefined;
  const card = useCard(request);
  const quick = order.kind === 'service' && order.server.quick && price?.isLimited === true;
  const person = useShowsPerson(order.used, request);
  const asksGround = person !== 'no';
  const asks = !quick || (asksGround && request?.ground === null);
  return {
    asks,
    isOpen: card.isOpen,
    isChanged: card.isChanged,
    asksGround,
    start: () => (asks ? card.open() : onSend()),
    approve: () => void (card.approve() && onSend()),
    back: card.close,
  };
}

/** Pixels on each side that are enough to see colours by. */
const SIDE = 48;

/** Whether a picture of the order seems to show a person; while it is being looked at it may. */
export function useShowsPerson(
  source: Source,
  request: ServiceRequest | undefined,
): 'yes' | 'no' | 'perhaps' {
  const { store } = useServices();
  const ids = (request?.images ?? []).map(({ imageId }) => imageId).join(' ');
  const [seen, setSeen] = useState<{ ids: string; skin: boolean }>();
  useEffect(() => {
    if (ids === '') return;
    let gone = false;
    const look = async (): Promise<boolean> => {
      const looks = ids.split(' ').map(async (id) => {
        const blob = await store.images.get(id);
        return blob ? showsSkin(blob) : false;
      });
      return (await Promise.all(looks)).some(Boolean);
    };
    look().then(
      (skin) => !gone && setSeen({ ids, skin }),
      // A picture that cannot be looked at may show anybody.
      () => !gone && setSeen({ ids, skin: true }),
    );
    return () => {
      gone = true;
    };
  }, [ids, store]);
  if (ids === '') return 'no';
  const named = source.images.some((image) => ids.includes(image.id) && namesPerson(image));
  if (named) return 'yes';
  if (seen?.ids !== ids) return 'perhaps';
  return seen.skin ? 'yes' : 'no';
}

async function showsSkin(blob: Blob): Promise<boolean> {
  const bitmap = await createImageBitmap(blob, { resizeWidth: SIDE, resizeHeight: SIDE });
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d');
  if (!context) return true;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return looksLikeSkin(context.getImageData(0, 0, SIDE, SIDE).data);
}
