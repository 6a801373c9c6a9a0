import { useEffect, useState } from 'preact/hooks';
import { KeySheet } from '../../components/kit/KeySheet.tsx';
import { findAction, type ListKey, showKeys, useLetters } from '../../components/kit/letters.ts';
import { ROW_KEYS } from '../../components/kit/use-row-keys.ts';
import { t } from '../../components/words/translate.ts';
import { openOptions } from './browser-actions.ts';
import { COMMANDS, OPEN_POPUP } from './commands.ts';
import { openShortcutSettings, readShortcuts, type Shortcuts } from './shortcuts.ts';

/** The sheet of keys, which a letter (`?`) opens on every screen where nothing is being typed; Escape closes it. */
export function KeyHelp({ listKeys = ROW_KEYS }: { readonly listKeys?: readonly ListKey[] }) {
  const [shortcuts, setShortcuts] = useState<Shortcuts>();
  const letters = useLetters();
  useEffect(() => {
    const stop = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (findAction(letters, event) !== 'help' || isTyping(event.target)) return;
      event.preventDefault();
      void readShortcuts().then(setShortcuts);
    };
    document.addEventListener('keydown', onKey, { signal: stop.signal });
    return () => stop.abort();
  }, [letters]);
  if (shortcuts === undefined) return null;
  const ownKeys: readonly ListKey[] = [...listKeys, { label: 'keysTitle', letters: ['help'] }];
  return (
    <KeySheet
      onChangeKeys={openShortcutSettings}
      onChangeLetters={openOptions}
      onClose={() => setShortcuts(undefined)}
      groups={[
        { title: t('keysAnywhere'), rows: listCommandKeys(shortcuts) },
        {
          title: t('keysInLists'),
          rows: ownKeys.map((key) => ({ label: t(key.label), keys: showKeys(key, letters) })),
        },
      ]}
    />
  );
}

export const listCommandKeys = (shortcuts: Shortcuts) =>
  [OPEN_POPUP, ...COMMANDS].map(({ name, label }) => ({ label: t(label), keys: shortcuts.get(name) ?? '' }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea');
