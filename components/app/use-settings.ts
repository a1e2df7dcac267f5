import { useCallback, useEffect, useState } from 'react';
import { saveSettings, watchSettings, type Preferences } from '@/utils/settings';

/** The user's choices: on screen at once, written down behind it. */
export function useSettings(initial: Preferences) {
  const [settings, setSettings] = useState(initial);
  // It is chosen in the settings, which may be open in a tab of their own.
  useEffect(() => watchSettings(({ writer }) => setSettings((old) => ({ ...old, writer }))), []);
  const change = useCallback((patch: Partial<Preferences>) => {
    setSettings((old) => ({ ...old, ...patch }));
    // A choice that could not be kept still holds for this panel.
    saveSettings(patch).catch(() => undefined);
  }, []);
  return [settings, change] as const;
}
