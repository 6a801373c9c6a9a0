import { useId, useState } from 'preact/hooks';
import { announce } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { useKeptFocus } from '../kit/use-kept-focus.ts';
import { plural, t } from '../words/translate.ts';
import { mergeLines } from './merge-lines.ts';
import { Refused } from './use-refusal.tsx';

interface ListFieldProps {
  readonly label: string;
  readonly help: string;
  /** As stored, one entry a line. */
  readonly text: string;
  readonly placeholder?: string;
  /** Stores the list, or says which lines (from 1) are not understood; then nothing is stored. */
  readonly onSave: (text: string) => ListOutcome;
}

export type ListOutcome =
  /** Numbers from 1. */
  | { readonly lines: readonly number[] }
  /** False when the browser refused; never rejects. */
  | { readonly stored: Promise<boolean> };

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
  const [storing, setStoring] = useState<'none' | 'storing' | 'refused'>('none');
  const field = useKeptFocus<HTMLDivElement>((root) => root.querySelector('textarea'));
  const shown = draft?.text ?? text;
  const end = () => {
    setDraft(undefined);
    setFaults([]);
    setMerged(false);
    setStoring('none');
  };
  const save = async (base: string) => {
    if (base !== text) {
      // Another page's change, which saving this would undo unseen.
      setDraft({ text: mergeLines(base, shown, text), base: text });
      setMerged(true);
      return;
    }
    const outcome = onSave(shown);
    if ('lines' in outcome) return setFaults(outcome.lines);
    setFaults([]);
    setStoring('storing');
    if (!(await outcome.stored)) return setStoring('refused');
    end();
    announce(t('saved'));
  };
  return (
    <div class="field list-field" ref={field}>
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.min(12, Math.max(3, shown.split('\n').length + 1))}
        value={shown}
        placeholder={placeholder}
        spellcheck={false}
        // What is typed while it is stored would go with the draft.
        readOnly={storing === 'storing'}
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
      <Refused refusal={storing === 'refused' ? 'refused' : undefined} isDraft />
      {draft !== undefined && (draft.text !== text || storing !== 'none') && (
        <div class="form-end">
          <Button look="primary" busy={storing === 'storing'} onClick={() => void save(draft.base)}>
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
