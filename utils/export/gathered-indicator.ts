import type { Entity } from '../ioc/notification.ts';
import { type KnownIndicator, uniteKnown } from './known-indicator.ts';
import { clampSeconds } from './utc-time.ts';

/**
 * What the rows about one indicator say of it together, while more may come. Rows differ: an early one may be a bare
 * descriptor, or from before the engines had a verdict.
 */
export interface GatheredIndicator {
  /** All forms that any row knows, and the newest facts. */
  readonly known: KnownIndicator;
  /** UTC seconds of the first and the last notification. */
  readonly firstDate: number;
  readonly lastDate: number;
}

/** What one row says. */
export function createGathered(
  known: KnownIndicator,
  firstDate: number,
  lastDate: number,
): GatheredIndicator {
  return {
    known: { ...known, entity: keepWritten(known.entity) },
    firstDate: clampSeconds(firstDate),
    lastDate: clampSeconds(lastDate),
  };
}

/** With what another row says of the same main indicator. Of two that are equally new, the later one counts. */
export function addGathered(gathered: GatheredIndicator, row: GatheredIndicator): GatheredIndicator {
  const [older, newer] = row.lastDate >= gathered.lastDate ? [gathered, row] : [row, gathered];
  return {
    known: uniteKnown(older.known, newer.known),
    firstDate: Math.min(older.firstDate, newer.firstDate),
    lastDate: newer.lastDate,
  };
}

/** What is gathered stays in memory: names, of which a file may have hundreds, nobody here writes; hashes are forms. */
function keepWritten({ names: _names, md5: _md5, sha1: _sha1, ...rest }: Entity): Entity {
  return rest;
}
