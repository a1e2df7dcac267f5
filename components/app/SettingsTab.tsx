import { Settings as Gear } from 'lucide-react';
import { lazy } from 'react';
import { t } from '../i18n';

/** Opened by a click, so fetched by one. */
export const Settings = lazy(async () => ({ default: (await import('../settings/Settings')).Settings }));

/** The gear in the header. */
export function SettingsTab({ current, onOpen }: { current: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      className="tab tab-icon"
      title={t('settings')}
      aria-label={t('settings')}
      aria-current={current ? 'page' : undefined}
      onClick={onOpen}
    >
      <Gear size={17} aria-hidden />
    </button>
  );
}
