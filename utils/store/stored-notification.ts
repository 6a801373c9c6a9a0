import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import { mergeEntities } from '../ioc/merge-entities.ts';
import type { ArchivedNotification, HuntingInfo, Notification } from '../ioc/notification.ts';
import { findHostKey } from '../match/url-host.ts';
import type { StoredNotification } from './schema.ts';

const HUNTING = 'hunting';

/** The row of `notification`, with what the indexes are made of. */
export function createRow(notification: ArchivedNotification, cause: number): StoredNotification {
  const { keys, read, pinned, ...rest } = notification;
  const hosts = findHostKeys(keys);
  const row: StoredNotification = {
    ...rest,
    cause,
    keyPlaces: keys.map((key) => [key, rest.date, rest.id]),
    ...(hosts.length === 0 ? {} : { hostPlaces: hosts.map((host) => [host, rest.date, rest.id]) }),
    ...(pinned ? { pinned: 1 } : {}),
  };
  return setUnread(row, !read);
}

/** The row with its unread state, and the index fields that follow from it. */
export function setUnread(row: StoredNotification, unread: boolean): StoredNotification {
  const { unread: _unread, unreadKeys: _unreadKeys, ...rest } = row;
  if (!unread) return rest;
  if (row.origin !== HUNTING) return { ...rest, unread: row.origin };
  return { ...rest, unread: row.origin, unreadKeys: row.keyPlaces.map(([key]) => key) };
}

/** What a row says to everyone outside the store. */
export function readRow(row: StoredNotification): ArchivedNotification {
  const { cause: _cause, keyPlaces, hostPlaces: _hosts, unread, unreadKeys: _keys, pinned, ...rest } = row;
  return {
    ...rest,
    keys: keyPlaces.map(([key]) => key),
    read: unread === undefined,
    pinned: pinned === 1,
  };
}

/**
 * `known` with what `fresh` says of the same notification: fresher facts win, facts it does not mention stay (a
 * descriptor knows less than a full object), and so do its keys, its dates and what the user did.
 */
export function mergeFacts(known: ArchivedNotification, fresh: Notification): ArchivedNotification {
  const hunting: HuntingInfo | undefined =
    known.hunting && fresh.hunting
      ? { ...known.hunting, ...fresh.hunting, ruleTags: pickTags(known.hunting, fresh.hunting) }
      : (known.hunting ?? fresh.hunting);
  return {
    ...known,
    entity: mergeEntities(known.entity, fresh.entity),
    keys: [...new Set([...known.keys, ...fresh.keys])],
    ...(hunting === undefined ? {} : { hunting }),
  };
}

/** Left out is read as none, which is no fresher fact than those that are known. */
const pickTags = (known: HuntingInfo, fresh: HuntingInfo): readonly string[] =>
  fresh.ruleTags.length === 0 ? known.ruleTags : fresh.ruleTags;

function findHostKeys(keys: readonly IndicatorKey[]): IndicatorKey[] {
  const hosts = keys.map((key) => {
    const indicator = parseKey(key);
    return indicator?.kind === 'url' ? findHostKey(indicator.value) : undefined;
  });
  return [...new Set(hosts.filter((host) => host !== undefined))];
}
