const MB = 1_000_000;
/** Room for a result of a usual size twice, since it lies in pieces and as a whole for a moment; and some to spare. */
const WANTED = 2 * 100 * MB + 200 * MB;

/**
 * Asks the browser not to clear this extension's storage when the disk runs full. From a page only: workers have no
 * `persist`. True where it already is, or is now.
 */
export async function askPersistence(): Promise<boolean> {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  return (await storage.persisted()) || (await storage.persist());
}

/**
 * Whether there is room for one more result. True where the browser does not say: it is no reason to stop, a full
 * disk is met later without a loss. Chromium counts files that are deleted but not yet cleaned up as used, so its
 * answer errs on the side of "no".
 */
export async function hasDiskSpace(): Promise<boolean> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  if (estimate?.quota === undefined || estimate.usage === undefined) return true;
  return estimate.quota - estimate.usage >= WANTED;
}
