import type { ExportScope } from '../../components/export/export-offer.ts';
import type { Rows } from '../../utils/export/export-pieces.ts';
import type { LookedUpIndicator } from '../../utils/export/looked-up-indicator.ts';
import type { Indicator, IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { Archive, ListQuery } from '../../utils/store/archive-api.ts';

/** A scope with its rows, read anew for each export. */
export type ExportSource = ExportScope & {
  /** English, for the file (a MISP event's info line). */
  readonly title: string;
} & (
    | { readonly of: 'notifications'; readonly read: () => Rows<ArchivedNotification> }
    | { readonly of: 'look-up'; readonly read: () => Rows<LookedUpIndicator> }
  );

/** As many rows as one look into the archive brings. */
const AT_ONCE = 500;
/** So many indicators are summarised together: each is three requests to the database. */
const TOGETHER = 50;

/** All notifications of a filter, oldest first as exports have them, read as they are written. */
export async function* listAll(
  archive: Pick<Archive, 'listNotifications'>,
  query: Pick<ListQuery, 'filter' | 'unreadOnly' | 'pinnedOnly'>,
): AsyncGenerator<ArchivedNotification> {
  let after: ListQuery['after'];
  do {
    const page = await archive.listNotifications({
      ...query,
      order: 'date+',
      limit: AT_ONCE,
      ...(after && { after }),
    });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

/** The notifications of these ids, oldest first; those that are gone by then are left out. */
export async function* readChosen(
  archive: Pick<Archive, 'readNotifications'>,
  ids: ReadonlySet<string>,
): AsyncGenerator<ArchivedNotification> {
  const rows = (await archive.readNotifications([...ids])).filter((row) => row !== undefined);
  yield* rows.sort((a, b) => a.date - b.date);
}

/** A line of "On this page" or of a look-up. */
export interface LookedUpLine extends Indicator {
  readonly key: IndicatorKey;
  readonly state: LookedUpIndicator['state'];
  readonly relation?: LookedUpIndicator['relation'];
}

/** The lines with what the archive knows of each, read as they are written. */
export async function* summariseLines(
  archive: Pick<Archive, 'summarise'>,
  lines: readonly LookedUpLine[],
): AsyncGenerator<LookedUpIndicator> {
  for (let start = 0; start < lines.length; start += TOGETHER) {
    yield* await Promise.all(
      lines.slice(start, start + TOGETHER).map((line) => summariseLine(archive, line)),
    );
  }
}

async function summariseLine(
  archive: Pick<Archive, 'summarise'>,
  { key, kind, value, state, relation }: LookedUpLine,
): Promise<LookedUpIndicator> {
  const indicator = { kind, value };
  if (state === 'none') return { indicator, state };
  const summary = await archive.summarise(relation?.key ?? key);
  return { indicator, state, ...(relation && { relation }), ...(summary && { summary }) };
}
