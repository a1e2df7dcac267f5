/** However often it is asked for while it is at work, it is done once more and no oftener. */
export function latest(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      // In the same turn as the look at `again`: whoever asks later finds nothing running.
      running = undefined;
    }
  };
  return () => {
    again = true;
    return (running ??= run());
  };
}
