import { useEffect, useState } from 'react';

const LAST_LOAD_MS = 2000;

/**
 * An object URL of a stored blob; revoked as soon as nobody shows it. Without an id nothing is read, and what was
 * shown is let go. `read` must be the same function at every render.
 */
export function useBlobUrl(
  read: (id: string) => Promise<Blob | undefined>,
  id: string | undefined,
): string | undefined {
  const [shown, setShown] = useState<{ id: string; url: string }>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let url: string | undefined;
    let gone = false;
    read(id).then(
      (blob) => {
        if (gone || !blob) return;
        url = URL.createObjectURL(blob);
        setShown({ id, url });
      },
      // The picture stays a placeholder; what the trouble is, the view around it says.
      () => undefined,
    );
    return () => {
      gone = true;
      // A load still under way would fail aloud when its address went away under it.
      const old = url;
      if (old) setTimeout(() => URL.revokeObjectURL(old), LAST_LOAD_MS);
    };
  }, [read, id]);
  return shown !== undefined && shown.id === id ? shown.url : undefined;
}
