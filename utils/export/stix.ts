import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { type KnownIndicator, readKnown, readLookedUp } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import {
  createIndicator,
  createSighting,
  createSummarySighting,
  PRODUCER,
  type StixObject,
  VIRUSTOTAL,
} from './stix-objects.ts';
import { createUuidV5 } from './uuid-v5.ts';
import { toJsonText } from './visible-text.ts';

/** The objects that a row adds to the bundle; `undefined` when STIX cannot say it. */
type ReadObjects<Row> = (row: Row, indicators: SeenIndicators) => readonly StixObject[] | undefined;

/** An indicator's object the first time it is met, and only its id from then on. */
interface SeenIndicators {
  add(
    known: KnownIndicator,
    since: number,
  ): { readonly indicator: StixObject; readonly isNew: boolean } | undefined;
}

/**
 * A STIX 2.1 bundle: the producer, each indicator once, before its sightings, and one sighting per notification.
 *
 * Rows come oldest first (`date+`): an indicator is valid from the first row that names it, and with a million rows
 * nothing is kept but which indicators have been written.
 */
export function exportNotificationsStix(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeBundle(rows, (row, indicators) => {
    const known = readKnown(row);
    const added = known && indicators.add(known, row.date);
    if (added === undefined) return undefined;
    const sighting = createSighting(added.indicator, row);
    return added.isNew ? [added.indicator, sighting] : [sighting];
  });
}

/**
 * The same for looked-up indicators: what the archive knows of each, or of the indicator it is related to, with one
 * summary sighting. What the archive knows nothing of is left out: there is nothing to assert.
 */
export function exportLookUpStix(rows: Rows<LookedUpIndicator>): ExportPieces {
  return writeBundle(rows, (row, indicators) => {
    const known = readLookedUp(row);
    const { summary } = row;
    if (known === undefined || summary === undefined) return undefined;
    const added = indicators.add(known, summary.firstDate);
    if (added === undefined) return undefined;
    return added.isNew ? [added.indicator, createSummarySighting(added.indicator, summary)] : [];
  });
}

async function* writeBundle<Row>(rows: Rows<Row>, readObjects: ReadObjects<Row>): ExportPieces {
  const indicators = createSeenIndicators();
  let bundleUuid = createUuidV5('stix bundle');
  let written = 0;
  let leftOut = 0;
  yield `{"type":"bundle","objects":[\n${[PRODUCER, VIRUSTOTAL].map(toJsonText).join(',\n')}`;
  for await (const row of rows) {
    const objects = readObjects(row, indicators);
    if (objects === undefined) {
      leftOut += 1;
      continue;
    }
    written += 1;
    bundleUuid = createUuidV5(objects.map(({ id, modified }) => `${id} ${modified}`).join(' '), bundleUuid);
    for (const object of objects) yield `,\n${toJsonText(object)}`;
  }
  // Last, because it is the name of all that went before: the same contents in the same order, the same bundle.
  yield `\n],"id":"bundle--${bundleUuid}"}\n`;
  return { written, leftOut };
}

function createSeenIndicators(): SeenIndicators {
  const seen = new Set<string>();
  return {
    add(known, since) {
      const indicator = createIndicator(known, since);
      if (indicator === undefined) return undefined;
      const isNew = !seen.has(indicator.id);
      seen.add(indicator.id);
      return { indicator, isNew };
    },
  };
}
