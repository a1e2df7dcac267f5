import type { Row } from './edit';
import { looks } from './looks';
import { staging } from './staging';

/** What is understood in so many words. */
export const table = (): readonly Row[] => [...staging(), ...looks()];
