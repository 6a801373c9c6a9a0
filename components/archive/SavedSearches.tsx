import { useState } from 'preact/hooks';
import { Button, IconButton } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
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
  readonly onChange: (saved: readonly SavedSearch[]) => void;
}

/** Searches with a name of the user's own: to use, to save, to remove. */
export function SavedSearches({ saved, filter, onUse, onChange }: SavedSearchesProps) {
  const [name, setName] = useState('');
  const wanted = name.trim() || filter;
  return (
    <div class="saved">
      {saved.length === 0 && <p class="help">{t('savedNone')}</p>}
      <ul>
        {saved.map((each) => (
          <li key={each.name}>
            <button type="button" class="saved-use" onClick={() => onUse(each.filter)}>
              <span class="saved-name">
                <Untrusted text={each.name} />
              </span>
              {each.name !== each.filter && <code class="muted">{each.filter}</code>}
            </button>
            <IconButton
              icon="close"
              label={t('removeSaved', each.name)}
              onClick={() => onChange(saved.filter((other) => other !== each))}
            />
          </li>
        ))}
      </ul>
      {filter !== '' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onChange([...saved.filter((each) => each.name !== wanted), { name: wanted, filter }]);
            setName('');
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
    </div>
  );
}
