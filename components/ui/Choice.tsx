import { useId, type ReactNode } from 'react';
import './choice.css';

/** Native radio buttons in a row, drawn as the caller likes: arrow keys and screen readers come with them. */
export function Choice<Value extends string | number>(props: {
  label: string;
  kind: 'segments' | 'swatches';
  value: Value;
  options: readonly { value: Value; name: string; face?: ReactNode; disabled?: boolean }[];
  onChange: (value: Value) => void;
  /** Said at the end of the row. */
  note?: ReactNode;
}) {
  const id = useId();
  return (
    <div className="choice" role="radiogroup" aria-labelledby={id}>
      <span className="choice-label" id={id}>
        {props.label}
      </span>
      <div className={`choice-options choice-${props.kind}`}>
        {props.options.map((option) => (
          <label key={option.value} className="choice-option" title={option.face ? option.name : undefined}>
            <input
              className="choice-input"
              type="radio"
              name={id}
              checked={option.value === props.value}
              disabled={option.disabled ?? false}
              onChange={() => props.onChange(option.value)}
            />
            {option.face}
            <span className={option.face ? 'hidden-visually' : undefined}>{option.name}</span>
          </label>
        ))}
      </div>
      {props.note && <span className="choice-note">{props.note}</span>}
    </div>
  );
}
