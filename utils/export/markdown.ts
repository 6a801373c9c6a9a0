import { defang } from '../ioc/defang.ts';
import { type Indicator, type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, Entity } from '../ioc/notification.ts';
import { describeDetections, nameCause } from './describe.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { readKnown } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import { formatUtc } from './utc-time.ts';
import { makeVisible, shorten } from './visible-text.ts';

/** A table is for reading: longer names and tags end in `…`. Indicators are never cut. */
const CELL_LIMIT = 120;

const NOTIFICATION_HEADINGS = [
  'Date (UTC)',
  'Indicator',
  'Kind',
  'Rule or source',
  'Tags',
  'Detections',
  'Name',
];
const LOOK_UP_HEADINGS = [
  'Indicator',
  'Kind',
  'State',
  'Related to',
  'Notifications',
  'First (UTC)',
  'Last (UTC)',
  'Rule or source',
  'Detections',
];

/** GitHub Flavoured Markdown: one table row per notification, indicators defanged. */
export function exportNotificationsMarkdown(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeTable(rows, NOTIFICATION_HEADINGS, (row) => {
    const main = readKnown(row)?.main;
    return [
      formatMinute(row.date),
      writeIndicator(main),
      main?.kind ?? '',
      writeText(nameCause(row)),
      row.tags.map(writeText).join(' '),
      writeDetections(row.entity),
      writeText(row.entity.meaningfulName ?? ''),
    ];
  });
}

/** One table row per looked-up indicator, whatever its state. */
export function exportLookUpMarkdown(rows: Rows<LookedUpIndicator>): ExportPieces {
  return writeTable(rows, LOOK_UP_HEADINGS, ({ indicator, state, relation, summary }) => {
    const latest = summary?.latest[0];
    return [
      writeIndicator(indicator),
      indicator.kind,
      state,
      relation === undefined ? '' : `${writeText(relation.how)} ${writeKey(relation.key)}`,
      summary === undefined ? '' : String(summary.notifications),
      summary === undefined ? '' : formatMinute(summary.firstDate),
      summary === undefined ? '' : formatMinute(summary.lastDate),
      latest === undefined ? '' : writeText(nameCause(latest)),
      summary === undefined ? '' : writeDetections(summary.entity),
    ];
  });
}

async function* writeTable<Row>(
  rows: Rows<Row>,
  headings: readonly string[],
  readCells: (row: Row) => readonly string[],
): ExportPieces {
  let written = 0;
  yield writeRow(headings) + writeRow(headings.map(() => '---'));
  for await (const row of rows) {
    yield writeRow(readCells(row));
    written += 1;
  }
  return { written, leftOut: 0 };
}

/**
 * Untrusted text as a code span: the one inline form in which no Markdown, HTML entity, tag or automatic link is read.
 * The fence is one backtick longer than any run inside. A table splits its row at `|` before it looks for spans, so a
 * pipe is escaped; backslashes in front of it are doubled, or they would unescape it (they may then show doubled).
 */
export function toCodeSpan(text: string): string {
  if (text === '') return '';
  // Only from where a run of backslashes begins: from each of them, a long run without a pipe would take quadratic time.
  const visible = makeVisible(text).replace(/(?<!\\)(\\*)\|/g, '$1$1\\|');
  const runs = visible.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + runs.reduce((longest, run) => Math.max(longest, run.length), 0));
  const gap = runs.length > 0 || /^ .* $/.test(visible) ? ' ' : '';
  return fence + gap + visible + gap + fence;
}

const writeText = (text: string) => toCodeSpan(shorten(text, CELL_LIMIT));

const writeIndicator = (indicator: Indicator | undefined) =>
  indicator === undefined ? '' : toCodeSpan(defang(indicator));

const writeKey = (key: IndicatorKey) => writeIndicator(parseKey(key));

const writeDetections = ({ stats }: Entity) => (stats === undefined ? '' : describeDetections(stats));

const writeRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;

/** `2026-11-22 10:04` */
const formatMinute = (seconds: number) => formatUtc(seconds).slice(0, 16).replace('T', ' ');
