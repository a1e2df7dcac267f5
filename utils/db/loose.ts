import type { Tx } from './access';

/**
 * Marks pictures as let go of by one of their holders. The sweep looks at them a little later, and removes those that
 * nobody has: so its cost follows what changed, not what there is.
 */
export async function letGo(tx: Tx, images: readonly string[], now: number): Promise<void> {
  for (const id of images) await tx.objectStore('loose').put(now, id);
}
