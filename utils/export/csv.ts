import { guiLink } from '../ioc/gui-link.ts';
import { parseKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, Entity, NotificationSource } from '../ioc/notification.ts';
import { type CsvValue, toCsvLine } from './csv-line.ts';
import { nameCause } from './describe.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { readKnown } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import { formatUtc } from './utc-time.ts';

type Column<Row> = readonly [name: string, read: (row: Row) => CsvValue];

// Columns and their order are a contract (docs/export.md): new ones go to the end.

const NOTIFICATION_COLUMNS: readonly Column<ArchivedNotification>[] = [
  ['notification_id', ({ id }) => id],
  ['date', ({ date }) => formatUtc(date)],
  ['origin', ({ origin }) => origin],
  ['indicator', (row) => readKnown(row)?.main.value],
  ['indicator_kind', (row) => readKnown(row)?.main.kind],
  ['rule', ({ hunting }) => hunting?.ruleName],
  ['rule_tags', ({ hunting }) => joinList(hunting?.ruleTags)],
  ['tags', ({ tags }) => joinList(tags)],
  ['source_type', ({ sources }) => joinSources(sources, ({ type }) => type)],
  ['source_id', ({ sources }) => joinSources(sources, ({ id }) => id)],
  ['source_label', ({ sources }) => joinSources(sources, ({ label }) => label ?? '')],
  ['match_source', ({ hunting }) => hunting?.matchSource],
  ['match_in_subfile', ({ hunting }) => hunting?.matchInSubfile],
  ['source_country', ({ hunting }) => hunting?.sourceCountry],
  ['source_key', ({ hunting }) => hunting?.sourceKey],
  ...createEntityColumns<ArchivedNotification>(({ entity }) => entity),
  ['read', ({ read }) => read],
  ['pinned', ({ pinned }) => pinned],
  ['stored_at', ({ storedAt }) => formatUtc(storedAt / 1000)],
];

const LOOK_UP_COLUMNS: readonly Column<LookedUpIndicator>[] = [
  ['indicator', ({ indicator }) => indicator.value],
  ['indicator_kind', ({ indicator }) => indicator.kind],
  ['state', ({ state }) => state],
  ['relation', ({ relation }) => relation?.how],
  ['related_to', ({ relation }) => relation && parseKey(relation.key)?.value],
  ['notifications', ({ summary }) => summary?.notifications],
  ['unread', ({ summary }) => summary?.unread],
  ['first_date', ({ summary }) => summary && formatUtc(summary.firstDate)],
  ['last_date', ({ summary }) => summary && formatUtc(summary.lastDate)],
  ['last_cause', ({ summary }) => summary?.latest[0] && nameCause(summary.latest[0])],
  ...createEntityColumns<LookedUpIndicator>(({ summary }) => summary?.entity),
];

function createEntityColumns<Row>(readEntity: (row: Row) => Entity | undefined): readonly Column<Row>[] {
  return [
    ['entity_type', (row) => readEntity(row)?.type],
    ['entity_id', (row) => readEntity(row)?.id],
    ['md5', (row) => readEntity(row)?.md5],
    ['sha1', (row) => readEntity(row)?.sha1],
    ['sha256', (row) => readEntity(row)?.sha256],
    ['url', (row) => readEntity(row)?.url],
    ['meaningful_name', (row) => readEntity(row)?.meaningfulName],
    ['names', (row) => joinList(readEntity(row)?.names)],
    ['type_description', (row) => readEntity(row)?.typeDescription],
    ['size', (row) => readEntity(row)?.size],
    ['malicious', (row) => readEntity(row)?.stats?.malicious],
    ['suspicious', (row) => readEntity(row)?.stats?.suspicious],
    ['undetected', (row) => readEntity(row)?.stats?.undetected],
    ['harmless', (row) => readEntity(row)?.stats?.harmless],
    ['note', (row) => readEntity(row)?.note],
    ['virustotal_link', (row) => linkOf(readEntity(row))],
  ];
}

/** One line per notification. The snippet is in JSON only: a hexdump has no place in a cell. */
export function exportNotificationsCsv(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeTable(rows, NOTIFICATION_COLUMNS);
}

/** One line per looked-up indicator, in the order given, whatever its state. */
export function exportLookUpCsv(rows: Rows<LookedUpIndicator>): ExportPieces {
  return writeTable(rows, LOOK_UP_COLUMNS);
}

async function* writeTable<Row>(rows: Rows<Row>, columns: readonly Column<Row>[]): ExportPieces {
  let written = 0;
  yield toCsvLine(columns.map(([name]) => name));
  for await (const row of rows) {
    yield toCsvLine(columns.map(([, read]) => read(row)));
    written += 1;
  }
  return { written, leftOut: 0 };
}

/** ` | ` between the items: neither comma nor semicolon, which spreadsheets take for a new cell. */
const joinList = (items: readonly string[] | undefined) => items?.join(' | ');

const joinSources = (sources: readonly NotificationSource[], read: (source: NotificationSource) => string) =>
  joinList(sources.map(read));

const linkOf = (entity: Entity | undefined) => entity && guiLink(entity);
