import { startTransition, useCallback, useState } from 'react';
import { t } from '../i18n';
import { Library } from '../library/Library';
import { Mark } from './Mark';
import { GoToContext, type Screen } from './screens';
import { Settings, SettingsTab } from './SettingsTab';

/** The library as a page of its own, with the settings behind the gear. */
export function LibraryPage() {
  const [settings, setSettings] = useState(false);
  const goTo = useCallback((to: Screen) => startTransition(() => setSettings(to === 'settings')), []);
  return (
    <GoToContext value={goTo}>
      <header className="top">
        <Mark />
        <h1 className="top-title">{`${t('extName')} · ${t(settings ? 'settings' : 'library')}`}</h1>
        {settings && (
          <button type="button" className="tab" onClick={() => goTo('library')}>
            {t('library')}
          </button>
        )}
        <SettingsTab current={settings} onOpen={() => goTo('settings')} />
      </header>
      {settings ? <Settings /> : <Library />}
    </GoToContext>
  );
}
