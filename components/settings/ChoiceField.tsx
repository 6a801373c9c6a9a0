import { useId } from 'preact/hooks';
import { type OnChange, Refused, useRefusal } from './use-refusal.tsx';

interface ChoiceFieldProps<Value extends string> {
  readonly legend: string;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly help: string }[];
  readonly value: Value;
  readonly onChange: OnChange<Value>;
}

/** One of a few, each with its line of help. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { legend, choices, value, onChange } = props;
  const id = useId();
  const [change, refusal] = useRefusal(onChange);
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <div class="choice" key={choice.value}>
          <input
            type="radio"
            name={id}
            id={`${id}-${choice.value}`}
            checked={choice.value === value}
            aria-describedby={`${id}-${choice.value}-help`}
            onChange={() => change(choice.value)}
          />
          <label for={`${id}-${choice.value}`}>{choice.label}</label>
          <p id={`${id}-${choice.value}-help`} class="help">
            {choice.help}
          </p>
        </div>
      ))}
      <Refused refusal={refusal} />
    </fieldset>
  );
}
