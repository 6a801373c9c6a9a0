import { type ReadonlySignal, signal } from '@preact/signals';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { groupNotifications, type NotificationGroup } from './group-notifications.ts';

/** A place in the archive's order: UTC seconds, then notification id. */
interface Position {
  readonly date: number;
  readonly id: string;
}

interface FeedPage {
  readonly rows: readonly ArchivedNotification[];
  /** Absent at the end. */
  readonly next?: Position;
}

/** Reads the next rows, newest first, exclusive of `after`. Rejects when the archive cannot be read. */
export type ReadFeedPage = (query: {
  readonly unreadOnly: boolean;
  readonly after?: Position;
}) => Promise<FeedPage>;

/** Rows that arrived together. They stay as they are: later ones go below, so nothing moves while it is read. */
export interface FeedBatch {
  readonly unread: boolean;
  readonly groups: readonly NotificationGroup[];
}

export interface FeedState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly batches: readonly FeedBatch[];
  /** Every row is shown. */
  readonly complete: boolean;
  /** Every unread row is shown, but for those that wait. */
  readonly unreadComplete: boolean;
  /**
   * Unread rows that came after the list was read and that it does not get to further down; shown when the user asks for
   * them. `more`: at least so many.
   */
  readonly waiting: { readonly rows: number; readonly more: boolean };
}

export interface Feed {
  readonly state: ReadonlySignal<FeedState>;
  /** Reads from the top. Also the way to try again after a failure, and to let waiting rows in. */
  start(): Promise<void>;
  /** Appends the next batch; does nothing while one is on its way. */
  readMore(): Promise<void>;
  /** After the archive changed: counts what waits. An empty list has nothing to disturb and reads again. */
  lookForNew(): Promise<void>;
}

const NOTHING_WAITS = { rows: 0, more: false };
const EMPTY: FeedState = {
  phase: 'loading',
  batches: [],
  complete: false,
  unreadComplete: false,
  waiting: NOTHING_WAITS,
};

/**
 * Unread rows first (all of them, in as many batches as it takes), then the others. What was unread when it was read
 * stays among the unread, so that marking rows as read does not move them.
 */
export function createFeed(readPage: ReadFeedPage): Feed {
  const state = signal<FeedState>(EMPTY);
  let walk = createWalk(readPage);
  let reading = false;

  async function append(restart: boolean): Promise<void> {
    const mine = walk;
    if (reading || mine.complete) return;
    reading = true;
    const outcome = await mine.readBatch().catch(() => 'failed' as const);
    // A restart overtook this read.
    if (mine !== walk) return;
    reading = false;
    if (outcome === 'failed') {
      state.value = { ...state.value, phase: 'failed' };
      return;
    }
    const before = restart ? [] : state.value.batches;
    state.value = {
      phase: 'ready',
      batches: outcome === undefined ? before : [...before, outcome],
      complete: mine.complete,
      unreadComplete: mine.unreadComplete,
      waiting: restart ? NOTHING_WAITS : state.value.waiting,
    };
    if (mine.takeNews()) await lookForNew();
  }

  function start(): Promise<void> {
    walk = createWalk(readPage);
    reading = false;
    return append(true);
  }

  async function lookForNew(): Promise<void> {
    if (state.value.phase === 'loading') return;
    if (state.value.batches.length === 0) return start();
    const mine = walk;
    const page = await readPage({ unreadOnly: true }).catch(() => 'failed' as const);
    if (mine !== walk) return;
    if (page === 'failed') {
      state.value = { ...state.value, phase: 'failed' };
      return;
    }
    const rows = page.rows.filter((row) => !mine.shown.has(row.id) && !mine.willReach(row)).length;
    const more = rows === page.rows.length && page.next !== undefined;
    state.value = { ...state.value, waiting: { rows, more } };
  }

  return { state, start, readMore: () => append(false), lookForNew };
}

/** One pass over the archive: unread rows, then all rows but those shown already. */
function createWalk(readPage: ReadFeedPage) {
  const shown = new Set<string>();
  let unreadOnly = true;
  let after: Position | undefined;
  let newestUnread: Position | undefined;
  let hasMetNews = false;
  /** Unread, and above all that was unread when the walk began: it came since, and is no earlier one. */
  const isNews = (row: ArchivedNotification): boolean =>
    !row.read && (newestUnread === undefined || isBelow(newestUnread, row));
  const walk = {
    shown: shown as ReadonlySet<string>,
    complete: false,
    unreadComplete: false,

    /** Further down among the unread rows that are still to come: it has not been shown, but is not new either. */
    willReach: (row: Position): boolean => unreadOnly && (after === undefined || isBelow(row, after)),

    /** Has it left out rows that came since it began? Told once. */
    takeNews(): boolean {
      const hasMet = hasMetNews;
      hasMetNews = false;
      return hasMet;
    },

    /** The next rows with something new among them; `undefined` at the end. */
    async readBatch(): Promise<FeedBatch | undefined> {
      while (!walk.complete) {
        const unread = unreadOnly;
        const page = await readPage({ unreadOnly, ...(after && { after }) });
        after = page.next;
        if (unread) newestUnread ??= page.rows[0];
        if (page.next === undefined) {
          walk.complete = !unread;
          unreadOnly = false;
          walk.unreadComplete = true;
        }
        const unshown = page.rows.filter(({ id }) => !shown.has(id));
        const rows = unread ? unshown : unshown.filter((row) => !isNews(row));
        hasMetNews ||= rows.length < unshown.length;
        for (const { id } of rows) shown.add(id);
        if (rows.length > 0) return { unread, groups: groupNotifications(rows) };
      }
      return undefined;
    },
  };
  return walk;
}

/** Further down the list, which is newest first. */
const isBelow = (row: Position, place: Position): boolean =>
  row.date === place.date ? row.id < place.id : row.date < place.date;
