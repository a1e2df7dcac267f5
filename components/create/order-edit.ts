import type { Ground, ImageRole, Plan } from '@/utils/domain';

/** What the user settled about an order to a service. */
export interface OrderEdit {
  /** By a model, or changed by a sentence; null: the one by the rules. */
  plan: Plan | null;
  /** Null: as it is proposed. */
  negative: string | null;
  /** Null: the service takes any. */
  seed: number | null;
  /** A picture that was made to be the first frame, by its id in the image store. */
  still: string | null;
  /** What each picture is used as, where the user said so; the others as it is proposed. */
  roles: Readonly<Record<string, ImageRole | 'none'>>;
  tellsTitle: boolean;
  tellsUrl: boolean;
  ground: Ground | null;
  /** The pictures that the ground was said for; for others it says nothing. */
  groundFor: string;
}

export const NEW_ORDER: OrderEdit = {
  plan: null,
  negative: null,
  seed: null,
  still: null,
  roles: {},
  tellsTitle: false,
  tellsUrl: false,
  ground: null,
  groundFor: '',
};
