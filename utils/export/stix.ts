import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { addGathered, createGathered, type GatheredIndicator } from './gathered-indicator.ts';
import { readKnown, readLookedUp } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import {
  createIndicator,
  createIndicatorId,
  createSighting,
  createSummarySighting,
  PRODUCER,
  type StixObject,
  VIRUSTOTAL,
} from './stix-objects.ts';
import { createPattern } from './stix-pattern.ts';
import { createUuidV5 } from './uuid-v5.ts';
import { toJsonText } from './visible-text.ts';

/** The sightings that a row adds to the bundle; `undefined` when STIX cannot say it. */
type ReadSightings<Row> = (row: Row, indicators: GatheredIndicators) => readonly StixObject[] | undefined;

/** The bundle's indicators, by id, in the order in which they were first met. */
interface GatheredIndicators {
  /** `undefined` when no pattern can say it. */
  add(row: GatheredIndicator): { readonly id: string; readonly isNew: boolean } | undefined;
  all(): Iterable<GatheredIndicator>;
}

/**
 * A STIX 2.1 bundle: the producer, one sighting per notification, and then each indicator once. Any row may bring fresher
 * facts or another hash of an indicator, so the indicators (not the rows) are kept until all rows are read.
 */
export function exportNotificationsStix(rows: Rows<ArchivedNotification>): ExportPieces {
  return writeBundle(rows, (row, indicators) => {
    const known = readKnown(row);
    const added = known && indicators.add(createGathered(known, row.date, row.date));
    return added && [createSighting(added.id, row)];
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
    const added = indicators.add(createGathered(known, summary.firstDate, summary.lastDate));
    if (added === undefined) return undefined;
    return added.isNew ? [createSummarySighting(added.id, summary)] : [];
  });
}

async function* writeBundle<Row>(rows: Rows<Row>, readSightings: ReadSightings<Row>): ExportPieces {
  const indicators = createGatheredIndicators();
  let bundleUuid = createUuidV5('stix bundle');
  let written = 0;
  let leftOut = 0;
  const write = (object: StixObject) => {
    bundleUuid = createUuidV5(`${object.id} ${object.modified}`, bundleUuid);
    return `,\n${toJsonText(object)}`;
  };
  yield `{"type":"bundle","objects":[\n${[PRODUCER, VIRUSTOTAL].map(toJsonText).join(',\n')}`;
  for await (const row of rows) {
    const sightings = readSightings(row, indicators);
    if (sightings === undefined) {
      leftOut += 1;
      continue;
    }
    written += 1;
    for (const sighting of sightings) yield write(sighting);
  }
  for (const gathered of indicators.all()) {
    const indicator = createIndicator(gathered);
    if (indicator !== undefined) yield write(indicator);
  }
  // Last, because it is the name of all that went before: the same contents in the same order, the same bundle.
  yield `\n],"id":"bundle--${bundleUuid}"}\n`;
  return { written, leftOut };
}

function createGatheredIndicators(): GatheredIndicators {
  // As JSON: less than half the room that the objects take, of which there may be a million.
  const byId = new Map<string, string>();
  return {
    add(row) {
      const id = createIndicatorId(row.known.main);
      const former = byId.get(id);
      if (former === undefined && createPattern(row.known.forms) === undefined) return undefined;
      byId.set(id, JSON.stringify(former === undefined ? row : addGathered(readGathered(former), row)));
      return { id, isNew: former === undefined };
    },
    *all() {
      for (const text of byId.values()) yield readGathered(text);
    },
  };
}

const readGathered = (text: string) => JSON.parse(text) as GatheredIndicator;
