import { createCause, createCauseIdentity } from './causes.ts';
import { readAllRows } from './rebuild-indexes.ts';
import type { ArchiveDatabase, StoredCause, StoredDay, Totals } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { findDay, isKnownByUrlIdOnly } from './tally.ts';
import { createEmptyTotals } from './totals.ts';
import { beginRead } from './transactions.ts';

const BATCH = 1000;

/** What the counters must say. */
export interface Recount {
  readonly totals: Pick<Totals, 'origins' | 'urlIdOnly' | 'tombstones'>;
  readonly causes: ReadonlyMap<number, StoredCause>;
  readonly days: ReadonlyMap<number, StoredDay>;
}

/** Counts every row: what the counters are held to, and made of again when they are damaged. */
export async function recountArchive(database: ArchiveDatabase): Promise<Recount> {
  const { origins } = createEmptyTotals();
  const causes = new Map<number, StoredCause>();
  const days = new Map<number, StoredDay>();
  let urlIdOnly = 0;
  for await (const rows of readAllRows(database, BATCH)) {
    for (const row of rows) {
      const unread = row.unread === undefined ? 0 : 1;
      const origin = origins.get(row.origin) ?? { total: 0, unread: 0 };
      origins.set(row.origin, { total: origin.total + 1, unread: origin.unread + unread });
      const cause = causes.get(row.cause) ?? describeCause(row);
      causes.set(row.cause, { ...cause, total: cause.total + 1, unread: cause.unread + unread });
      const day = days.get(findDay(row.date)) ?? {
        day: findDay(row.date),
        causes: new Map<number, number>(),
      };
      day.causes.set(row.cause, (day.causes.get(row.cause) ?? 0) + 1);
      days.set(day.day, day);
      if (isKnownByUrlIdOnly(row)) urlIdOnly++;
    }
  }
  const tombstones = await beginRead(database, ['tombstones']).objectStore('tombstones').count();
  return { totals: { origins, urlIdOnly, tombstones }, causes, days };
}

function describeCause(row: Parameters<typeof readRow>[0]): StoredCause {
  const cause = createCause(readRow(row));
  return { ...cause, n: row.cause, identity: createCauseIdentity(cause), total: 0, unread: 0 };
}
