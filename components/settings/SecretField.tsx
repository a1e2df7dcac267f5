import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { t, type MessageKey } from '../i18n';
import { Field } from './Field';

/**
 * A line for a key or a passphrase. Nobody governs what is typed: React would write it into the document, as an
 * attribute of the field.
 */
export function SecretField(props: {
  label: string;
  hint?: string | undefined;
  problem?: MessageKey | undefined;
  placeholder?: string;
  /** Known to password managers as one that is entered again; a key and a new passphrase are not. */
  known?: boolean;
  ref?: Ref<HTMLInputElement>;
  onInput?: () => void;
}) {
  const { known = false, ...field } = props;
  const [shown, setShown] = useState(false);
  const name = t(shown ? 'hideSecret' : 'showSecret');
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      {...field}
      type={shown ? 'text' : 'password'}
      autoComplete={known ? 'current-password' : 'new-password'}
      autoCapitalize="off"
      dir="ltr"
      aside={
        <button
          type="button"
          className="field-eye"
          title={name}
          aria-label={name}
          onClick={() => setShown(!shown)}
        >
          <Icon size={16} aria-hidden />
        </button>
      }
    />
  );
}
