import { guiLink } from '../ioc/gui-link.ts';
import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, Entity } from '../ioc/notification.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import { formatUtc } from './utc-time.ts';
import { toJsonText } from './visible-text.ts';

/** Of the two shapes of docs/export.md. Goes up when a member changes its meaning or goes away; new members leave it. */
const SHAPE_VERSION = 1;

/** All that the archive holds of each notification, one per line. `exportedAt`: ms since the epoch. */
export function exportNotificationsJson(rows: Rows<ArchivedNotification>, exportedAt: number): ExportPieces {
  return writeDocument('huntlight-notifications', 'notifications', exportedAt, rows, shapeNotification);
}

/** What was looked up and what the archive answered, one indicator per line. `exportedAt`: ms since the epoch. */
export function exportLookUpJson(rows: Rows<LookedUpIndicator>, exportedAt: number): ExportPieces {
  return writeDocument('huntlight-look-up', 'indicators', exportedAt, rows, shapeLookedUp);
}

async function* writeDocument<Row>(
  format: string,
  member: string,
  exportedAt: number,
  rows: Rows<Row>,
  shape: (row: Row) => object,
): ExportPieces {
  let written = 0;
  const head = { format, version: SHAPE_VERSION, exportedAt: formatUtc(exportedAt / 1000) };
  yield `${toJsonText(head).slice(0, -1)},"${member}":[`;
  for await (const row of rows) {
    yield `${written === 0 ? '\n' : ',\n'}${toJsonText(shape(row))}`;
    written += 1;
  }
  yield '\n]}\n';
  return { written, leftOut: 0 };
}

// Every member is named here, none is spread in: a field that is added to a record later is not exported by accident.

function shapeNotification(row: ArchivedNotification): object {
  return {
    id: row.id,
    date: formatUtc(row.date),
    origin: row.origin,
    indicators: row.keys.map(parseKey),
    entity: shapeEntity(row.entity),
    sources: row.sources.map(({ type, id, label }) => ({ type, id, label })),
    tags: row.tags,
    hunting: row.hunting && {
      ruleName: row.hunting.ruleName,
      ruleTags: row.hunting.ruleTags,
      snippet: row.hunting.snippet,
      sourceCountry: row.hunting.sourceCountry,
      sourceKey: row.hunting.sourceKey,
      matchSource: row.hunting.matchSource,
      matchInSubfile: row.hunting.matchInSubfile,
    },
    storedAt: formatUtc(row.storedAt / 1000),
    read: row.read,
    pinned: row.pinned,
  };
}

function shapeEntity(entity: Entity): object {
  const { stats } = entity;
  return {
    type: entity.type,
    id: entity.id,
    md5: entity.md5,
    sha1: entity.sha1,
    sha256: entity.sha256,
    url: entity.url,
    meaningfulName: entity.meaningfulName,
    names: entity.names,
    typeDescription: entity.typeDescription,
    size: entity.size,
    stats: stats && {
      malicious: stats.malicious,
      suspicious: stats.suspicious,
      undetected: stats.undetected,
      harmless: stats.harmless,
    },
    note: entity.note,
    link: guiLink(entity),
  };
}

function shapeLookedUp({ indicator, state, relation, summary }: LookedUpIndicator): object {
  return {
    kind: indicator.kind,
    value: indicator.value,
    state,
    relation: relation && { how: relation.how, ...shapeKey(relation.key) },
    archive: summary && {
      ...shapeKey(summary.key),
      notifications: summary.notifications,
      unread: summary.unread,
      firstDate: formatUtc(summary.firstDate),
      lastDate: formatUtc(summary.lastDate),
      entity: shapeEntity(summary.entity),
      latest: summary.latest.map(shapeNotification),
    },
  };
}

function shapeKey(key: IndicatorKey): object {
  const indicator = parseKey(key);
  return { kind: indicator?.kind, value: indicator?.value };
}
