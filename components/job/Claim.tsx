import { useState, type FormEvent } from 'react';
import { t } from '../i18n';

/** The user found the work at the server: its id there, to follow it from here on. */
export function Claim({ host, onClaim }: { host: string; onClaim: (handle: string) => void }) {
  const [open, setOpen] = useState(false);
  const [handle, setHandle] = useState('');
  if (!open) {
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
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
        <button type="button" className="button button-plain" onClick={() => setOpen(false)}>
          {t('leaveIt')}
        </button>
      </div>
    </form>
  );
}
