import { stillLine, type CapsCheck, type JobProblem, type Still } from '@/utils/domain';
import type { Access, Tx } from './access';
import type { Announce } from './changes';
import { letGo } from './loose';
import { monthOf } from './ledger';
import { readCaps } from './settings';

/** Of one bench; nobody asks for more of them. */
const FEW = 20;

/** Stills: an order for one is written, with its line in the ledger, before it is sent. */
export function stillRepository(access: Access, announce: Announce) {
  const told = (id: string): void => announce({ kind: 'still', id });

  return {
    get: (id: string): Promise<Still | undefined> => access.read((db) => db.get('stills', id)),

    /** The newest of a Source's that the user has not settled. */
    open: (sourceId: string): Promise<Still | undefined> =>
      access.read(async (db) => {
        const range = IDBKeyRange.bound([sourceId], [sourceId, []]);
        let cursor = await db.transaction('stills').store.index('source').openCursor(range, 'prev');
        for (let seen = 0; cursor && seen < FEW; seen += 1) {
          if (cursor.value.settledAt === 0) return cursor.value;
          cursor = await cursor.continue();
        }
        return undefined;
      }),

    /** Those whose answer has not come. */
    asking: (): Promise<Still[]> => access.read((db) => db.getAllFromIndex('stills', 'state', 'asking')),

    /** One for which nothing was sent, with its picture if there is one. False: it is there already. */
    add: async (still: Still, picture?: Blob): Promise<boolean> => {
      const added = await access.write(['stills', 'images'], async (tx) => {
        if ((await tx.objectStore('stills').getKey(still.id)) !== undefined) return false;
        await tx.objectStore('stills').put(still);
        if (picture && still.imageId !== null) await tx.objectStore('images').put(picture, still.imageId);
        return true;
      });
      if (added) told(still.id);
      return added;
    },

    /** One that is about to be asked for, if the caps allow it; looked at in the same transaction. */
    intend: async (still: Still, check: CapsCheck): Promise<'written' | 'exists' | JobProblem> => {
      const answer = await access.write(['stills', 'ledger', 'meta'], async (tx) => {
        if ((await tx.objectStore('stills').getKey(still.id)) !== undefined) return 'exists';
        const caps = readCaps(await tx.objectStore('meta').get('caps'));
        const month = await monthOf(tx, still.at);
        const problem = check(caps, month, still.money.estimate, still.at, still.id);
        if (problem) return problem;
        await put(tx, still);
        return 'written';
      });
      if (answer === 'written') told(still.id);
      return answer;
    },

    /** Reads and writes in one transaction, its picture with it. False when `change` gave nothing to write. */
    update: async (
      id: string,
      change: (still: Still) => Still | undefined,
      picture?: Blob,
    ): Promise<boolean> => {
      const changed = await access.write(['stills', 'ledger', 'images', 'loose'], async (tx) => {
        const before = await tx.objectStore('stills').get(id);
        const after = before && change(before);
        if (!after) return false;
        await put(tx, after);
        const { imageId } = before;
        if (imageId !== null && imageId !== after.imageId) await letGo(tx, [imageId], after.updatedAt);
        if (picture && after.imageId !== null) await tx.objectStore('images').put(picture, after.imageId);
        return true;
      });
      if (changed) told(id);
      return changed;
    },
  };
}

async function put(tx: Tx, still: Still): Promise<void> {
  const line = stillLine(still);
  await tx.objectStore('stills').put(still);
  if (line) await tx.objectStore('ledger').put(line);
}
