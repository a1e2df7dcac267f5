import { LockOpen } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { t, type MessageKey } from '../../i18n';
import { useSay } from '../../ui/Toasts';
import { SecretField } from '../SecretField';
import { useTellLock } from './use-lock';

/** The passphrase, once; what waited for a key then goes on. */
export function Unlock() {
  const { busy, tell } = useTellLock();
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<MessageKey>();
  // Whoever was led here by a clip that waits can type at once; a focus that is somewhere stays there.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const passphrase = input.current?.value ?? '';
    const wrong = passphrase === '' ? 'passphraseEmpty' : await tell({ do: 'unlock', passphrase });
    if (wrong === undefined) return;
    if (wrong === null) return say(t('keysUnlocked'));
    setProblem(wrong);
    input.current?.select();
  };
  return (
    <form
      className="lock-form"
      aria-label={t('unlockKeys')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <SecretField
        label={t('passphrase')}
        problem={problem}
        known
        ref={input}
        onInput={() => setProblem(undefined)}
      />
      <p className="hidden-visually" role="alert">
        {problem && t(problem)}
      </p>
      <div className="actions">
        <button type="submit" className="button button-accent" aria-disabled={busy}>
          <LockOpen size={15} aria-hidden />
          {t('unlock')}
        </button>
      </div>
    </form>
  );
}
