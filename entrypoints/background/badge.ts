import { browser } from 'wxt/browser';

/** Unread hunting matches, over all tabs; and the matches of one tab's page. Both pass 4.5:1 with white text. */
const UNREAD_COLOUR = '#1f5fbf';
const PAGE_COLOUR = '#a8460f';
const ALERT_COLOUR = '#b3261e';

/** At most four characters, as both browsers recommend: 1 to 999, 1k to 9k, 9k+. */
export function formatBadge(count: number): string {
  if (count <= 0) return '';
  if (count < 1000) return String(count);
  return count < 10_000 ? `${Math.floor(count / 1000)}k` : '9k+';
}

/** Both browsers take null as "the text that all tabs show"; the shared types know only strings. */
const FOLLOW_ALL_TABS = null as unknown as string;

export interface BadgeState {
  readonly unread: number;
  /** In words, why nothing can be synced or matched; `undefined` when all is well. */
  readonly alert: string | undefined;
  readonly showNumber: boolean;
}

/** The badge that every tab without matches shows. The title says what the badge says, for screen readers. */
export async function paintBadge(state: BadgeState): Promise<void> {
  const { alert, unread, showNumber } = state;
  const number = showNumber ? formatBadge(unread) : '';
  await browser.action.setBadgeText({ text: alert === undefined ? number : '!' });
  await browser.action.setBadgeBackgroundColor({ color: alert === undefined ? UNREAD_COLOUR : ALERT_COLOUR });
  const detail =
    alert ?? browser.i18n.getMessage(unread === 1 ? 'badgeTitle_one' : 'badgeTitle_other', [String(unread)]);
  await browser.action.setTitle({ title: `Huntlight: ${detail}` });
}

/** The badge of one tab: its page's matches. With none, the tab shows what all tabs show. */
export async function paintTabBadge(tabId: number, matches: number, showNumber: boolean): Promise<void> {
  const text = showNumber ? formatBadge(matches) : '';
  if (matches === 0) {
    await browser.action.setBadgeText({ tabId, text: FOLLOW_ALL_TABS });
    // Chromium takes no null here.
    await browser.action.setTitle({ tabId, title: await browser.action.getTitle({}) });
    return;
  }
  const title = browser.i18n.getMessage(matches === 1 ? 'badgePage_one' : 'badgePage_other', [
    String(matches),
  ]);
  await browser.action.setBadgeText({ tabId, text });
  await browser.action.setBadgeBackgroundColor({ tabId, color: PAGE_COLOUR });
  await browser.action.setTitle({ tabId, title: `Huntlight: ${title}` });
}
