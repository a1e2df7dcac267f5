import { Activity } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { t } from '../i18n';
import { Spending } from '../ledger/Ledger';
import { useServices } from '../services';
import { Limits } from './Limits';
import { Notifications } from './Notifications';
import { Servers } from './Servers';
import { StorageState } from './StorageState';
import './settings.css';

/** Servers, limits and what was spent; what is kept where, and how to look behind it. */
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

/** What reaches beyond this window: servers, money, and notifications, which the system keeps. */
function Outside() {
  return (
    <>
      <Section title={t('servers')} intro={t('serversIntro')}>
        <Servers />
      </Section>
      <Section title={t('limits')} intro={t('limitsIntro')}>
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

function Section({ title, intro, children }: { title: string; intro?: string; children?: ReactNode }) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {intro && <p className="quiet">{intro}</p>}
      {children}
    </section>
  );
}
