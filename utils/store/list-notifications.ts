import { type Filter, parseFilter } from '../ioc/filter.ts';
import { createFilterTest, findDateBounds } from '../ioc/filter-evaluate.ts';
import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ListPage, ListQuery } from './archive-api.ts';
import { createMergedScan } from './merged-scan.ts';
import { namesEntity, needsCauses, planListing } from './plan-listing.ts';
import {
  createHashSource,
  createIndexSource,
  createTextSource,
  isHashBeginning,
  type RowSource,
} from './row-source.ts';
import type { ArchiveDatabase, ReadTransaction, Totals } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { findTexts, type TextIndex } from './text-index.ts';
import type { ColumnHits } from './text-search.ts';
import { countUnread, readTotals } from './totals.ts';
import { beginRead } from './transactions.ts';

/** Reading so many rows takes no longer than a person notices. */
const FEW_ROWS = 1000;

/** Rows in date order, by key range: the same cost on the first and on the last page, at any size. */
export async function listNotifications(
  database: ArchiveDatabase,
  texts: TextIndex,
  query: ListQuery,
): Promise<ListPage> {
  const readNext = await openListing(database, texts, query);
  const rows: ArchivedNotification[] = [];
  // One more than asked for tells whether there is a next page.
  while (rows.length <= query.limit) {
    const row = await readNext();
    if (row === undefined) break;
    rows.push(row);
  }
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    ...(rows.length > shown.length && last ? { next: { date: last.date, id: last.id } } : {}),
  };
}

/**
 * The rows of `query`, one at a time; `limit` is how many are likely to be read. They come from one transaction, which
 * ends as soon as something else is awaited between two of them.
 */
export async function openListing(
  database: ArchiveDatabase,
  texts: TextIndex,
  query: ListQuery,
): Promise<() => Promise<ArchivedNotification | undefined>> {
  const filter = readFilter(query.filter);
  const totals = await readTotals(database);
  const hits = isTextSearch(filter, query, totals) ? (await texts.search(filter))?.hits : undefined;
  const tx = beginRead(database, ['notifications', 'causes']);
  const { sources, batch } = hits
    ? { sources: createTextSources(tx, filter, hits), batch: query.limit + 1 }
    : await openPlan(tx, filter, query, totals);
  const range = { order: query.order, ...(query.after && { after: query.after }), ...findDateBounds(filter) };
  const readNext = createMergedScan(sources, range, batch);
  const matches = createFilterTest(filter);
  return async () => {
    for (;;) {
      const row = await readNext();
      if (row === undefined) return undefined;
      const notification = readRow(row);
      if (matches(notification) && isWanted(notification, query)) return notification;
    }
  };
}

function isWanted({ read, pinned }: ArchivedNotification, { unreadOnly, pinnedOnly }: ListQuery): boolean {
  return !(unreadOnly && read) && !(pinnedOnly && !pinned);
}

async function openPlan(
  tx: ReadTransaction,
  filter: Filter,
  { unreadOnly = false, pinnedOnly = false, limit }: ListQuery,
  totals: Totals,
): Promise<{ sources: readonly RowSource[]; batch: number }> {
  // Pinned by hand: few.
  if (pinnedOnly)
    return { sources: [createIndexSource(tx, { name: 'byPinned', prefix: [1] })], batch: limit + 1 };
  const causes = needsCauses(filter) ? await tx.objectStore('causes').getAll() : [];
  const { indexes, batch } = planListing(filter, { unreadOnly, limit: limit + 1 }, { causes, totals });
  return { sources: indexes.map((index) => createIndexSource(tx, index)), batch };
}

/** Unless something else leads to few rows, all of which may be read. */
function isTextSearch(filter: Filter, { unreadOnly, pinnedOnly }: ListQuery, totals: Totals): boolean {
  if (pinnedOnly) return false;
  if (findTexts(filter).length === 0 || namesEntity(filter)) return false;
  return unreadOnly !== true || countUnread(totals) > FEW_ROWS;
}

function createTextSources(tx: ReadTransaction, filter: Filter, hits: readonly ColumnHits[]): RowSource[] {
  const hashes = findTexts(filter).filter(isHashBeginning);
  return [createTextSource(tx, hits), ...hashes.map((text) => createHashSource(tx, text))];
}

/** @throws Error: whoever lets a user write a filter parses it first, to show what is wrong with it. */
export function readFilter(text: string): Filter {
  const filter = parseFilter(text, 'local');
  if (!filter.ok) throw new Error(`archive: "${text}": ${filter.error.message}`);
  return filter.value;
}
