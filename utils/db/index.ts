/** The store: IndexedDB behind one class. Bytes stand apart from records; ids travel, never bytes. */
import { Store } from './store';

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

/** Listens to changes made in any context. */
export function onChange(listener: Parameters<Store['onChange']>[0]): () => void {
  return openStore().onChange(listener);
}
