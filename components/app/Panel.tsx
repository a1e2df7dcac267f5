import { Maximize2 } from 'lucide-react';
import { lazy, startTransition, useCallback, useState } from 'react';
import type { Preferences } from '@/utils/settings';
import { Create } from '../create/Create';
import { useBenchAgain } from '../create/use-bench-again';
import { t } from '../i18n';
import { ToBenchContext } from '../job/to-bench';
import { useServices } from '../services';
import { Mark } from './Mark';
import { GoToContext, type Screen } from './screens';
import { Settings, SettingsTab } from './SettingsTab';
import { useSettings } from './use-settings';

// Opened by a click, so fetched by one; the transition keeps the old screen until it is there.
const Library = lazy(async () => ({ default: (await import('../library/Library')).Library }));

const TABS = ['create', 'library'] as const;

/** The side panel: making a clip, the clips made, and the settings. */
export function Panel({ windowId, preferences }: { windowId: number; preferences: Preferences }) {
  const { openLibrary } = useServices();
  const [screen, setScreen] = useState<Screen>('create');
  const [settings, onSettings] = useSettings(preferences);
  const goTo = useCallback((to: Screen) => startTransition(() => setScreen(to)), []);
  const toLibrary = useCallback(() => goTo('library'), [goTo]);
  const toCreate = useCallback(() => goTo('create'), [goTo]);
  const onBench = useBenchAgain(windowId, settings, onSettings, toCreate);
  return (
    <GoToContext value={goTo}>
      <header className="top">
        <Mark />
        <h1 className="hidden-visually">{`${t('extName')} · ${t(screen)}`}</h1>
        <nav aria-label={t('extName')}>
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              className="tab"
              aria-current={name === screen ? 'page' : undefined}
              onClick={(event) => {
                // After a press of the mouse, Enter belongs to the screen: it makes the clip.
                if (event.detail > 0) event.currentTarget.blur();
                goTo(name);
              }}
            >
              {t(name)}
            </button>
          ))}
        </nav>
        <button
          type="button"
          className="button button-icon button-plain"
          title={t('openInTab')}
          aria-label={t('openInTab')}
          onClick={() => void openLibrary()}
        >
          <Maximize2 size={16} aria-hidden />
        </button>
        <SettingsTab current={screen === 'settings'} onOpen={() => goTo('settings')} />
      </header>
      {screen === 'create' && (
        <ToBenchContext value={onBench}>
          <Create windowId={windowId} settings={settings} onSettings={onSettings} onLibrary={toLibrary} />
        </ToBenchContext>
      )}
      {screen === 'library' && <Library onBench={onBench} />}
      {screen === 'settings' && <Settings />}
    </GoToContext>
  );
}
