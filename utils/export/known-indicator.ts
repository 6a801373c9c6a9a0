import { type Indicator, type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import { mergeEntities } from '../ioc/merge-entities.ts';
import type { Entity, IndicatorSummary, Notification } from '../ioc/notification.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';

/** Something the archive has notifications for, in all forms it answers to: a file in its three hashes, a URL, ... */
export interface KnownIndicator {
  /** The form it is named by (a file: SHA-256 where VirusTotal sent it). */
  readonly main: Indicator;
  /** The main form first. */
  readonly forms: readonly Indicator[];
  readonly entity: Entity;
}

/** `undefined` only for a notification without a key, which the archive never holds. */
export function readKnown(notification: Notification): KnownIndicator | undefined {
  return createKnown(notification.keys, notification.entity);
}

/**
 * What the archive holds for a looked-up line: the indicator itself or, for a related one, its relative in the archive
 * under the relative's own name, as its latest notifications have it. `undefined`: nothing. A URL that the archive knows by
 * its id alone is named by the text that was looked up.
 */
export function readLookedUp({
  indicator,
  relation,
  summary,
}: LookedUpIndicator): KnownIndicator | undefined {
  const known = summary && readSummary(summary);
  if (known === undefined || relation?.how !== 'url-id') return known;
  return { ...known, main: indicator, forms: [indicator, ...known.forms] };
}

function readSummary(summary: IndicatorSummary): KnownIndicator | undefined {
  const [newest, ...older] = summary.latest.map(readKnown).filter((known) => known !== undefined);
  if (newest === undefined) return createKnown([summary.key], summary.entity);
  return older.reduce((newer, known) => uniteKnown(known, newer), newest);
}

/** Two rows about one indicator: all forms of either, and the newer one's facts over those it does not mention. */
export function uniteKnown(older: KnownIndicator, newer: KnownIndicator): KnownIndicator {
  const missing = older.forms.filter(
    (form) => !newer.forms.some(({ kind, value }) => kind === form.kind && value === form.value),
  );
  return {
    main: newer.main,
    forms: missing.length === 0 ? newer.forms : [...newer.forms, ...missing],
    entity: mergeEntities(older.entity, newer.entity),
  };
}

function createKnown(keys: readonly IndicatorKey[], entity: Entity): KnownIndicator | undefined {
  const forms = keys.map(parseKey).filter((form) => form !== undefined);
  const main = forms[0];
  return main === undefined ? undefined : { main, forms, entity };
}
