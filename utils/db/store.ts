import { clipRepository } from './clips';
import { ledgerRepository } from './ledger';
import { WorkStore } from './work-store';

/** The one door to IndexedDB: what the background works with, and what only views and workers look at. */
export class Store extends WorkStore {
  readonly clips = clipRepository(this.access, this.announce);
  readonly ledger = ledgerRepository(this.access);
}
