import { useId, useState } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';

interface LookUpFormProps {
  readonly busy: boolean;
  readonly onLookUp: (input: readonly File[] | string) => void;
}

/** UTF-16 units. A text field with more of them takes seconds to draw: such a paste is looked up without being shown. */
const SHOWN_LIMIT = 200_000;

/** Paste, type, choose or drop: a list, CSV, STIX, any text. */
export function LookUpForm({ busy, onLookUp }: LookUpFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [isOver, setIsOver] = useState(false);
  const lookUp = () => {
    if (!busy && text.trim() !== '') onLookUp(text);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    const input = files.length > 0 ? files : event.dataTransfer?.getData('text/plain');
    if (input) onLookUp(input);
  };
  return (
    <form
      class="look-up-form"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      onSubmit={(event) => {
        event.preventDefault();
        lookUp();
      }}
    >
      <label for={id}>{t('lookUpLabel')}</label>
      <textarea
        id={id}
        rows={7}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={`${id}-help`}
        placeholder={'198.51.100.7\nhxxps://login[.]example/verify'}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) lookUp();
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          if (pasted.length <= SHOWN_LIMIT) return;
          event.preventDefault();
          onLookUp(pasted);
        }}
      />
      <p class="help" id={`${id}-help`}>
        {t('lookUpHelp')}
      </p>
      <div class="form-end">
        <Button type="submit" look="primary" icon="search" busy={busy || text.trim() === ''}>
          {t('lookUpDo')}
        </Button>
        <label class="look-up-file">
          <span class="unseen">{t('lookUpFile')}</span>
          <input
            type="file"
            multiple
            disabled={busy}
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              if (files.length > 0) onLookUp(files);
            }}
          />
        </label>
      </div>
    </form>
  );
}
