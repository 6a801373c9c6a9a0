import { useId, useState } from 'preact/hooks';
import { announce } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { plural, t } from '../words/translate.ts';

interface ListFieldProps {
  readonly label: string;
  readonly help: string;
  /** As stored, one entry a line. */
  readonly text: string;
  readonly placeholder?: string;
  /** Stores the list, or says which lines (from 1) are not understood; then nothing is stored. */
  readonly onSave: (text: string) => ListFaults;
}

/** Line numbers from 1, and what such a line looks like. */
export interface ListFaults {
  readonly lines: readonly number[];
}

/** A plain editable list: readable, searchable, and a whole list can be copied out of it or pasted into it. */
export function ListField({ label, help, text, placeholder = '', onSave }: ListFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const [faults, setFaults] = useState<readonly number[]>([]);
  const shown = draft ?? text;
  const save = () => {
    const { lines } = onSave(shown);
    setFaults(lines);
    if (lines.length > 0) return;
    setDraft(undefined);
    announce(t('saved'));
  };
  return (
    <div class="field list-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.min(12, Math.max(3, shown.split('\n').length + 1))}
        value={shown}
        placeholder={placeholder}
        spellcheck={false}
        aria-invalid={faults.length > 0}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      />
      <p id={`${id}-help`} class={faults.length > 0 ? 'help fault' : 'help'} role="status">
        {faults.length > 0
          ? `${t('faultMark')} ${plural('listFaults', faults.length, faults.slice(0, 10).join(', '))} ${help}`
          : help}
      </p>
      {draft !== undefined && draft !== text && (
        <div class="form-end">
          <Button look="primary" onClick={save}>
            {t('save')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              setDraft(undefined);
              setFaults([]);
            }}
          >
            {t('cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
