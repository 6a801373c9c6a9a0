import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { t } from '../words/translate.ts';
import { type OnChange, Refused, useRefusal } from './use-refusal.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Called with every whole number in range, as it stands when the field is left or Enter is pressed. */
  readonly onChange: OnChange<number>;
  /**
   * Called when what stands in the field becomes invalid or is so no more, also because the field goes. Whatever acts on
   * the value needs it: `onChange` never hears of the invalid, so the last value is not what the field says. Must be
   * stable.
   */
  readonly onFault?: (isFaulty: boolean) => void;
}

/** A whole number. What is typed counts when the field is left: half a number must not take effect. */
export function NumberField({ label, help, value, min, max, onChange, onFault }: NumberFieldProps) {
  const id = useId();
  const [change, refusal] = useRefusal(onChange);
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : readNumber(typed, min, max);
  const isFaulty = read === undefined;
  // Before the next paint: a button that acts on the value must not be seen alive beside the fault.
  useLayoutEffect(() => {
    if (!isFaulty) return;
    onFault?.(true);
    return () => onFault?.(false);
  }, [isFaulty, onFault]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="text"
        inputMode="numeric"
        id={id}
        value={typed ?? String(value)}
        autocomplete="off"
        aria-invalid={isFaulty}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={() => {
          if (read === undefined) return;
          setTyped(undefined);
          if (read !== value) change(read);
        }}
      />
      <p id={`${id}-help`} class={isFaulty ? 'help fault' : 'help'}>
        {isFaulty ? `${t('faultMark')} ${t('numberFault', min, max)}` : help}
      </p>
      <Refused refusal={refusal} />
    </div>
  );
}

/** `undefined` for what is no whole number from `min` to `max`. */
export function readNumber(text: string, min: number, max: number): number | undefined {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= min && value <= max ? value : undefined;
}
