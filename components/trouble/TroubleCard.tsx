import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { StorageTrouble } from '@/utils/db';
import { t } from '../i18n';
import { STORAGE_FACES, type Face } from './faces';
import './trouble.css';

/** What happened, what was kept, what it cost, what to do next. */
export function TroubleCard(props: {
  face: Face;
  /** Whose doing it is; goes into the face's words where they have a place for it. */
  host?: string;
  /** What is known of the cost; what never left this computer cost nothing. Null: there is nothing to say of it. */
  cost?: string | null;
  /** Which clip it is about, where that is not plain to see. */
  name?: string | undefined;
  /** What is known beyond that. */
  more?: ReactNode;
  children?: ReactNode;
}) {
  const { face, host = '', cost = t('costNothing'), name, more, children } = props;
  return (
    <section className="trouble" role="alert">
      <CircleAlert className="trouble-icon" aria-hidden size={18} />
      <div>
        {name !== undefined && (
          <p className="trouble-name">
            <bdi>{name}</bdi>
          </p>
        )}
        <h2>{t(face.title, host)}</h2>
        <p>
          {t(face.body, host)} {cost !== null && <span className="trouble-cost">{cost}</span>}
        </p>
        {more}
        {children && <div className="actions">{children}</div>}
      </div>
    </section>
  );
}

/** A store that could not be read or written. Anything else that is thrown is a bug, and said to be one. */
export function StorageCard({ error, onRetry }: { error: unknown; onRetry: (() => void) | undefined }) {
  const reason = error instanceof StorageTrouble ? error.reason : 'broken';
  return (
    // A clip whose bytes are lost may well have cost something.
    <TroubleCard face={STORAGE_FACES[reason]} {...(reason === 'bytes-lost' && { cost: null })}>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      )}
    </TroubleCard>
  );
}
