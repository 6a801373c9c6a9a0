import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { plural } from '../../components/words/translate.ts';
import { makeVisible, shorten } from '../../utils/export/visible-text.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { createFilterTest } from '../../utils/ioc/filter-evaluate.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import { createMuteTest } from './mute-test.ts';
import { openArchive } from './open-desk.ts';
import { readSettingsOrDefaults } from './site-modes.ts';

/** Rule name -> new matches of it. */
export type RuleCounts = Readonly<Record<string, number>>;

export interface HuntingNotices {
  /** After a stream page was kept: remembers what of it the user wants to hear of. */
  collect(added: readonly Notification[]): Promise<void>;
  /** After a walk: one notice for all that was collected. `goesOn`: the walk has more to bring within the minute. */
  tell(goesOn: boolean): Promise<void>;
}

/**
 * Collected in memory that outlives the worker, but not the browser: a walk takes several workers, and its notice is one.
 * A notice that is lost with the browser is no loss: the badge counts the rows.
 */
const pending = storage.defineItem<RuleCounts>('session:notice-pending', { fallback: {} });

/** What was told of a walk that goes on: its next notice takes the place of that one, and counts all of it. */
const told = storage.defineItem<RuleCounts>('session:notice-told', { fallback: {} });

const NOTICE_ID = 'new-hunting-matches';

/**
 * One change of these counts at a time: one burst may collect while the one before it tells, and a private window's background
 * does so as well.
 */
const LOCK = 'huntlight-notices';

/** Desktop notifications for new hunting matches: opt-in, one a sync, without buttons (Firefox has none). */
export function createHuntingNotices(): HuntingNotices {
  return {
    async collect(added) {
      const settings = await readSettingsOrDefaults();
      if (!settings.notify.enabled) return;
      const wanted = added.filter(createNoticeTest(settings));
      if (wanted.length > 0) await navigator.locks.request(LOCK, () => addToPending(wanted));
    },
    async tell(goesOn) {
      const counts = await navigator.locks.request(LOCK, () => takePending(goesOn));
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      if (total === 0) return;
      if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
      await browser.notifications.create(NOTICE_ID, {
        type: 'basic',
        iconUrl: browser.runtime.getURL('/icon/128.png'),
        title: plural('noticeTitle', total),
        message: describeRules(counts),
      });
    },
  };
}

async function addToPending(rows: readonly Notification[]): Promise<void> {
  const names = rows.map((row) => row.hunting?.ruleName ?? '');
  await pending.setValue(
    addCounts(
      await pending.getValue(),
      names.map((name) => [name, 1]),
    ),
  );
}

function addCounts(counts: RuleCounts, more: readonly (readonly [string, number])[]): RuleCounts {
  // A map: somebody's rule may be called `constructor`, which every object has.
  const sums = new Map(Object.entries(counts));
  for (const [rule, count] of more) sums.set(rule, (sums.get(rule) ?? 0) + count);
  return Object.fromEntries(sums);
}

/** Before the notice: one that fails is not repeated with every burst. Empty when there is nothing to tell. */
async function takePending(goesOn: boolean): Promise<RuleCounts> {
  const fresh = Object.entries(await pending.getValue());
  const counts = fresh.length === 0 ? {} : addCounts(await told.getValue(), fresh);
  if (fresh.length > 0) await pending.setValue({});
  if (!goesOn) await told.setValue({});
  else if (fresh.length > 0) await told.setValue(counts);
  return counts;
}

/** Hunting matches that the user's filter takes and that are not muted. A filter that cannot be read takes all. */
export function createNoticeTest({ notify, muted }: Pick<Settings, 'notify' | 'muted'>) {
  const filter = parseFilter(notify.filter, 'local');
  const takes = filter.ok ? createFilterTest(filter.value) : () => true;
  const isMuted = createMuteTest(muted);
  return (row: Notification): boolean => row.origin === 'hunting' && !isMuted(row) && takes(row);
}

const MOST_RULES = 3;
const LONGEST_NAME = 60;

/** `heron_loader_config: 9`, the most frequent first. Rule names are someone else's text: one visible line each. */
export function describeRules(counts: RuleCounts): string {
  const rules = Object.entries(counts)
    .filter(([rule]) => rule !== '')
    .toSorted(([, a], [, b]) => b - a);
  const lines = rules
    .slice(0, MOST_RULES)
    .map(([rule, count]) => `${makeVisible(shorten(rule, LONGEST_NAME))}: ${count}`);
  const more = rules.length - lines.length;
  return [...lines, ...(more > 0 ? [plural('noticeMoreRules', more)] : [])].join('\n');
}

let isListening = false;

/** The whole notice leads to the list. Call in the first turn, and again once the permission was granted. */
export function openListOnNotice(): void {
  // Without the permission there is no such API.
  if (isListening || (browser as Partial<typeof browser>).notifications === undefined) return;
  isListening = true;
  browser.notifications.onClicked.addListener((id) => {
    if (id !== NOTICE_ID) return;
    void browser.notifications.clear(id);
    void openArchive('origin:hunting');
  });
}
