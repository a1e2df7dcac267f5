import { HatGlasses } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { useServices } from '../services';
import { Mark } from './Mark';
import './private.css';

/**
 * Says above a screen what a private window means for what is made in it; where nothing can be kept at all, it says so
 * in the screen's place, since a bench there could never be filled.
 */
export function PrivateLine({ children }: { children: ReactNode }) {
  const { privacy } = useServices();
  if (privacy === 'closed') return <Closed />;
  return (
    <>
      {privacy === 'memory' && (
        <p className="private-line" role="note">
          <HatGlasses size={15} aria-hidden />
          {t('privateLine')}
        </p>
      )}
      {children}
    </>
  );
}

function Closed() {
  return (
    <>
      <header className="top">
        <Mark />
        <h1 className="top-title">{t('extName')}</h1>
      </header>
      <main className="private-closed" tabIndex={-1}>
        <HatGlasses size={28} aria-hidden />
        <h2>{t('privateClosedTitle')}</h2>
        <p>{t('privateClosedBody')}</p>
      </main>
    </>
  );
}
