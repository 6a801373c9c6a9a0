import { browser } from 'wxt/browser';
import { findFault } from '../../components/sync/sync-words.ts';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { paintBadge, paintTabBadge, whileOpen } from './badge.ts';
import { hasHostAccess } from './host-access.ts';
import type { PageHandlers } from './page-handlers.ts';
import { readSite } from './site-handlers.ts';
import { readSettingsOrDefaults } from './site-modes.ts';
import type { SyncRunner } from './sync-runner.ts';
import { paintIcon, shapeOf } from './toolbar-icon.ts';

export interface Badges {
  /** Unread hunting matches, or `!`: what every tab without matches shows. */
  paintAll(): Promise<void>;
  /** The matches of one tab's page, and the icon's shape. */
  paintTab(tabId: number): Promise<void>;
  /** The icon's shape alone, which takes no question to the page. `isLoading`: as `paintIcon` has it. */
  paintShape(tabId: number, isLoading?: boolean): Promise<void>;
  /** The same for every tab: sites were switched, or access to them. */
  paintShapes(): Promise<void>;
}

interface BadgesDeps {
  readonly access: ArchiveAccess;
  readonly pages: PageHandlers;
  readonly sync: SyncRunner;
}

export function createBadges({ access, pages, sync }: BadgesDeps): Badges {
  const paintShape = (tabId: number, isLoading = false) =>
    whileOpen(async () => paintIcon(shapeOf(await readSite(tabId)), tabId, isLoading));
  return {
    async paintAll() {
      const [{ badgeNumber, badgeCounts, defaultSiteMode }, opened, status, hostAccess] = await Promise.all([
        readSettingsOrDefaults(),
        access.open(),
        sync.readStatus(),
        hasHostAccess(),
      ]);
      const unread = opened.ok ? (await opened.value.archive.readCounters()).unreadHunting : 0;
      const repainted = await paintBadge({
        unread,
        alert: findAlert(opened.ok ? undefined : opened.error, status, hostAccess),
        showNumber: badgeNumber && badgeCounts !== 'page',
      });
      // A tab that is off says so in its title, which was just painted over.
      await Promise.all(repainted.map((tabId) => paintShape(tabId)));
      await paintIcon(shapeOf({ mode: defaultSiteMode, ...(!hostAccess && { fault: 'no-access' }) }));
    },
    async paintTab(tabId) {
      const [{ badgeNumber, badgeCounts }, matches] = await Promise.all([
        readSettingsOrDefaults(),
        pages.countMatches(tabId),
      ]);
      await whileOpen(() => paintTabBadge(tabId, badgeCounts === 'unread' ? 0 : matches, badgeNumber));
      await paintShape(tabId);
    },
    paintShape,
    async paintShapes() {
      const tabs = await browser.tabs.query({});
      await Promise.all(tabs.map(async ({ id }) => id !== undefined && paintShape(id)));
    },
  };
}

/**
 * What the user has to mend, in the words that it has on every screen; passing trouble (offline, quota) is said in the
 * popup only. The gravest first, as there.
 */
function findAlert(
  archive: ArchiveProblem | undefined,
  sync: SyncStatus,
  hostAccess: boolean,
): string | undefined {
  const problem = archive === undefined ? findFault(sync) : archiveProblem(archive);
  if (problem !== undefined) return t(PROBLEM_WORDS[problem.code].title);
  return hostAccess ? undefined : t('hostAccessTitle');
}
