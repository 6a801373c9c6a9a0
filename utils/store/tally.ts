import { DAY_MS, SECOND_MS } from '../lang/time.ts';
import { createCauseIdentity } from './causes.ts';
import {
  type Cause,
  type StoredCause,
  type StoredDay,
  type StoredNotification,
  TOTALS_ID,
  type Totals,
  type WriteTransaction,
} from './schema.ts';
import { createEmptyTotals } from './totals.ts';

export const DAY_SECONDS = DAY_MS / SECOND_MS;
const LATEST_REASONS = 20;

/** Days since the epoch of a notification's date. */
export function findDay(dateSeconds: number): number {
  return Math.floor(dateSeconds / DAY_SECONDS);
}

/**
 * The counters of one write: read in its transaction, changed in memory, written back by `flush` in the same
 * transaction, so that rows and counters cannot part. Every row that comes, goes or changes its unread state passes here.
 */
export interface Tally {
  readonly totals: Totals;
  /** The number of a cause, new or known. */
  findCause(cause: Cause): Promise<number>;
  /** A row came (`+1`) or went (`-1`). */
  count(row: StoredNotification, by: 1 | -1): Promise<void>;
  /** A row that stays became unread (`+1`) or read (`-1`). */
  countUnread(row: StoredNotification, by: 1 | -1): Promise<void>;
  /** Items were kept out for these reasons, and others were understood after all. */
  reject(reasons: readonly string[], understood: Understood): void;
  /** Something that is shown changed, though no number did. */
  touch(): void;
  /** Writes what changed; returns whether anything did. */
  flush(): Promise<boolean>;
}

/** Items that were kept out and are rows now. */
export interface Understood {
  readonly items: number;
  /** What no item is kept out for any more. */
  readonly settled: ReadonlySet<string>;
}

export async function openTally(tx: WriteTransaction): Promise<Tally> {
  const totals = (await tx.objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
  const causes = new Map<number, StoredCause>();
  const numbers = new Map<string, number>();
  const days = new Map<number, StoredDay>();
  let changed = false;

  async function readCause(n: number): Promise<StoredCause> {
    const cause = causes.get(n) ?? (await tx.objectStore('causes').get(n));
    if (cause === undefined) throw new Error(`archive: row of unknown cause ${n}`);
    causes.set(n, cause);
    return cause;
  }

  async function findCause(cause: Cause): Promise<number> {
    const identity = createCauseIdentity(cause);
    const seen = numbers.get(identity);
    if (seen !== undefined) return seen;
    const stored = await tx.objectStore('causes').index('byIdentity').get(identity);
    const found = stored ?? { ...cause, n: totals.nextCause++, identity, total: 0, unread: 0 };
    causes.set(found.n, causes.get(found.n) ?? found);
    numbers.set(identity, found.n);
    return found.n;
  }

  async function readDay(row: StoredNotification): Promise<StoredDay> {
    const day = findDay(row.date);
    const found = days.get(day) ?? (await tx.objectStore('days').get(day)) ?? createEmptyDay(day);
    days.set(day, found);
    return found;
  }

  function readOrigin(origin: string): { total: number; unread: number } {
    const found = totals.origins.get(origin) ?? { total: 0, unread: 0 };
    totals.origins.set(origin, found);
    return found;
  }

  async function countUnread(row: StoredNotification, by: 1 | -1): Promise<void> {
    changed = true;
    readOrigin(row.origin).unread += by;
    (await readCause(row.cause)).unread += by;
    const { unread } = await readDay(row);
    if (unread !== undefined) addTo(unread, row.cause, by);
  }

  return {
    totals,
    findCause,
    countUnread,
    touch() {
      changed = true;
    },
    async count(row, by) {
      changed = true;
      readOrigin(row.origin).total += by;
      (await readCause(row.cause)).total += by;
      if (isKnownByUrlIdOnly(row)) totals.urlIdOnly += by;
      addTo((await readDay(row)).causes, row.cause, by);
      if (row.unread !== undefined) await countUnread(row, by);
    },
    reject(reasons, understood) {
      if (reasons.length + understood.items > 0) changed = true;
      totals.rejected += reasons.length - understood.items;
      totals.rejectedReasons = [...reasons, ...totals.rejectedReasons]
        .filter((reason) => !understood.settled.has(reason))
        .slice(0, LATEST_REASONS);
    },
    async flush() {
      if (!changed) return false;
      totals.epoch++;
      await Promise.all([
        tx.objectStore('totals').put(totals),
        ...[...causes.values()].map((cause) => tx.objectStore('causes').put(cause)),
        ...[...days.values()].map((day) => tx.objectStore('days').put(dropEmptyCauses(day))),
      ]);
      return true;
    },
  };
}

export function createEmptyDay(day: number): Required<StoredDay> {
  return { day, causes: new Map(), unread: new Map() };
}

/** `rows` more of a cause; `by`: as in `Tally.count`. */
export function addTo(rows: Map<number, number>, cause: number, by: 1 | -1): void {
  rows.set(cause, (rows.get(cause) ?? 0) + by);
}

function dropEmptyCauses({ day, causes, unread }: StoredDay): StoredDay {
  const drop = (rows: Map<number, number>) => new Map([...rows].filter(([, count]) => count !== 0));
  return { day, causes: drop(causes), ...(unread && { unread: drop(unread) }) };
}

/** Is it a URL whose text VirusTotal did not send? */
export function isKnownByUrlIdOnly(row: StoredNotification): boolean {
  const kinds = row.keyPlaces.map(([key]) => key.slice(0, key.indexOf(':')));
  return kinds.includes('url_id') && !kinds.includes('url');
}
