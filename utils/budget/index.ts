/** Money: what may be spent, what was, and the ledger as a file. Pure; the store and the runner bring the rows. */
export { checkCaps, exposureOf } from './caps';
export { ledgerCsv, ledgerJson } from './export';
export { startOfDay, startOfMonth, startOfWeek, sumUp, type Sum } from './sums';
