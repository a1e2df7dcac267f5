import { useId } from 'react';

/** Native radio buttons one below the other, each with a plain sentence of its own. */
export function Radios<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; hint: string }[];
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <fieldset className="radios">
      <legend>{props.label}</legend>
      {props.options.map(({ value, name, hint }) => (
        <div className="radio" key={value}>
          <input
            type="radio"
            id={`${id}-${value}`}
            name={id}
            checked={value === props.value}
            aria-describedby={`${id}-${value}-hint`}
            onChange={() => props.onChange(value)}
          />
          <label htmlFor={`${id}-${value}`}>
            <bdi>{name}</bdi>
          </label>
          <p className="quiet" id={`${id}-${value}-hint`}>
            {hint}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
