import { useId } from 'preact/hooks';
import { type OnChange, Refused, useRefusal } from './use-refusal.tsx';

interface CheckboxFieldProps {
  readonly label: string;
  readonly help: string;
  readonly checked: boolean;
  readonly onChange: OnChange<boolean>;
}

/** A switch that takes effect at once, with its line of help. */
export function CheckboxField({ label, help, checked, onChange }: CheckboxFieldProps) {
  const id = useId();
  const [change, refusal] = useRefusal(onChange);
  return (
    <div class="choice">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={`${id}-help`}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <p id={`${id}-help`} class="help">
        {help}
      </p>
      <Refused refusal={refusal} />
    </div>
  );
}
