import { useEffect, useState } from 'react';
import { useServices } from '../services';
import { letGo } from './use-blob-url';

/** An object URL of a clip's poster, as soon as there is one: it is drawn after the clip is saved. No id: nothing is read. */
export function usePosterUrl(clipId: string): string | undefined {
  const { store, onChange } = useServices();
  const [shown, setShown] = useState<{ clipId: string; url: string }>();
  useEffect(() => {
    if (clipId === '') return undefined;
    let url: string | undefined;
    let gone = false;
    const show = (blob: Blob | undefined) => {
      if (gone || !blob || url !== undefined) return;
      url = URL.createObjectURL(blob);
      setShown({ clipId, url });
    };
    // Without one the placeholder stays; what the trouble is, the view around it says.
    const read = () => void store.clips.poster(clipId).then(show, () => undefined);
    read();
    const stop = onChange((change) => {
      if (change.kind === 'clip' && change.id === clipId && url === undefined) read();
    });
    return () => {
      gone = true;
      stop();
      letGo(url);
    };
  }, [store, onChange, clipId]);
  return shown?.clipId === clipId ? shown.url : undefined;
}
