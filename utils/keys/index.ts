/** Keys of connections. Only the background enters: a view learns that a key is set, never the key. */
export { checkKey } from './check';
export type { SessionPort } from './session';
export { KeyVault, type NewKey } from './vault';
