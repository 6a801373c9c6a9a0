import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

/** Command -> the key that the browser raises it with, as the browser writes it; '' for none. */
export type Shortcuts = ReadonlyMap<string, string>;

export async function readShortcuts(): Promise<Shortcuts> {
  return new Map((await browser.commands.getAll()).map(({ name = '', shortcut = '' }) => [name, shortcut]));
}

/** `undefined` until the browser has answered. Read again when the page is shown: they are changed on another one. */
export function useShortcuts(): Shortcuts | undefined {
  const [shortcuts, setShortcuts] = useState<Shortcuts>();
  useEffect(() => {
    const stop = new AbortController();
    const read = () => void readShortcuts().then(setShortcuts);
    read();
    document.addEventListener('visibilitychange', read, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return shortcuts;
}

/** Firefox has a call of its own; Chromium has a page, which an extension may open. */
export function openShortcutSettings(): void {
  const { openShortcutSettings: open } = browser.commands as { openShortcutSettings?: () => Promise<void> };
  if (open) void open();
  else void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
