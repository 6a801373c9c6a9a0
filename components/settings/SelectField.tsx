import { useId } from 'preact/hooks';
import { type OnChange, Refused, useRefusal } from './use-refusal.tsx';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: OnChange<Value>;
}

/** One of several short names that need no explanation each. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, choices, value, onChange } = props;
  const id = useId();
  const [change, refusal] = useRefusal(onChange);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="select"
        value={value}
        onChange={({ currentTarget }) => {
          const choice = choices.find((each) => each.value === currentTarget.value);
          if (choice !== undefined) change(choice.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Refused refusal={refusal} />
    </div>
  );
}
