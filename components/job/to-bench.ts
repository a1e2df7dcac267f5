import { createContext, use } from 'react';
import type { Connection, Job, ModelCard } from '@/utils/domain';

/** What was ordered: of a job, or of a clip's record. */
export type Ordered = Pick<Job, 'source' | 'request'>;

/** Whom it is to be ordered from this time. */
export interface Elsewhere {
  connection: Connection;
  card: ModelCard;
  /** The clip was heard, and is to be heard again where that model has the choice. */
  audio?: true;
}

export type ToBench = (ordered: Ordered, elsewhere?: Elsewhere) => void;

/** Brings words and source of an order back to the bench; undefined where there is none, as in the library's own tab. */
export const ToBenchContext = createContext<ToBench | undefined>(undefined);

export function useToBench(): ToBench | undefined {
  return use(ToBenchContext);
}
