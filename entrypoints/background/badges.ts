import { browser } from 'wxt/browser';
import type { ArchiveAccess } from './archive-access.ts';
import { paintBadge, paintTabBadge } from './badge.ts';
import { hasHostAccess } from './host-access.ts';
import type { PageHandlers } from './page-handlers.ts';
import { readSettingsOrDefaults } from './site-modes.ts';
import type { SyncRunner } from './sync-runner.ts';

export interface Badges {
  /** Unread hunting matches, or `!`: what every tab without matches shows. */
  paintAll(): Promise<void>;
  /** The matches of one tab's page. */
  paintTab(tabId: number): Promise<void>;
}

interface BadgesDeps {
  readonly access: ArchiveAccess;
  readonly pages: PageHandlers;
  readonly sync: SyncRunner;
}

export function createBadges({ access, pages, sync }: BadgesDeps): Badges {
  return {
    async paintAll() {
      const [{ badgeNumber, badgeCounts }, opened, status, hostAccess] = await Promise.all([
        readSettingsOrDefaults(),
        access.open(),
        sync.readStatus(),
        hasHostAccess(),
      ]);
      const unread = opened.ok ? (await opened.value.archive.readCounters()).unreadHunting : 0;
      const alert = findAlert(opened.ok, status.problem?.code, hostAccess);
      await paintBadge({
        unread,
        alert: alert && browser.i18n.getMessage(alert as never),
        showNumber: badgeNumber && badgeCounts !== 'page',
      });
    },
    async paintTab(tabId) {
      const [{ badgeNumber, badgeCounts }, matches] = await Promise.all([
        readSettingsOrDefaults(),
        pages.countMatches(tabId),
      ]);
      await paintTabBadge(tabId, badgeCounts === 'unread' ? 0 : matches, badgeNumber);
    },
  };
}

/** What the user has to mend; passing trouble (offline, quota) is said in the popup only. */
function findAlert(archiveOpens: boolean, problem: string | undefined, hostAccess: boolean) {
  if (!archiveOpens) return 'badgeArchive';
  if (problem === 'unauthorised') return 'badgeKeyRefused';
  if (problem === 'forbidden') return 'badgeForbidden';
  return hostAccess ? undefined : 'badgeNoAccess';
}
