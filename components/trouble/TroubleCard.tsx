import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { StorageTrouble } from '@/utils/db';
import { t } from '../i18n';
import { STORAGE_FACES, type Face } from './faces';
import './trouble.css';

/** What happened, what was kept, what it cost, what to do next. */
export function TroubleCard({ face, children }: { face: Face; children?: ReactNode }) {
  return (
    <section className="trouble" role="alert">
      <CircleAlert className="trouble-icon" aria-hidden size={18} />
      <div>
        <h2>{t(face.title)}</h2>
        <p>
          {t(face.body)} <span className="trouble-cost">{t('costNothing')}</span>
        </p>
        {children && <div className="actions">{children}</div>}
      </div>
    </section>
  );
}

/** A store that could not be read or written. Anything else that is thrown is a bug, and said to be one. */
export function StorageCard({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const face = error instanceof StorageTrouble ? STORAGE_FACES[error.reason] : STORAGE_FACES.broken;
  return (
    <TroubleCard face={face}>
      <button type="button" className="button" onClick={onRetry}>
        {t('tryAgain')}
      </button>
    </TroubleCard>
  );
}
