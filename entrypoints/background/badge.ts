import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';

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

/**
 * Tabs that show what all tabs show. Their text follows by itself; Chromium takes no null for a title or a colour, so
 * theirs are copies, to be made again whenever the original changes. One that is closed, or shows another page with
 * nothing of its own, does no harm here.
 */
const followers = storage.defineItem<readonly number[]>('session:badge-followers', { fallback: [] });

/** A tab that was counted meanwhile must not be painted as one without matches. */
const LOCK = 'huntlight-badge';

export interface BadgeState {
  readonly unread: number;
  /** In words, why nothing can be synced or matched; `undefined` when all is well. */
  readonly alert: string | undefined;
  readonly showNumber: boolean;
}

interface Look {
  readonly title: string;
  readonly color: string;
}

/**
 * The badge that every tab without matches shows. The title says what the badge says, for screen readers. Answers which
 * tabs were given it as their own.
 */
export function paintBadge({ alert, unread, showNumber }: BadgeState): Promise<readonly number[]> {
  const number = showNumber ? formatBadge(unread) : '';
  const detail =
    alert ?? browser.i18n.getMessage(unread === 1 ? 'badgeTitle_one' : 'badgeTitle_other', [String(unread)]);
  const look: Look = {
    title: `Huntlight: ${detail}`,
    color: alert === undefined ? UNREAD_COLOUR : ALERT_COLOUR,
  };
  return navigator.locks.request(LOCK, async () => {
    // First, so that a worker that dies on the way leaves the old title, and with it a reason to paint them again.
    const repainted = (await isShown(look)) ? [] : await paintFollowers(look);
    await browser.action.setBadgeText({ text: alert === undefined ? number : '!' });
    await browser.action.setBadgeBackgroundColor({ color: look.color });
    await browser.action.setTitle({ title: look.title });
    return repainted;
  });
}

/**
 * The badge of one tab: its page's matches. With none, the tab shows what all tabs show; without numbers it does so too, or
 * the `!` could not be seen there, and only its title counts.
 */
export function paintTabBadge(tabId: number, matches: number, showNumber: boolean): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const title = writePageTitle(matches);
    const others = (await followers.getValue()).filter((id) => id !== tabId);
    if (title === undefined || !showNumber) {
      await followers.setValue([...others, tabId]);
      const isAlert = (await browser.action.getBadgeText({})) === '!';
      await browser.action.setBadgeText({ tabId, text: FOLLOW_ALL_TABS });
      await browser.action.setBadgeBackgroundColor({
        tabId,
        color: await browser.action.getBadgeBackgroundColor({}),
      });
      await browser.action.setTitle({
        tabId,
        title: title === undefined || isAlert ? await browser.action.getTitle({}) : title,
      });
      return;
    }
    await followers.setValue(others);
    await browser.action.setBadgeText({ tabId, text: formatBadge(matches) });
    await browser.action.setBadgeBackgroundColor({ tabId, color: PAGE_COLOUR });
    await browser.action.setTitle({ tabId, title });
  });
}

function writePageTitle(matches: number): string | undefined {
  if (matches === 0) return undefined;
  const name = matches === 1 ? 'badgePage_one' : 'badgePage_other';
  return `Huntlight: ${browser.i18n.getMessage(name, [String(matches)])}`;
}

/** Alert and number differ in their words, so that a title names its colour. */
const isShown = async ({ title }: Look): Promise<boolean> => (await browser.action.getTitle({})) === title;

async function paintFollowers({ title, color }: Look): Promise<readonly number[]> {
  const open = new Set((await browser.tabs.query({})).map(({ id }) => id));
  const tabIds = (await followers.getValue()).filter((tabId) => open.has(tabId));
  await followers.setValue(tabIds);
  for (const tabId of tabIds) {
    await whileOpen(async () => {
      await browser.action.setBadgeBackgroundColor({ tabId, color });
      await browser.action.setTitle({ tabId, title });
    });
  }
  return tabIds;
}

/** A tab that was closed meanwhile has no button to paint. */
export async function whileOpen(paint: () => Promise<void>): Promise<void> {
  try {
    await paint();
  } catch (error) {
    if (!/no tab with id|invalid tab id/i.test(String(error))) throw error;
  }
}
