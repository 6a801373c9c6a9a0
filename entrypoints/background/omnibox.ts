import { browser } from 'wxt/browser';
import { t } from '../../components/words/translate.ts';
import { makeVisible, shorten } from '../../utils/export/visible-text.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { lookUp } from './context-menu.ts';
import { readLookUp } from './look-up.ts';
import { openArchive } from './open-desk.ts';

const MOST_SUGGESTIONS = 5;
const LONGEST = 120;

/** The address bar's keyword: an indicator is opened, anything else is searched for. Call in the first turn. */
export function listenForOmnibox(access: ArchiveAccess, onBug: (error: unknown) => void): void {
  const { omnibox } = browser;
  omnibox.setDefaultSuggestion({ description: t('omniboxSearch') });
  omnibox.onInputChanged.addListener((text, suggest) => {
    findRows(access, text)
      .then((rows) => suggest(rows.map(describeRow)))
      .catch(onBug);
  });
  omnibox.onInputEntered.addListener((text) => {
    enter(text).catch(onBug);
  });
}

/** The search box's grammar counts here too, once it says more than words do. */
function enter(text: string): Promise<unknown> {
  const filter = parseFilter(text, 'local');
  const isSearch = filter.ok && filter.value.terms.some(({ key }) => key !== 'text');
  return isSearch ? openArchive(text.trim()) : lookUp(text);
}

async function findRows(access: ArchiveAccess, text: string): Promise<readonly ArchivedNotification[]> {
  const found = readLookUp(text);
  const filter = found.sort === 'indicator' ? text.trim() : found.text;
  const opened = await access.open();
  if (!opened.ok || filter === '' || !parseFilter(filter, 'local').ok) return [];
  const page = await opened.value.archive.listNotifications({
    filter,
    order: 'date-',
    limit: MOST_SUGGESTIONS,
  });
  return page.rows;
}

function describeRow(row: ArchivedNotification) {
  const [key = ''] = row.keys;
  const value = key.slice(key.indexOf(':') + 1);
  const label = row.hunting?.ruleName ?? row.sources[0]?.label ?? '';
  return { content: value, description: escapeMarkup(makeVisible(shorten(`${value}  ${label}`, LONGEST))) };
}

/** Chromium reads suggestions as XML; Firefox shows them as they are. */
function escapeMarkup(text: string): string {
  if (import.meta.env.FIREFOX) return text;
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
