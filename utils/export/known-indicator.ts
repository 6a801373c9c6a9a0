import { type Indicator, type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { Entity, Notification } from '../ioc/notification.ts';
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
 * under the relative's own name. `undefined`: nothing.
 */
export function readLookedUp({ summary }: LookedUpIndicator): KnownIndicator | undefined {
  if (summary === undefined) return undefined;
  return createKnown(summary.latest[0]?.keys ?? [summary.key], summary.entity);
}

function createKnown(keys: readonly IndicatorKey[], entity: Entity): KnownIndicator | undefined {
  const forms = keys.map(parseKey).filter((form) => form !== undefined);
  const main = forms[0];
  return main === undefined ? undefined : { main, forms, entity };
}
