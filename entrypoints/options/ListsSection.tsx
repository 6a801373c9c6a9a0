import { Button } from '../../components/kit/Button.tsx';
import { KeyRows } from '../../components/kit/KeySheet.tsx';
import { LETTERS, type LetterAction, resolveLetters } from '../../components/kit/letters.ts';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { LetterField } from '../../components/settings/LetterField.tsx';
import { Refused, useRefusal } from '../../components/settings/use-refusal.tsx';
import { t } from '../../components/words/translate.ts';
import { listCommandKeys } from '../desk/KeyHelp.tsx';
import { openShortcutSettings, useShortcuts } from '../desk/shortcuts.ts';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

/**
 * How dense lists are, and every key: the browser's shortcuts, which it alone can change, and the letters, each of which
 * can be another or none.
 */
export function ListsSection({ settings, onChange }: SettingsProps) {
  const shortcuts = useShortcuts();
  const letters = resolveLetters(settings.letters);
  const isChanged = LETTERS.some(({ action, letter }) => letters[action] !== letter);
  const change = (action: LetterAction, letter: string) => {
    const { [action]: _, ...others } = settings.letters;
    const own = LETTERS.find((each) => each.action === action)?.letter;
    return onChange({ letters: letter === own ? others : { ...others, [action]: letter } });
  };
  const [reset, refusal] = useRefusal(() => onChange({ letters: {} }));
  return (
    <Section name="lists">
      <ChoiceField
        legend={t('densityLegend')}
        value={settings.density}
        onChange={(density) => onChange({ density })}
        choices={[
          { value: 'compact', label: t('densityCompact'), help: t('densityCompactHelp') },
          { value: 'comfortable', label: t('densityComfortable'), help: t('densityComfortableHelp') },
        ]}
      />
      <div class="setting-group">
        <h3>{t('keysAnywhere')}</h3>
        {shortcuts && <KeyRows rows={listCommandKeys(shortcuts)} />}
        <div class="form-end">
          <Button onClick={openShortcutSettings}>{t('keysChange')}</Button>
        </div>
      </div>
      <div class="setting-group">
        <h3>{t('keysInLists')}</h3>
        <p class="help">{t('lettersHelp')}</p>
        <div class="letters">
          {LETTERS.map(({ action }) => (
            <LetterField
              key={action}
              action={action}
              letters={letters}
              onChange={(letter) => change(action, letter)}
            />
          ))}
        </div>
        {isChanged && (
          <div class="form-end">
            <Button onClick={() => reset(undefined)}>{t('lettersReset')}</Button>
          </div>
        )}
        <Refused refusal={refusal} />
      </div>
    </Section>
  );
}
