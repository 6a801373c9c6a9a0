import type { MessageKey } from '../../components/words/translate.ts';

interface Command {
  readonly name: string;
  /** What it does, in the browser's own list of shortcuts and in the sheet of keys. */
  readonly label: MessageKey;
  /** Suggested to the browser; the user can change every one. */
  readonly key?: string;
}

/**
 * Everything frequent that can have a key of its own. One table for the manifest (wxt.config.ts), the handlers
 * (background/command-handlers.ts) and the sheet of keys. Browsers suggest four at most; more would take keys from
 * others.
 */
export const COMMANDS = [
  { name: 'open-panel', label: 'commandPanel', key: 'Alt+Shift+L' },
  { name: 'switch-site', label: 'commandSite', key: 'Alt+Shift+S' },
  { name: 'open-list', label: 'commandList' },
  { name: 'sync-now', label: 'commandSync' },
  { name: 'mark-all-read', label: 'commandMarkRead' },
  { name: 'open-options', label: 'commandOptions' },
] as const satisfies readonly Command[];

export type CommandName = (typeof COMMANDS)[number]['name'];

/** The browser's own name for "press the toolbar button". */
export const OPEN_POPUP = {
  name: '_execute_action',
  label: 'commandPopup',
  key: 'Alt+Shift+H',
} as const satisfies Command;

/** The manifest's `commands`. */
export function createManifestCommands() {
  const all: readonly Command[] = [OPEN_POPUP, ...COMMANDS];
  return Object.fromEntries(
    all.map(({ name, label, key }) => [
      name,
      { description: `__MSG_${label}__`, ...(key && { suggested_key: { default: key } }) },
    ]),
  );
}
