import { createContext, use } from 'react';

export type Screen = 'create' | 'library' | 'settings';

/** Leads to another screen of the same page, where there is one. */
export const GoToContext = createContext<((screen: Screen) => void) | undefined>(undefined);

/** Undefined where no screens stand around. */
export function useGoTo(): ((screen: Screen) => void) | undefined {
  return use(GoToContext);
}
