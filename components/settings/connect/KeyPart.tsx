import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyKeep } from '@/utils/domain';
import { t, type MessageKey } from '../../i18n';
import { keyWords } from '../keys/key-words';
import { ForgetKey } from '../keys/ForgetKey';
import { NewPassphrase } from '../keys/PassphraseFields';
import { Radios } from '../Radios';
import { SecretField } from '../SecretField';
import type { SecretPart } from './use-secret';

const KEEPS = [
  ['stored', 'keepStored', 'keepStoredHint'],
  ['session', 'keepSession', 'keepSessionHint'],
  ['passphrase', 'keepPassphrase', 'keepPassphraseHint'],
] as const satisfies readonly (readonly [KeyKeep, MessageKey, MessageKey])[];

/** The key of a connection: how it stands, or the field to enter it and how it is to be kept. */
export function KeyPart(props: {
  part: SecretPart;
  label: string;
  hint: string;
  placeholder: string;
  /** Of the saved connection; undefined for a new one. */
  connectionId: string | undefined;
  /** What is typed can be read on its way to the server. */
  readable: boolean;
}) {
  const { part, connectionId } = props;
  if (!part.known) return null;
  if (!part.entering && connectionId !== undefined) {
    return <KeyInPlace part={part} connectionId={connectionId} />;
  }
  return <KeyToEnter {...props} />;
}

function KeyInPlace({ part, connectionId }: { part: SecretPart; connectionId: string }) {
  return (
    <div className="key-line">
      <p>
        <KeyRound size={15} aria-hidden />
        {keyWords(part.state)}
      </p>
      <div className="actions">
        <button type="button" className="button" onClick={() => part.setReplacing(true)}>
          {t('replaceKey')}
        </button>
        <ForgetKey connectionId={connectionId} />
      </div>
    </div>
  );
}

function KeyToEnter(props: Parameters<typeof KeyPart>[0]) {
  const { part, label, hint, placeholder, readable } = props;
  const { replacing } = part;
  const { key } = part.inputs;
  // The keyboard goes on from the field that replaces what was pressed.
  useEffect(() => {
    if (replacing) key.current?.focus();
  }, [replacing, key]);
  return (
    <>
      <SecretField
        label={label}
        hint={hint}
        placeholder={placeholder}
        problem={part.problems.key}
        ref={key}
        onInput={part.input}
      />
      {part.moved && <p className="note">{t('keyOtherAddress')}</p>}
      {readable && <p className="note">{t('keyReadable')}</p>}
      {replacing && !part.moved && part.state.kind !== 'gone' && (
        <div className="actions">
          <button type="button" className="button button-plain" onClick={() => part.setReplacing(false)}>
            {t('keepOldKey')}
          </button>
        </div>
      )}
      {part.asksKeep && <Keeping part={part} />}
    </>
  );
}

/** How long it is kept, and the passphrase where that needs one. */
function Keeping({ part }: { part: SecretPart }) {
  const { first, again } = part.inputs;
  return (
    <>
      <Radios
        label={t('keepKey')}
        value={part.keep}
        options={KEEPS.map(([value, name, words]) => ({ value, name: t(name), hint: t(words) }))}
        onChange={part.setKeep}
      />
      {part.wants === 'new-passphrase' && (
        <NewPassphrase first={first} again={again} problems={part.problems} onInput={part.input} />
      )}
      {part.wants === 'passphrase' && (
        <SecretField
          label={t('passphrase')}
          hint={t('passphraseToKeep')}
          problem={part.problems.first}
          known
          ref={first}
          onInput={part.input}
        />
      )}
    </>
  );
}
