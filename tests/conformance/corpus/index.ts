/**
 * Lies over the line: what a service, a proxy or whoever sits between may answer while it takes the order, makes the
 * clip and hands it over, each with the card that the user has to see in the end and the ledger's word on the money.
 * Together with `lies.ts`, where answers come without a line.
 */
import { OF_THE_LIST, TO_A_CANCEL } from './doubts';
import { OF_ADDRESSES, OF_THE_FILE } from './files';
import type { Lie } from './lie';
import { TO_THE_ORDER } from './orders';
import { OF_FAILURES, OF_THE_END, OF_WORK_AT_HAND } from './work';

export const CORPUS: readonly Lie[] = [
  ...TO_THE_ORDER,
  ...OF_WORK_AT_HAND,
  ...OF_FAILURES,
  ...OF_THE_END,
  ...OF_ADDRESSES,
  ...OF_THE_FILE,
  ...OF_THE_LIST,
  ...TO_A_CANCEL,
];

export { PROMPT, type Lie } from './lie';
