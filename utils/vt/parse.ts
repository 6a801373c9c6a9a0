import * as v from 'valibot';
import { canonicalKey } from '../ioc/canonical.ts';
import type { IndicatorKey } from '../ioc/indicator.ts';
import { ENTITY_TYPES, type Entity, type Notification } from '../ioc/notification.ts';
import { err, ok, type Result } from '../lang/result.ts';
import type { RejectedItem, StreamPage } from '../sync/ports.ts';
import { readEntity } from './entity.ts';
import { type Context, EnvelopeSchema, ItemSchema, NotificationObjectSchema } from './schemas.ts';

/** An answer of GET /ioc_stream; `undefined` when it has not the API's shape at all. One bad item is never fatal. */
export function parseStreamPage(body: unknown): StreamPage | undefined {
  const envelope = v.safeParse(EnvelopeSchema, body);
  if (!envelope.success) return undefined;
  const { data, meta, links } = envelope.output;
  const notifications: Notification[] = [];
  const rejected: RejectedItem[] = [];
  for (const item of data ?? []) {
    const parsed = parseItem(item);
    if (parsed.ok) notifications.push(parsed.value);
    else rejected.push(parsed.error);
  }
  return {
    notifications,
    rejected,
    ...readContinuation(meta?.cursor, links?.next),
    ...(meta?.count === undefined ? {} : { count: meta.count }),
  };
}

/** One item of the stream: an object or, with `descriptors_only`, its descriptor. */
export function parseItem(item: unknown): Result<Notification, RejectedItem> {
  const read = v.safeParse(ItemSchema, item);
  if (!read.success) return err({ reason: 'not an object' });
  const { type, id, attributes, context_attributes: context } = read.output;
  if (context === undefined) return err({ reason: 'has no context_attributes' });
  return createNotification({ type, entityId: id, attributes, context });
}

/**
 * A notification object (GET /ioc_stream_notifications/{id}). It knows its entity by id alone, so the caller keeps what
 * the archive knows of the entity, and takes `hunting.matchInSubfile` from here.
 */
export function parseNotificationObject(body: unknown): Result<Notification, RejectedItem> {
  const read = v.safeParse(v.object({ data: NotificationObjectSchema }), body);
  if (!read.success) return err({ reason: 'not a notification object' });
  const { id, attributes } = read.output.data;
  const context = { ...attributes, notification_id: id, notification_date: attributes.date };
  return createNotification({ type: attributes.entity_type, entityId: attributes.entity_id, context });
}

interface NotificationParts {
  readonly type?: string | undefined;
  readonly entityId?: string | undefined;
  readonly attributes?: Parameters<typeof readEntity>[2];
  readonly context: Context;
}

function createNotification(parts: NotificationParts): Result<Notification, RejectedItem> {
  const { context, entityId } = parts;
  const id = context.notification_id;
  if (!id) return err({ reason: 'has no notification_id' });
  const reject = (reason: string) => err({ id, reason });
  const date = readDate(context.notification_date);
  if (date === undefined) return reject('has no readable notification_date');
  const type = ENTITY_TYPES.find((known) => known === parts.type);
  if (type === undefined) return reject(`is of a type that Huntlight does not know: ${shorten(parts.type)}`);
  if (!entityId) return reject(`${type} without an id`);
  const entity = readEntity(type, entityId, parts.attributes);
  const keys = createKeys(entity);
  if (keys.length === 0) return reject(`${type} id cannot be understood: ${shorten(entityId)}`);
  return ok({
    id,
    date,
    origin: context.origin ?? 'unknown',
    entity,
    keys,
    sources: context.sources.map(({ label, ...source }) => {
      const trimmed = label?.trim();
      return trimmed ? { ...source, label: trimmed } : source;
    }),
    tags: context.tags,
    ...readHunting(context.hunting_info),
  });
}

/**
 * UTC seconds. Nothing and 0 say that there is no date: as a place in time, the year 1970 would end a walk above rows that
 * were not fetched. Beyond year 9999 it is milliseconds or nonsense.
 */
function readDate(digits: string | undefined): number | undefined {
  const date = /^\d{1,12}$/.test(digits ?? '') ? Number(digits) : 0;
  return date > 0 && date <= 253_402_300_799 ? date : undefined;
}

function readHunting(info: Context['hunting_info']): Pick<Notification, 'hunting'> {
  if (info === undefined) return {};
  return {
    hunting: {
      ruleTags: info.rule_tags,
      ...(info.rule_name === undefined ? {} : { ruleName: info.rule_name }),
      ...(info.snippet === undefined ? {} : { snippet: info.snippet }),
      ...(info.source_country === undefined ? {} : { sourceCountry: info.source_country }),
      ...(info.source_key === undefined ? {} : { sourceKey: info.source_key }),
      ...(info.match_source === undefined ? {} : { matchSource: info.match_source }),
      ...(info.match_in_subfile === undefined ? {} : { matchInSubfile: info.match_in_subfile }),
    },
  };
}

/** Every key that an entity answers to, its main one first. */
function createKeys(entity: Entity): readonly IndicatorKey[] {
  const { type, id, sha256, sha1, md5, url } = entity;
  switch (type) {
    case 'file':
      return known(
        sha256 && canonicalKey('sha256', sha256),
        sha1 && canonicalKey('sha1', sha1),
        md5 && canonicalKey('md5', md5),
      );
    case 'url':
      return known(url && canonicalKey('url', url), canonicalKey('url_id', id));
    case 'domain':
      return known(canonicalKey('domain', id));
    case 'ip_address':
      return known(canonicalKey('ipv4', id), canonicalKey('ipv6', id));
  }
}

const known = (...keys: readonly (IndicatorKey | '' | undefined)[]): readonly IndicatorKey[] =>
  keys.filter((key): key is IndicatorKey => key !== undefined && key !== '');

/** Where the stream goes on. Something that cannot be read says that it does all the same. */
function readContinuation(cursor: unknown, next: unknown): Pick<StreamPage, 'cursor' | 'isCut'> {
  const read = typeof cursor === 'string' && cursor !== '' ? cursor : readCursor(next);
  if (read !== undefined) return { cursor: read };
  return cursor || next ? { isCut: true } : {};
}

/** The cursor inside `links.next`, which some clients live on alone. Its host does not matter: it is not asked. */
function readCursor(next: unknown): string | undefined {
  if (typeof next !== 'string' || next === '') return undefined;
  try {
    return new URL(next, 'https://relative.invalid').searchParams.get('cursor') || undefined;
  } catch {
    return undefined;
  }
}

/** A foreign value in a message for the user: short, whatever it was. */
const shorten = (text: string | undefined): string =>
  text === undefined ? '(none)' : text.length > 60 ? `${text.slice(0, 60)}...` : text;
