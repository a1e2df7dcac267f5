import { Store } from '@/utils/db/store';
import { contract } from '../../unit/db/contract';
import { exposeToLab } from '../expose';

/** Runs one sentence of the store's contract on an empty database; throws when it does not hold. */
async function holds(sentence: string): Promise<void> {
  const run = contract[sentence];
  if (!run) throw new Error(`the contract does not say "${sentence}"`);
  const stores = [new Store(), new Store()] as const;
  try {
    await run(...stores);
  } finally {
    for (const store of stores) await store.close();
    await removeDatabase();
  }
}

function removeDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const removing = indexedDB.deleteDatabase('pagereel');
    removing.addEventListener('success', () => resolve());
    removing.addEventListener('error', () => reject(new Error(removing.error?.message)));
  });
}

exposeToLab({ holds });
