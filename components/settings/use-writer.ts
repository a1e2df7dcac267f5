import { useEffect, useState } from 'react';
import { loadSettings, saveSettings, watchSettings } from '@/utils/settings';

/** The preference for a writer, the same in every view; undefined while it is read. */
export function useWriter() {
  const [writer, setWriter] = useState<string>();
  useEffect(() => {
    let gone = false;
    const take = (stored: { writer: string }) => !gone && setWriter(stored.writer);
    loadSettings().then(take, () => undefined);
    const stop = watchSettings(take);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  const choose = (wished: string): void => {
    setWriter(wished);
    // A choice that could not be kept still holds for this view.
    saveSettings({ writer: wished }).catch(() => undefined);
  };
  return [writer, choose] as const;
}
