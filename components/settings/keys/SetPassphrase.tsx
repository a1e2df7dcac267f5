import { useEffect, useRef, useState, type FormEvent } from 'react';
import { t } from '../../i18n';
import { useSay } from '../../ui/Toasts';
import { newPassphraseProblems, type PassphraseProblems } from '../passphrase';
import { SecretField } from '../SecretField';
import { NewPassphrase } from './PassphraseFields';
import { useTellLock } from './use-lock';

/** The button that leads to a first passphrase, or `change`: to another one. */
export function SetPassphrase({ change = false }: { change?: boolean }) {
  const [stage, setStage] = useState<'closed' | 'open' | 'back'>('closed');
  if (stage === 'open') return <PassphraseForm change={change} onClose={() => setStage('back')} />;
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        // The keyboard goes on from where the form was opened.
        autoFocus={stage === 'back'}
        onClick={() => setStage('open')}
      >
        {t(change ? 'changePassphrase' : 'setPassphrase')}
      </button>
    </div>
  );
}

function PassphraseForm({ change, onClose }: { change: boolean; onClose: () => void }) {
  const { busy, tell } = useTellLock();
  const say = useSay();
  const before = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<PassphraseProblems>({});
  useEffect(() => (before.current ?? first.current)?.focus(), []);

  const show = (found: PassphraseProblems): void => {
    setProblems(found);
    (found.before ? before : found.first ? first : again).current?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const passphrase = first.current?.value ?? '';
    const old = before.current?.value ?? '';
    if (change && old === '') return show({ before: 'passphraseEmpty' });
    const found = newPassphraseProblems(passphrase, again.current?.value ?? '');
    if (found) return show(found);
    const wrong = await tell(
      change ? { do: 'change', before: old, after: passphrase } : { do: 'set', passphrase },
    );
    if (wrong === undefined) return;
    if (wrong !== null) return show(wrong === 'passphraseWrong' ? { before: wrong } : { first: wrong });
    say(t(change ? 'passphraseChanged' : 'passphraseSet'));
    onClose();
  };
  const forgive = () => setProblems({});
  return (
    <form
      className="lock-form"
      aria-label={t(change ? 'changePassphrase' : 'setPassphrase')}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onClose()}
    >
      {change && (
        <SecretField
          label={t('passphraseBefore')}
          problem={problems.before}
          known
          ref={before}
          onInput={forgive}
        />
      )}
      <NewPassphrase first={first} again={again} problems={problems} onInput={forgive} />
      <div className="actions">
        <button type="submit" className="button button-accent" aria-disabled={busy}>
          {t(change ? 'changePassphrase' : 'setPassphrase')}
        </button>
        <button type="button" className="button button-plain" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
