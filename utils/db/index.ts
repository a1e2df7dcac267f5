/** The store: IndexedDB behind one class. Bytes stand apart from records; ids travel, never bytes. */
import { Store } from './store';
import { WorkStore } from './work-store';

export type { Change } from './changes';
export type { Health } from './health';
export { UNDO_MS } from './sweep';
export { StorageTrouble, troubleOf, type TroubleReason } from './trouble';
export type { Store } from './store';

let store: Store | undefined;

/** The store of this context; made on first use, so that importing costs a waking worker nothing. */
export function openStore(): Store {
  return (store ??= new Store());
}

/** The background's: without the library and the ledger, which it never reads, its script is 0.6 kB gzipped lighter. */
export function openWorkStore(): WorkStore {
  return new WorkStore();
}

/** Listens to changes made in any context. */
export function onChange(listener: Parameters<Store['onChange']>[0]): () => void {
  return openStore().onChange(listener);
}
