import { useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { useKeptFocus } from '../../components/kit/use-kept-focus.ts';
import { FilterField } from '../../components/settings/FilterField.tsx';
import { Refused } from '../../components/settings/use-refusal.tsx';
import { t } from '../../components/words/translate.ts';
import { type FilterDialect, parseFilter } from '../../utils/ioc/filter.ts';

export interface Draft {
  /** What is being written; `undefined`: nothing, what is stored is shown. */
  readonly text: string | undefined;
  readonly storing: 'none' | 'storing' | 'refused';
  readonly write: (text: string) => void;
  readonly drop: () => void;
  readonly save: () => void;
}

/** A text that takes effect when it is saved, and stays a draft where the browser refuses to store it. */
export function useDraft(onSave: (text: string) => Promise<boolean>): Draft {
  const [text, setText] = useState<string>();
  const [storing, setStoring] = useState<Draft['storing']>('none');
  const save = async (sent: string) => {
    setStoring('storing');
    const isStored = await onSave(sent.trim());
    setStoring(isStored ? 'none' : 'refused');
    if (!isStored) return;
    // What was typed meanwhile is a draft of its own.
    setText((now) => (now === sent ? undefined : now));
    announce(t('saved'));
  };
  return {
    text,
    storing,
    write: setText,
    drop() {
      setText(undefined);
      setStoring('none');
    },
    save: () => text !== undefined && void save(text),
  };
}

interface FilterDraftProps {
  readonly label: string;
  readonly help: string;
  readonly dialect: FilterDialect;
  readonly stored: string;
  readonly draft: Draft;
}

/** A filter that is a setting, with the buttons of its draft. */
export function FilterDraft({ label, help, dialect, stored, draft }: FilterDraftProps) {
  const { text, storing } = draft;
  const root = useKeptFocus<HTMLDivElement>((group) => group.querySelector('input'));
  const canSave = text !== undefined && parseFilter(text, dialect).ok;
  return (
    <div class="setting-group" ref={root}>
      <FilterField label={label} help={help} value={text ?? stored} dialect={dialect} onInput={draft.write} />
      <Refused refusal={storing === 'refused' ? 'refused' : undefined} isDraft />
      {canSave && (text.trim() !== stored || storing !== 'none') && (
        <div class="form-end">
          <Button look="primary" busy={storing === 'storing'} onClick={draft.save}>
            {t('save')}
          </Button>
          <Button look="quiet" onClick={draft.drop}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
