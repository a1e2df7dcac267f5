import { useEffect, useState } from 'react';

const LAST_LOAD_MS = 2000;

/** Revokes an object URL a little later: a load still under way would fail aloud when its address went away under it. */
export function letGo(url: string | undefined): void {
  if (url !== undefined) setTimeout(() => URL.revokeObjectURL(url), LAST_LOAD_MS);
}

type Read = (id: string) => Promise<Blob | undefined>;

/**
 * An object URL of a stored blob; revoked as soon as nobody shows it. Without an id nothing is read, and what was
 * shown is let go. `read` must be the same function at every render.
 */
export function useBlobUrl(read: Read, id: string | undefined): string | undefined {
  return useBlob(read, id).url;
}

/** The same, for a view that has nothing else to say what is wrong when the blob cannot be read. */
export function useBlob(read: Read, id: string | undefined): { url: string | undefined; trouble: unknown } {
  const [shown, setShown] = useState<{ id: string; url?: string; trouble?: unknown }>();
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
      (trouble: unknown) => !gone && setShown({ id, trouble }),
    );
    return () => {
      gone = true;
      letGo(url);
    };
  }, [read, id]);
  const now = shown?.id === id ? shown : undefined;
  return { url: now?.url, trouble: now?.trouble };
}
