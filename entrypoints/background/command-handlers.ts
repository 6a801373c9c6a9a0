import { browser } from 'wxt/browser';
import type { Clock } from '../../utils/lang/time.ts';
import { COMMANDS, type CommandName } from '../desk/commands.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { openArchive, openPanel } from './open-desk.ts';
import { tryWrite } from './problems.ts';
import { readSite, setSiteMode } from './site-handlers.ts';
import { readSettingsOrDefaults } from './site-modes.ts';
import { stayAwake } from './turn.ts';

interface Tab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
}

type Handlers = Readonly<Record<CommandName, (tab: Tab | undefined) => Promise<unknown>>>;

export interface CommandDeps {
  readonly access: ArchiveAccess;
  readonly syncNow: () => Promise<unknown>;
  readonly onPageChanged: (tabId: number) => void;
  readonly clock: Clock;
}

/** A handler for every row of the table of commands; one that is missing does not compile. */
export function createCommandHandlers({ access, syncNow, onPageChanged, clock }: CommandDeps): Handlers {
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
      const chosen = mode === 'off' ? on : 'off';
      const site = await setSiteMode({ type: 'set-site-mode', tabId, mode: chosen, of: 'site' });
      onPageChanged(tabId);
      if (site.fault !== undefined || site.unsaved !== undefined) await sayWhy();
    },
    async 'mark-all-read'() {
      const opened = await access.open();
      const marked = opened.ok
        ? await tryWrite(() => opened.value.archive.markAllRead('origin:hunting', stayAwake(clock)))
        : opened;
      if (!marked.ok) await sayWhy();
    },
  };
}

/**
 * A shortcut has no place to speak in: where it did not do what it is for, the popup opens, which says in words what holds
 * for the page and what is wrong with the archive. In options where the browser opens no popup.
 */
async function sayWhy(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await browser.runtime.openOptionsPage();
  }
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
