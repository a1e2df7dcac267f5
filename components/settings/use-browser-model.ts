import { useEffect, useRef, useState } from 'react';
import { browserWriter, type BrowserModelState } from '@/utils/writer';
import { locale } from '../i18n';

export type BrowserModel =
  | { kind: Exclude<BrowserModelState, 'downloading'> | 'failed' }
  /** `share`: from 0 to 1; null where another page has it downloaded. */
  | { kind: 'downloading'; share: number | null };

/** The browser's own model: whether it is there, and having it downloaded. */
export function useBrowserModel() {
  const [model, setModel] = useState<BrowserModel>({ kind: 'no' });
  const stop = useRef<AbortController>(undefined);

  useEffect(() => {
    let gone = false;
    void browserWriter(globalThis)
      .availability(locale())
      .then((kind) => !gone && setModel(kind === 'downloading' ? { kind, share: null } : { kind }));
    return () => {
      gone = true;
      stop.current?.abort();
    };
  }, []);

  /** Must be called within the click. */
  const download = (): void => {
    const controller = new AbortController();
    const { signal } = controller;
    stop.current = controller;
    setModel({ kind: 'downloading', share: 0 });
    const onProgress = (share: number): void => {
      if (!signal.aborted) setModel({ kind: 'downloading', share });
    };
    void browserWriter(globalThis)
      .download(locale(), { signal, onProgress })
      .then((answer) => !signal.aborted && setModel({ kind: answer === 'ready' ? 'ready' : 'failed' }));
  };
  return { model, download };
}
