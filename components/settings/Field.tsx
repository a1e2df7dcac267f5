import { useId, type ComponentProps, type ReactNode, type Ref } from 'react';
import { t, type MessageKey } from '../i18n';
import './field.css';

/** A labelled line of text with its hint, and with what is wrong with it; both are read out with the field. */
export function Field({
  label,
  hint,
  problem,
  suggestions,
  unit,
  aside,
  ref,
  ...input
}: {
  label: string;
  hint?: string | undefined;
  problem?: MessageKey | undefined;
  /** Offered while typing; anything else may be typed as well. */
  suggestions?: readonly string[];
  /** Said after what is typed. */
  unit?: string;
  /** A button at the end of the line. */
  aside?: ReactNode;
  ref?: Ref<HTMLInputElement>;
} & Omit<ComponentProps<'input'>, 'ref'>) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          {...input}
          id={id}
          ref={ref}
          list={suggestions && suggestions.length > 0 ? `${id}-list` : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={described || undefined}
        />
        {unit && (
          <span className="field-unit" aria-hidden>
            {unit}
          </span>
        )}
        {aside}
      </div>
      {suggestions && suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          {t(problem)}
        </p>
      )}
      {hint && (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
