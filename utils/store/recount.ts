import { createCause, createCauseIdentity } from './causes.ts';
import type { StoredCause, StoredDay, StoredNotification, Totals } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { addTo, createEmptyDay, findDay, isKnownByUrlIdOnly } from './tally.ts';

/** What the counters must say of the rows. */
export interface Recount {
  readonly origins: Totals['origins'];
  readonly urlIdOnly: number;
  readonly causes: ReadonlyMap<number, StoredCause>;
  readonly days: ReadonlyMap<number, Required<StoredDay>>;
}

/** Counts rows one by one: what the counters are held to, and made of again when they are damaged. */
export async function recountRows(batches: AsyncIterable<readonly StoredNotification[]>): Promise<Recount> {
  const origins: Totals['origins'] = new Map();
  const causes = new Map<number, StoredCause>();
  const days = new Map<number, Required<StoredDay>>();
  let urlIdOnly = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      const unread = row.unread === undefined ? 0 : 1;
      const origin = origins.get(row.origin) ?? { total: 0, unread: 0 };
      origins.set(row.origin, { total: origin.total + 1, unread: origin.unread + unread });
      const cause = causes.get(row.cause) ?? describeCause(row);
      causes.set(row.cause, { ...cause, total: cause.total + 1, unread: cause.unread + unread });
      const day = days.get(findDay(row.date)) ?? createEmptyDay(findDay(row.date));
      addTo(day.causes, row.cause, 1);
      if (row.unread !== undefined) addTo(day.unread, row.cause, 1);
      days.set(day.day, day);
      if (isKnownByUrlIdOnly(row)) urlIdOnly++;
    }
  }
  return { origins, urlIdOnly, causes, days };
}

function describeCause(row: StoredNotification): StoredCause {
  const cause = createCause(readRow(row));
  return { ...cause, n: row.cause, identity: createCauseIdentity(cause), total: 0, unread: 0 };
}
