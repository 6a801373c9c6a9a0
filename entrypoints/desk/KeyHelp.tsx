import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { KeySheet } from '../../components/kit/KeySheet.tsx';
import { ROW_KEYS } from '../../components/kit/use-row-keys.ts';
import { type MessageKey, t } from '../../components/words/translate.ts';
import { COMMANDS, OPEN_POPUP } from './commands.ts';

interface ListKey {
  readonly shown: string;
  readonly label: MessageKey;
}

/** `?` opens the sheet of keys, on every screen where nothing is being typed (WCAG 2.1.4: Escape by itself closes it). */
export function KeyHelp({ listKeys = ROW_KEYS }: { readonly listKeys?: readonly ListKey[] }) {
  const [bound, setBound] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    const stop = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      event.preventDefault();
      void browser.commands
        .getAll()
        .then((all) => setBound(new Map(all.map(({ name = '', shortcut = '' }) => [name, shortcut]))));
    };
    document.addEventListener('keydown', onKey, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  if (bound === undefined) return null;
  return (
    <KeySheet
      onChangeKeys={openShortcutSettings}
      onClose={() => setBound(undefined)}
      groups={[
        {
          title: t('keysAnywhere'),
          rows: [OPEN_POPUP, ...COMMANDS].map(({ name, label }) => ({
            label: t(label),
            keys: bound.get(name) ?? '',
          })),
        },
        {
          title: t('keysInLists'),
          rows: [
            ...listKeys.map(({ shown, label }) => ({ label: t(label), keys: shown })),
            { label: t('keysTitle'), keys: '?' },
          ],
        },
      ]}
    />
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea');

/** Firefox has a call of its own; Chromium has a page, which an extension may open. */
function openShortcutSettings(): void {
  const { openShortcutSettings: open } = browser.commands as { openShortcutSettings?: () => Promise<void> };
  if (open) void open();
  else void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
