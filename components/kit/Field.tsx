import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../words/translate.ts';

interface FieldProps {
  readonly label: string;
  readonly help: string;
  /** Dots instead of characters. */
  readonly secret?: boolean;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** What is wrong with the value, in words. */
  readonly fault?: string | undefined;
  readonly placeholder?: string;
  /** Stands at the end of the field's row: a button that shows the key, for instance. */
  readonly end?: ComponentChildren;
}

/** A labelled text field with a line of help or, when the value is wrong, the reason. */
export function Field({
  label,
  help,
  secret = false,
  value,
  onInput,
  fault,
  placeholder = '',
  end,
}: FieldProps) {
  const id = useId();
  const attributes = {
    id,
    value,
    placeholder,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-help`,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-row">
        {secret ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />}
        {end}
      </div>
      <p id={`${id}-help`} class={fault === undefined ? 'help' : 'help fault'}>
        {fault === undefined ? help : `${t('faultMark')} ${fault}`}
      </p>
    </div>
  );
}
