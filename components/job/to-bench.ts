import { createContext, use } from 'react';
import type { Job } from '@/utils/domain';

/** Brings words and source of a job back to the bench; undefined where there is none, as in the library's own tab. */
export const ToBenchContext = createContext<((job: Job) => void) | undefined>(undefined);

export function useToBench(): ((job: Job) => void) | undefined {
  return use(ToBenchContext);
}
