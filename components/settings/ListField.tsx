import { useId, useState } from 'preact/hooks';
import { announce } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { plural, t } from '../words/translate.ts';
import { mergeLines } from './merge-lines.ts';

interface ListFieldProps {
  readonly label: string;
  readonly help: string;
  /** As stored, one entry a line. */
  readonly text: string;
  readonly placeholder?: string;
  /** Stores the list, or says which lines (from 1) are not understood; then nothing is stored. */
  readonly onSave: (text: string) => ListOutcome;
}

export interface ListOutcome {
  /** Numbers from 1. */
  readonly lines: readonly number[];
  /** Without faults: false when the browser refused. */
  readonly stored?: Promise<boolean>;
}

interface Draft {
  readonly text: string;
  /** What was stored when it was begun. */
  readonly base: string;
}

/** A plain editable list: readable, searchable, and a whole list can be copied out of it or pasted into it. */
export function ListField({ label, help, text, placeholder = '', onSave }: ListFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<Draft>();
  const [faults, setFaults] = useState<readonly number[]>([]);
  const [isMerged, setMerged] = useState(false);
  const shown = draft?.text ?? text;
  const end = () => {
    setDraft(undefined);
    setFaults([]);
    setMerged(false);
  };
  const save = (base: string) => {
    if (base !== text) {
      // Another page's change, which saving this would undo unseen.
      setDraft({ text: mergeLines(base, shown, text), base: text });
      setMerged(true);
      return;
    }
    const { lines, stored } = onSave(shown);
    if (lines.length > 0) return setFaults(lines);
    end();
    void stored?.then((isStored) => {
      if (isStored) announce(t('saved'));
    });
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
        onInput={({ currentTarget }) => setDraft({ text: currentTarget.value, base: draft?.base ?? text })}
      />
      <p id={`${id}-help`} class={faults.length > 0 ? 'help fault' : 'help'} role="status">
        {faults.length > 0
          ? `${t('faultMark')} ${plural('listFaults', faults.length, faults.slice(0, 10).join(', '))} ${help}`
          : help}
      </p>
      {isMerged && (
        <p class="help" role="alert">
          {t('listMerged')}
        </p>
      )}
      {draft !== undefined && draft.text !== text && (
        <div class="form-end">
          <Button look="primary" onClick={() => save(draft.base)}>
            {t('save')}
          </Button>
          <Button look="quiet" onClick={end}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
