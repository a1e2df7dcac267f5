import { useState, type FormEvent } from 'react';
import { t } from '../i18n';

/** The user found the work at the server: its id there, to follow it from here on. */
export function Claim({ host, onClaim }: { host: string; onClaim: (handle: string) => void }) {
  const [stage, setStage] = useState<'closed' | 'open' | 'back'>('closed');
  const [handle, setHandle] = useState('');
  if (stage !== 'open') {
    return (
      <button
        type="button"
        className="button"
        // The keyboard goes on from where the form was opened.
        autoFocus={stage === 'back'}
        onClick={() => setStage('open')}
      >
        {t('iSeeIt')}
      </button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (handle.trim() !== '') onClaim(handle.trim());
  };
  return (
    <form className="sure" onSubmit={submit}>
      <label className="claim-label">
        {t('claimLabel', host)}
        <input
          className="claim-input"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          maxLength={400}
          value={handle}
          onChange={(event) => setHandle(event.target.value)}
        />
      </label>
      <div className="actions">
        <button type="submit" className="button" aria-disabled={handle.trim() === ''}>
          {t('followIt')}
        </button>
        <button type="button" className="button button-plain" onClick={() => setStage('back')}>
          {t('leaveIt')}
        </button>
      </div>
    </form>
  );
}
