/** The days of an outline that the counters answer: no row is looked at before its day comes into view. */
import type { DayCauses, OutlineDays } from './outline-days.ts';
import type { ArchiveDatabase, ReadTransaction, StoredDay } from './schema.ts';
import { collectUnread, readCause, readSpan, readUnread, type Span } from './span-ids.ts';
import { findDay } from './tally.ts';
import { beginRead } from './transactions.ts';

type IsWanted = (cause: number) => boolean;

/** The rows of the causes that `isWanted`: counted already; read by the cause's own index. */
export async function createCauseDays(database: ArchiveDatabase, isWanted: IsWanted): Promise<OutlineDays> {
  const stored = await beginRead(database, ['days']).objectStore('days').getAll();
  return {
    days: stored.map(({ day, causes }) => ({ day, causes: keepWanted(causes, isWanted) })),
    exact: true,
    async countSpan(span) {
      const { tx, wanted } = await openDay(database, span, ({ causes }) => causes, isWanted);
      return countEach(wanted, async (n) => (await readCause(tx, n, span)).length);
    },
    async readIds(span) {
      const { tx, present, wanted } = await openDay(database, span, ({ causes }) => causes, isWanted);
      const [only] = wanted;
      if (only === undefined) return [];
      if (wanted.length === 1) return readCause(tx, only, span);
      const ids = await readSpan(tx, span);
      return wanted.length === present.length ? ids : keepOf(tx, ids, wanted, span);
    },
  };
}

/**
 * The unread rows of the causes that `isWanted`, likewise; the ids of a span stay as they were first read, for what is read
 * meanwhile stays among the unread. `undefined` while a day's are not counted. `origins`: those of the archive.
 */
export async function createUnreadCauseDays(
  database: ArchiveDatabase,
  isWanted: IsWanted,
  origins: readonly string[],
): Promise<OutlineDays | undefined> {
  const stored = await beginRead(database, ['days']).objectStore('days').getAll();
  const days: DayCauses[] = [];
  for (const { day, unread } of stored) {
    if (unread === undefined) return undefined;
    days.push({ day, causes: keepWanted(unread, isWanted) });
  }
  const open = (span: Span) => openDay(database, span, ({ unread }) => unread ?? new Map(), isWanted);
  const known = new Map<string, Promise<readonly string[]>>();

  async function readIds(span: Span): Promise<readonly string[]> {
    const { tx, present, wanted } = await open(span);
    if (wanted.length === 0) return [];
    const ids = await readUnread(tx, origins, span);
    return wanted.length === present.length ? ids : keepOf(tx, ids, wanted, span);
  }

  return {
    days,
    exact: true,
    async countSpan(span) {
      const { tx, wanted } = await open(span);
      const unread = new Set(await collectUnread(tx, origins, span));
      return countEach(
        wanted,
        async (n) => (await readCause(tx, n, span)).filter((id) => unread.has(id)).length,
      );
    },
    readIds(span) {
      const name = `${span.from} ${span.to}`;
      const reading = known.get(name) ?? readIds(span);
      known.set(name, reading);
      // What could not be read is asked for again.
      reading.catch(() => known.delete(name));
      return reading;
    },
  };
}

const keepWanted = (causes: ReadonlyMap<number, number>, isWanted: IsWanted) =>
  new Map([...causes].filter(([n]) => isWanted(n)));

async function countEach(causes: readonly number[], count: (cause: number) => Promise<number>) {
  return new Map(await Promise.all(causes.map(async (n) => [n, await count(n)] as const)));
}

/** The causes that `count` finds rows of on the day of `span`, and those of them that are wanted. */
async function openDay(
  database: ArchiveDatabase,
  span: Span,
  count: (day: StoredDay) => ReadonlyMap<number, number>,
  isWanted: IsWanted,
) {
  const tx = beginRead(database, ['notifications', 'days']);
  const day = await tx.objectStore('days').get(findDay(span.from));
  const present = day === undefined ? [] : [...count(day).keys()];
  return { tx, present, wanted: present.filter(isWanted) };
}

/** Those of `ids` that some causes raised. */
async function keepOf(
  tx: ReadTransaction,
  ids: readonly string[],
  causes: readonly number[],
  span: Span,
): Promise<readonly string[]> {
  const found = new Set((await Promise.all(causes.map((n) => readCause(tx, n, span)))).flat());
  return ids.filter((id) => found.has(id));
}
