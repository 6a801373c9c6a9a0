import type { Notification } from '../ioc/notification.ts';
import type { Cause } from './schema.ts';

/** What `notification` has in common with others (schema.ts, Cause). */
export function createCause(notification: Notification): Cause {
  const { entity, hunting } = notification;
  const own = new Set([entity.id, entity.sha256, entity.sha1, entity.md5].map((hash) => hash?.toLowerCase()));
  return {
    origin: notification.origin,
    entityType: entity.type,
    sources: notification.sources,
    ...(hunting?.ruleName === undefined ? {} : { ruleName: hunting.ruleName }),
    ruleTags: hunting?.ruleTags ?? [],
    tags: notification.tags.filter((tag) => !own.has(tag.toLowerCase())),
  };
}

/** Equal for equal causes and for no others. */
export function createCauseIdentity(cause: Cause): string {
  return JSON.stringify([
    cause.origin,
    cause.entityType,
    cause.sources.map(({ type, id, label }) => [type, id, label ?? null]),
    cause.ruleName ?? null,
    cause.ruleTags,
    cause.tags,
  ]);
}

/** A notification with nothing but its cause, for filter terms that causes answer. */
export function createCauseExample(cause: Cause): Notification {
  return {
    id: '',
    date: 0,
    origin: cause.origin,
    entity: { type: cause.entityType, id: '' },
    keys: [],
    sources: cause.sources,
    tags: cause.tags,
    hunting: {
      ...(cause.ruleName === undefined ? {} : { ruleName: cause.ruleName }),
      ruleTags: cause.ruleTags,
    },
  };
}
