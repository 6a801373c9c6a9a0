import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import type { Archive, ArchivePosition } from '../../../utils/store/archive-api.ts';
import { FIRST_WALK_S } from '../../../utils/sync/losses.ts';
import { findStream, OVERLAP_S, parseSyncState, type StreamState } from '../../../utils/sync/state.ts';
import { RETENTION_S, type Upstream } from './upstream.ts';

/** What the run knows beside the world. */
export interface Books {
  /** What reached the archive. */
  readonly stored: Set<string>;
  /** What its user deleted there, or local retention took out: tombstoned. */
  readonly takenOut: Set<string>;
  /** The server's clock when it last answered, ms since the epoch. */
  servedAt?: number | undefined;
  /** The server's time, in seconds, when the first stream page came; rows expired by then were never in reach. */
  connectedAt?: number;
}

/** What was to be deleted in the minutes of a first walk is no loss. */
const findEdge = (connectedAt: number): number => connectedAt - RETENTION_S + FIRST_WALK_S;

const isInside = (date: number, { from, to }: { from?: number; to?: number }) =>
  (from ?? Number.NEGATIVE_INFINITY) <= date && date <= (to ?? Number.POSITIVE_INFINITY);

/**
 * What the progress record claims must be true at every moment: a row in reach that is not in the archive lies in a gap,
 * in what the next poll reads, or in a recorded loss.
 */
export function findFalseClaim(stream: StreamState, upstream: Upstream, books: Books): string | undefined {
  const { connectedAt } = books;
  if (connectedAt === undefined) return undefined;
  const pollFrom = (stream.top?.head ?? Number.NEGATIVE_INFINITY) - OVERLAP_S;
  for (const { notification, isRemoved } of upstream.ledger.values()) {
    const { id, date } = notification;
    if (books.stored.has(id) || isRemoved || date <= findEdge(connectedAt) || date >= pollFrom) continue;
    if (stream.gaps.some((gap) => isInside(date, gap)) || stream.losses.some((loss) => isInside(date, loss)))
      continue;
    return `row ${id} of ${date} is nowhere: ${JSON.stringify(stream)}`;
  }
  return undefined;
}

/** At the end, when everything is calm and walked. */
export async function findFinalFault(
  archive: Archive,
  { upstream, filter, books }: { upstream: Upstream; filter: string; books: Books },
): Promise<string | undefined> {
  const state = parseSyncState(await archive.readSyncState('sync:a'), 0);
  const { gaps, losses } = findStream(state, filter);
  if (gaps.length > 0) return `gaps are left: ${JSON.stringify(gaps)}`;
  const rows = await readAll(archive);
  for (const { context_attributes: row } of upstream.standIn.rows(filter)) {
    const id = row.notification_id;
    const isUnreadable = losses.some(
      (loss) => loss.cause === 'unreadable' && isInside(row.notification_date, loss),
    );
    if (rows.has(id) === books.takenOut.has(id) && !(isUnreadable && !rows.has(id)))
      return `row ${id} of ${row.notification_date} is ${rows.has(id) ? 'back' : 'missing'}`;
  }
  for (const id of rows.keys()) {
    if (!upstream.ledger.has(id)) return `row ${id} is nobody's`;
    if (books.takenOut.has(id)) return `row ${id} is back`;
  }
  // Upstream disappearance deletes nothing here.
  for (const id of books.stored)
    if (!rows.has(id) && !books.takenOut.has(id)) return `row ${id} went by itself`;
  const lost = [...upstream.ledger.values()].find(
    ({ notification: { id, date }, isRemoved }) =>
      !rows.has(id) &&
      !books.takenOut.has(id) &&
      !isRemoved &&
      date > findEdge(books.connectedAt ?? 0) &&
      !losses.some((loss) => isInside(date, loss)),
  );
  return lost && `row ${lost.notification.id} of ${lost.notification.date} was lost in silence`;
}

/** Of rows that were taken out, those that would still be refused. */
export async function countTombstones(archive: Archive): Promise<number> {
  let count = 0;
  for await (const line of archive.exportLines(0)) if (JSON.parse(line).kind === 'tombstone') count++;
  return count;
}

/** Every row by its id, newest first. */
export async function readAll(archive: Archive): Promise<ReadonlyMap<string, ArchivedNotification>> {
  const rows = new Map<string, ArchivedNotification>();
  for (let after: ArchivePosition | undefined; ; ) {
    const page = await archive.listNotifications({
      filter: '',
      order: 'date-',
      limit: 500,
      ...(after && { after }),
    });
    for (const row of page.rows) {
      if (rows.has(row.id)) throw new Error(`row ${row.id} is listed twice`);
      rows.set(row.id, row);
    }
    if (page.next === undefined) return rows;
    after = page.next;
  }
}
