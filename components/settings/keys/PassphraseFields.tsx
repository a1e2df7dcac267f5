import type { RefObject } from 'react';
import { t } from '../../i18n';
import type { PassphraseProblems } from '../passphrase';
import { SecretField } from '../SecretField';

/** A new passphrase, typed twice. */
export function NewPassphrase(props: {
  first: RefObject<HTMLInputElement | null>;
  again: RefObject<HTMLInputElement | null>;
  problems: PassphraseProblems;
  onInput: () => void;
}) {
  const { first, again, problems, onInput } = props;
  return (
    <>
      <SecretField
        label={t('passphraseNew')}
        hint={t('passphraseHint')}
        problem={problems.first}
        ref={first}
        onInput={onInput}
      />
      <SecretField label={t('passphraseAgain')} problem={problems.again} ref={again} onInput={onInput} />
    </>
  );
}
