import { browser } from 'wxt/browser';
import { COMMANDS, type CommandName } from '../desk/commands.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { openArchive, openPanel } from './open-desk.ts';
import { readSite, setSiteMode } from './site-handlers.ts';
import { readSettingsOrDefaults } from './site-modes.ts';

interface Tab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
}

type Handlers = Readonly<Record<CommandName, (tab: Tab | undefined) => Promise<unknown>>>;

export interface CommandDeps {
  readonly access: ArchiveAccess;
  readonly syncNow: () => Promise<unknown>;
  readonly onPageChanged: (tabId: number) => void;
}

/** A handler for every row of the table of commands; one that is missing does not compile. */
export function createCommandHandlers({ access, syncNow, onPageChanged }: CommandDeps): Handlers {
  return {
    'open-panel': (tab) => openPanel(tab?.windowId),
    'open-list': () => openArchive(),
    'open-options': () => browser.runtime.openOptionsPage(),
    'sync-now': syncNow,
    async 'switch-site'(tab) {
      const tabId = tab?.id ?? (await findActiveTab());
      if (tabId === undefined) return;
      const [{ mode }, { defaultSiteMode }] = await Promise.all([readSite(tabId), readSettingsOrDefaults()]);
      const on = defaultSiteMode === 'off' ? 'highlight' : defaultSiteMode;
      await setSiteMode({ type: 'set-site-mode', tabId, mode: mode === 'off' ? on : 'off', of: 'site' });
      onPageChanged(tabId);
    },
    async 'mark-all-read'() {
      const opened = await access.open();
      if (opened.ok) await opened.value.archive.markAllRead('origin:hunting');
    },
  };
}

/** Call in the first turn. */
export function listenForCommands(handlers: Handlers, onBug: (error: unknown) => void): void {
  browser.commands.onCommand.addListener((name, tab) => {
    const command = COMMANDS.find((known) => known.name === name);
    if (command !== undefined) handlers[command.name](tab).catch(onBug);
  });
}

async function findActiveTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id;
}
