import { useId, useState } from 'preact/hooks';
import { t } from '../words/translate.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Called with every whole number in range, as it stands when the field is left or Enter is pressed. */
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed counts when the field is left: half a number must not take effect. */
export function NumberField({ label, help, value, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : readNumber(typed, min, max);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="text"
        inputMode="numeric"
        id={id}
        value={typed ?? String(value)}
        autocomplete="off"
        aria-invalid={read === undefined}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={() => {
          if (read === undefined) return;
          setTyped(undefined);
          if (read !== value) onChange(read);
        }}
      />
      <p id={`${id}-help`} class={read === undefined ? 'help fault' : 'help'}>
        {read === undefined ? `${t('faultMark')} ${t('numberFault', min, max)}` : help}
      </p>
    </div>
  );
}

/** `undefined` for what is no whole number from `min` to `max`. */
export function readNumber(text: string, min: number, max: number): number | undefined {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= min && value <= max ? value : undefined;
}
