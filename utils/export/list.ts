import { defang } from '../ioc/defang.ts';
import type { Indicator } from '../ioc/indicator.ts';
import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { readKnown } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import { makeVisible } from './visible-text.ts';

type WriteIndicator = (indicator: Indicator) => string;

const writePlain: WriteIndicator = ({ value }) => value;

/** One indicator per line, each once, as it is: for block lists and tools. A file is its main hash. */
export function exportNotificationsList(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeLines(rows, (row) => readKnown(row)?.main, writePlain);
}

/** The same, defanged: for mail, chat and reports. */
export function exportNotificationsDefanged(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeLines(rows, (row) => readKnown(row)?.main, defang);
}

/** What was looked up (not what it is related to), whatever its state: the caller filters. */
export function exportLookUpList(rows: Rows<LookedUpIndicator>): ExportPieces {
  return writeLines(rows, ({ indicator }) => indicator, writePlain);
}

/** The same, defanged. */
export function exportLookUpDefanged(rows: Rows<LookedUpIndicator>): ExportPieces {
  return writeLines(rows, ({ indicator }) => indicator, defang);
}

async function* writeLines<Row>(
  rows: Rows<Row>,
  read: (row: Row) => Indicator | undefined,
  write: WriteIndicator,
): ExportPieces {
  const seen = new Set<string>();
  let written = 0;
  let leftOut = 0;
  for await (const row of rows) {
    const indicator = read(row);
    // A URL known by VirusTotal's id alone would pass for the SHA-256 of a file here.
    if (indicator === undefined || indicator.kind === 'url_id') {
      leftOut += 1;
      continue;
    }
    written += 1;
    if (seen.has(indicator.value)) continue;
    seen.add(indicator.value);
    yield `${makeVisible(write(indicator))}\n`;
  }
  return { written, leftOut };
}
