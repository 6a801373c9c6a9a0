import { guiLink } from '../ioc/gui-link.ts';
import { createKey, type Indicator } from '../ioc/indicator.ts';
import type { Entity, IndicatorSummary, Notification } from '../ioc/notification.ts';
import { describeEntity, describeNotification, isDetected } from './describe.ts';
import type { GatheredIndicator } from './gathered-indicator.ts';
import { createPattern } from './stix-pattern.ts';
import { clampSeconds, formatUtc } from './utc-time.ts';
import { createUuidV5 } from './uuid-v5.ts';
import { makeVisible } from './visible-text.ts';

/** A STIX 2.1 object of the kinds we write. Members that are `undefined` are not written. */
export interface StixObject {
  readonly type: 'identity' | 'indicator' | 'sighting';
  readonly id: string;
  readonly modified: string;
  readonly [member: string]: unknown;
}

/**
 * `created` of every object whose id is derived rather than drawn. STIX forbids `created` to differ between versions of
 * one id (3.2), and lets the creator choose the time; the same indicator out of two selections has two first dates, so
 * only a time that depends on nothing will do. When it was seen stands in `valid_from` and in the sightings.
 */
const CREATED_SECONDS = Date.UTC(2020, 0, 1) / 1000;

/** The largest `count` that STIX allows. */
const LARGEST_COUNT = 999_999_999;

/** Who wrote the objects. */
export const PRODUCER = createIdentity('Huntlight', 'system');

/** Who saw what the sightings tell of. */
export const VIRUSTOTAL = createIdentity('VirusTotal', 'organization');

function createIdentity(name: string, identityClass: string): StixObject {
  return { ...createCommon('identity', name, CREATED_SECONDS), name, identity_class: identityClass };
}

/**
 * The indicator for everything an entity answers to. It says only what follows from the entity; what notifications add is
 * said by sightings. Valid from the first notification known; the last one makes the version, because the facts are as
 * new as it is. `undefined` when no pattern can say it.
 */
export function createIndicator({ known, firstDate, lastDate }: GatheredIndicator): StixObject | undefined {
  const { main, forms, entity } = known;
  const pattern = createPattern(forms);
  if (pattern === undefined) return undefined;
  const description = describeEntity(entity);
  return {
    ...createCommon('indicator', nameIndicator(main), lastDate),
    created_by_ref: PRODUCER.id,
    name: makeVisible(main.value),
    description: description === '' ? undefined : description,
    indicator_types: [isDetected(entity) ? 'malicious-activity' : 'unknown'],
    pattern,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: formatUtc(firstDate),
    external_references: createReferences(entity),
  };
}

/** One notification: seen once, then. Never changes, so that exporting it again adds nothing. */
export function createSighting(indicatorId: string, notification: Notification): StixObject {
  const { id, date, tags } = notification;
  return {
    ...createCommon('sighting', id, date),
    created: formatUtc(Math.max(date, CREATED_SECONDS)),
    created_by_ref: PRODUCER.id,
    description: describeNotification(notification),
    labels: tags.length === 0 ? undefined : tags.map(makeVisible),
    first_seen: formatUtc(date),
    last_seen: formatUtc(date),
    count: 1,
    sighting_of_ref: indicatorId,
    where_sighted_refs: [VIRUSTOTAL.id],
    summary: false,
  };
}

/** All notifications for an indicator in one `summary` sighting, where only their number and span are at hand. */
export function createSummarySighting(indicatorId: string, summary: IndicatorSummary): StixObject {
  const { notifications, firstDate, lastDate, latest } = summary;
  const newest = latest[0];
  return {
    ...createCommon('sighting', `${indicatorId} ${notifications} ${firstDate} ${lastDate}`, lastDate),
    created_by_ref: PRODUCER.id,
    description: newest === undefined ? undefined : `Latest: ${describeNotification(newest)}`,
    first_seen: formatUtc(firstDate),
    last_seen: formatUtc(lastDate),
    count: Math.min(notifications, LARGEST_COUNT),
    sighting_of_ref: indicatorId,
    where_sighted_refs: [VIRUSTOTAL.id],
    summary: true,
  };
}

/** `modified` never lies before `created`, whatever date a server sent. */
function createCommon(type: StixObject['type'], name: string, modifiedSeconds: number): StixObject {
  return {
    type,
    spec_version: '2.1',
    id: createId(type, name),
    created: formatUtc(CREATED_SECONDS),
    modified: formatUtc(Math.max(clampSeconds(modifiedSeconds), CREATED_SECONDS)),
  };
}

/** The id of the indicator whose main form is `main`: the same out of any export. */
export function createIndicatorId(main: Indicator): string {
  return createId('indicator', nameIndicator(main));
}

const nameIndicator = ({ kind, value }: Indicator) => createKey(kind, value);

/** The type is part of the name: one producer may not give two types the same UUID (2.9). */
function createId(type: StixObject['type'], name: string): string {
  return `${type}--${createUuidV5(`stix ${type} ${name}`)}`;
}

function createReferences(entity: Entity): readonly object[] | undefined {
  const url = guiLink(entity);
  return url === undefined ? undefined : [{ source_name: 'VirusTotal', url }];
}
