import { Maximize2 } from 'lucide-react';
import { lazy, startTransition, useCallback, useState } from 'react';
import type { Preferences } from '@/utils/settings';
import { Create } from '../create/Create';
import { t } from '../i18n';
import { useServices } from '../services';
import { Mark } from './Mark';
import { useSettings } from './use-settings';

// Opened by a click, so fetched by one; the transition keeps the old screen until it is there.
const Library = lazy(async () => ({ default: (await import('../library/Library')).Library }));

const SCREENS = ['create', 'library'] as const;
type Screen = (typeof SCREENS)[number];

/** The side panel: making a clip, and the clips made. */
export function Panel({ windowId, preferences }: { windowId: number; preferences: Preferences }) {
  const { openLibrary } = useServices();
  const [screen, setScreen] = useState<Screen>('create');
  const [settings, onSettings] = useSettings(preferences);
  const toLibrary = useCallback(() => startTransition(() => setScreen('library')), []);
  return (
    <>
      <header className="top">
        <Mark />
        <h1 className="hidden-visually">{`${t('extName')} · ${t(screen)}`}</h1>
        <nav aria-label={t('extName')}>
          {SCREENS.map((name) => (
            <button
              key={name}
              type="button"
              className="tab"
              aria-current={name === screen ? 'page' : undefined}
              onClick={() => startTransition(() => setScreen(name))}
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
      </header>
      {screen === 'create' ? (
        <Create windowId={windowId} settings={settings} onSettings={onSettings} onLibrary={toLibrary} />
      ) : (
        <Library />
      )}
    </>
  );
}
