import { useRef, useState } from 'preact/hooks';
import { announce } from '../kit/Announcer.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { useKeptFocus } from '../kit/use-kept-focus.ts';
import { Refused } from '../settings/use-refusal.tsx';
import { t } from '../words/translate.ts';

export interface SavedSearch {
  readonly name: string;
  readonly filter: string;
}

interface SavedSearchesProps {
  readonly saved: readonly SavedSearch[];
  /** The search that would be saved now; empty: none. */
  readonly filter: string;
  readonly onUse: (filter: string) => void;
  /** Answers whether the browser stored them; never rejects. */
  readonly onChange: (saved: readonly SavedSearch[]) => Promise<boolean>;
}

/** Searches with a name of the user's own: to use, to save, to remove. */
export function SavedSearches({ saved, filter, onUse, onChange }: SavedSearchesProps) {
  const [name, setName] = useState('');
  const [isRefused, setRefused] = useState(false);
  const removed = useRef(0);
  // Where a row was removed the next one is; after the last, the one before.
  const root = useKeptFocus<HTMLDivElement>((all) => {
    const rows = [...all.querySelectorAll<HTMLElement>('.saved-use')];
    return rows[Math.min(removed.current, rows.length - 1)] ?? all;
  });
  const change = async (next: readonly SavedSearch[]) => {
    setRefused(false);
    const isStored = await onChange(next);
    setRefused(!isStored);
    return isStored;
  };
  const remove = async (index: number) => {
    removed.current = index;
    if (await change(saved.filter((_, each) => each !== index))) announce(t('savedRemoved'));
  };
  const save = async () => {
    const wanted = name.trim() || filter;
    if (!(await change([...saved.filter((each) => each.name !== wanted), { name: wanted, filter }]))) return;
    // What was typed meanwhile is another name.
    setName((now) => (now === name ? '' : now));
    announce(t('saved'));
  };
  return (
    <div class="saved" ref={root} tabIndex={-1}>
      {saved.length === 0 && <p class="help">{t('savedNone')}</p>}
      <ul>
        {saved.map((each, index) => (
          <li key={each.name}>
            <button type="button" class="saved-use" onClick={() => onUse(each.filter)}>
              <span class="saved-name">
                <Untrusted text={each.name} />
              </span>
              {each.name !== each.filter && <code class="muted">{each.filter}</code>}
            </button>
            <IconButton icon="close" label={t('removeSaved', each.name)} onClick={() => void remove(index)} />
          </li>
        ))}
      </ul>
      {filter !== '' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Field
            label={t('saveSearchAs')}
            help={filter}
            value={name}
            placeholder={filter}
            onInput={setName}
            end={<Button type="submit">{t('save')}</Button>}
          />
        </form>
      )}
      <Refused refusal={isRefused ? 'refused' : undefined} />
    </div>
  );
}
