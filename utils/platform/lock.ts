/** Runs the work unless another context is already at it; the browser frees the lock when its holder dies. */
export async function runAlone(name: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
