import { useId, useRef, useState } from 'preact/hooks';
import { IconButton } from '../kit/Button.tsx';
import { Icon } from '../kit/Icon.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { formatNumber, t } from '../words/translate.ts';
import { type Completion, complete, type Vocabulary } from './completion.ts';

interface SearchBoxProps {
  readonly text: string;
  readonly words: Vocabulary;
  readonly now: number;
  /** Id of the line that says what is wrong with `text`; absent while nothing is. */
  readonly faultId: string | undefined;
  readonly onText: (text: string) => void;
  /** The down arrow found nothing to complete: on to the list. */
  readonly onLeave: () => void;
}

/** The one search box, with completion by the ARIA combobox pattern (list, manual selection). */
export function SearchBox({ text, words, now, faultId, onText, onLeave }: SearchBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(-1);
  const { start, end, items } =
    caret === undefined ? { start: 0, end: 0, items: [] } : complete(text, caret, words, now);
  const isOpen = items.length > 0;
  const close = () => {
    setCaret(undefined);
    setChosen(-1);
  };

  const take = (item: Completion) => {
    const isKey = item.key === undefined;
    const before = text.slice(0, start) + item.text + (isKey ? '' : ' ');
    const next = before + text.slice(end).trimStart();
    onText(next);
    // The caret goes behind what was put in, once that is in the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(before.length, before.length));
    setChosen(-1);
    setCaret(isKey ? before.length : undefined);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = readKey(event.key, { isOpen, chosen, count: items.length, hasText: text !== '' });
    if (action === undefined) return;
    event.preventDefault();
    if (typeof action === 'number') setChosen(action);
    else if (action === 'take') take(items[chosen] ?? { text: '', label: '' });
    else if (action === 'close') close();
    else if (action === 'clear') onText('');
    else if (complete(text, readCaret(input.current), words, now).items.length > 0 && text !== '')
      setCaret(readCaret(input.current));
    else onLeave();
  };

  return (
    <div class="search-box">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        value={text}
        placeholder={t('searchPlaceholder')}
        aria-label={t('searchLabel')}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && chosen >= 0 ? `${id}-${chosen}` : undefined}
        aria-invalid={faultId !== undefined}
        aria-describedby={faultId}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={({ currentTarget }) => {
          onText(currentTarget.value);
          setCaret(currentTarget.value === '' ? undefined : readCaret(currentTarget));
          setChosen(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {text !== '' && (
        <IconButton
          icon="close"
          label={t('clearSearch')}
          onClick={() => {
            onText('');
            close();
            input.current?.focus();
          }}
        />
      )}
      <div
        class="completions"
        role="listbox"
        id={`${id}-list`}
        aria-label={t('completions')}
        hidden={!isOpen}
      >
        {items.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's, which keeps the focus
          <div
            key={item.text}
            id={`${id}-${i}`}
            class="completion"
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            // The field would lose its focus, and with it this list.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(item)}
          >
            <span class="completion-label">
              <Untrusted text={item.label} />
            </span>
            <span class="muted">{item.key ?? ''}</span>
            {item.total !== undefined && <span class="count">{formatNumber(item.total)}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

const readCaret = (input: HTMLInputElement | null): number => input?.selectionEnd ?? 0;

interface BoxState {
  readonly isOpen: boolean;
  readonly chosen: number;
  readonly count: number;
  readonly hasText: boolean;
}

/** What a key does: a number chooses that item, -1 none; `undefined`: it is the field's own. */
function readKey(key: string, { isOpen, chosen, count, hasText }: BoxState) {
  switch (key) {
    case 'ArrowDown':
      return isOpen ? ((chosen + 2) % (count + 1)) - 1 : 'open';
    case 'ArrowUp':
      return isOpen ? ((chosen + 1 + count) % (count + 1)) - 1 : undefined;
    case 'Enter':
      return isOpen ? (chosen >= 0 ? 'take' : 'close') : undefined;
    case 'Escape':
      return isOpen ? 'close' : hasText ? 'clear' : undefined;
    default:
      return undefined;
  }
}
