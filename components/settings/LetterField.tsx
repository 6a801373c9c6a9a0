import { useId, useState } from 'preact/hooks';
import { LETTERS, type LetterAction, type Letters } from '../kit/letters.ts';
import { t } from '../words/translate.ts';
import { type OnChange, Refused, useRefusal } from './use-refusal.tsx';

interface LetterFieldProps {
  readonly action: LetterAction;
  readonly letters: Letters;
  readonly onChange: OnChange<string>;
}

/** One character, or none. What another action has already is refused with that action's name. */
export function LetterField({ action, letters, onChange }: LetterFieldProps) {
  const id = useId();
  const [change, refusal] = useRefusal(onChange);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? letters[action];
  const findHolder = (letter: string) =>
    LETTERS.find((each) => each.action !== action && letter !== '' && letters[each.action] === letter);
  const taken = findHolder(shown);
  const label = LETTERS.find((each) => each.action === action)?.label ?? 'keysTitle';
  return (
    <div class="letter-field">
      <label for={id}>{t(label)}</label>
      <input
        type="text"
        id={id}
        value={shown}
        maxLength={1}
        placeholder={t('keyNone')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={taken !== undefined}
        aria-describedby={taken && `${id}-fault`}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onInput={({ currentTarget }) => {
          const letter = currentTarget.value.trim();
          const isFree = findHolder(letter) === undefined;
          setTyped(isFree ? undefined : letter);
          if (isFree) change(letter);
        }}
        onBlur={() => setTyped(undefined)}
      />
      {taken && (
        <p id={`${id}-fault`} class="help fault">
          {t('faultMark')} {t('letterTaken', t(taken.label))}
        </p>
      )}
      <Refused refusal={refusal} />
    </div>
  );
}
