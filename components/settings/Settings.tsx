import { Activity } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n';
import { Spending } from '../ledger/Ledger';
import { useKeys } from '../live/money-hooks';
import { useServices } from '../services';
import { Keys } from './keys/Keys';
import { Limits } from './Limits';
import { Notifications } from './Notifications';
import { Section } from './Section';
import { Servers } from './Servers';
import { StorageState } from './StorageState';
import { Writers } from './Writers';
import './settings.css';

/** Services, keys, writers, limits and what was spent; what is kept where, and how to look behind it. */
export function Settings() {
  const { openDiagnostics, privacy } = useServices();
  return (
    <main className="settings" tabIndex={-1}>
      {privacy === 'memory' ? <Section title={t('servers')} intro={t('serversPrivate')} /> : <Outside />}
      <Section title={t('storage')}>
        <StorageState />
      </Section>
      <Section title={t('diagnostics')} intro={t('diagnosticsIntro')}>
        <div className="actions">
          <button type="button" className="button" onClick={() => void openDiagnostics()}>
            <Activity size={15} aria-hidden />
            {t('openDiagnostics')}
          </button>
        </div>
      </Section>
    </main>
  );
}

/** What reaches beyond this window: services, keys, money, and notifications, which the system keeps. */
function Outside() {
  const locked = useLockedAtFirst();
  return (
    <>
      {locked && <Keys />}
      <Section title={t('servers')} intro={t('serversIntro')}>
        <Servers />
      </Section>
      {locked === false && <Keys />}
      <Section title={t('writers')} intro={t('writersIntro')}>
        <Writers />
      </Section>
      <Section title={t('limits')} intro={t('limitsIntro')} name="limits">
        <Limits />
      </Section>
      <Section title={t('spending')}>
        <Spending />
      </Section>
      <Section title={t('notifications')}>
        <Notifications />
      </Section>
    </>
  );
}

/**
 * Whether keys were locked when the settings were opened: whoever comes for that finds the lock above everything else,
 * and it stays in its place once it is open. Undefined while it is asked.
 */
function useLockedAtFirst(): boolean | undefined {
  const keys = useKeys();
  const [locked, setLocked] = useState<boolean>();
  if (locked === undefined && keys.kind === 'ready') {
    const { set, open } = keys.value.lock;
    setLocked(set && !open);
  }
  return locked;
}
