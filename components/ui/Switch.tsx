import './switch.css';

/** Something that is on or off, with what it means. */
export function Switch(props: {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}) {
  const { label, hint, on, disabled = false, onChange } = props;
  return (
    <label className="switch">
      <span>
        {label}
        {hint && <span className="quiet">{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
