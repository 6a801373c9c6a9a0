import type { ArchivedNotification } from '../ioc/notification.ts';
import { exportLookUpCsv, exportNotificationsCsv } from './csv.ts';
import { type ExportPieces, joinPieces, type Rows } from './export-pieces.ts';
import { exportLookUpJson, exportNotificationsJson } from './json.ts';
import {
  exportLookUpDefanged,
  exportLookUpList,
  exportNotificationsDefanged,
  exportNotificationsList,
} from './list.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import { exportLookUpMarkdown, exportNotificationsMarkdown } from './markdown.ts';
import { exportLookUpMisp, exportNotificationsMisp } from './misp.ts';
import { exportLookUpStix, exportNotificationsStix } from './stix.ts';

/** All that an export knows beside its rows: no setting, no key, no API address can reach it. */
export interface ExportContext {
  /** Milliseconds since the epoch. */
  readonly exportedAt: number;
  /** What is exported, in the user's words (`origin:hunting tag:x`). Becomes the MISP event's info line. */
  readonly title: string;
}

interface FormatEntry {
  /** Ending of the file's name, without the first dot. */
  readonly extension: string;
  readonly mimeType: string;
  readonly notifications: (rows: Rows<ArchivedNotification>, context: ExportContext) => ExportPieces;
  readonly lookUp: (rows: Rows<LookedUpIndicator>, context: ExportContext) => ExportPieces;
}

/** Every format, by the name that screens and settings use for it. UTF-8 all of them, without a byte order mark. */
export const EXPORT_FORMATS = {
  csv: {
    extension: 'csv',
    mimeType: 'text/csv',
    notifications: exportNotificationsCsv,
    lookUp: exportLookUpCsv,
  },
  json: {
    extension: 'json',
    mimeType: 'application/json',
    notifications: (rows, { exportedAt }) => exportNotificationsJson(rows, exportedAt),
    lookUp: (rows, { exportedAt }) => exportLookUpJson(rows, exportedAt),
  },
  stix: {
    extension: 'stix.json',
    mimeType: 'application/stix+json',
    notifications: exportNotificationsStix,
    lookUp: exportLookUpStix,
  },
  misp: {
    extension: 'misp.json',
    mimeType: 'application/json',
    notifications: (rows, { title }) => exportNotificationsMisp(rows, title),
    lookUp: (rows, { title }) => exportLookUpMisp(rows, title),
  },
  list: {
    extension: 'txt',
    mimeType: 'text/plain',
    notifications: exportNotificationsList,
    lookUp: exportLookUpList,
  },
  defanged: {
    extension: 'defanged.txt',
    mimeType: 'text/plain',
    notifications: exportNotificationsDefanged,
    lookUp: exportLookUpDefanged,
  },
  markdown: {
    extension: 'md',
    mimeType: 'text/markdown',
    notifications: exportNotificationsMarkdown,
    lookUp: exportLookUpMarkdown,
  },
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type ExportFormat = keyof typeof EXPORT_FORMATS;

/** A selection or a search. Rows oldest first (`date+`): all formats keep that order. */
export function exportNotifications(
  format: ExportFormat,
  rows: Rows<ArchivedNotification>,
  context: ExportContext,
): ExportPieces {
  const entry: FormatEntry = EXPORT_FORMATS[format];
  return joinPieces(entry.notifications(rows, context));
}

/** A page's indicators or a bulk look-up, in the order shown. */
export function exportLookUp(
  format: ExportFormat,
  rows: Rows<LookedUpIndicator>,
  context: ExportContext,
): ExportPieces {
  const entry: FormatEntry = EXPORT_FORMATS[format];
  return joinPieces(entry.lookUp(rows, context));
}
