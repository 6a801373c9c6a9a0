import type { ApiHuntingInfo, ApiItem } from './api-item.ts';

/** GET /ioc_stream_notifications/{id}: other names than the stream's (`date`, `entity_type`...), and no labels. */
export function toNotificationObject(item: ApiItem, self: string) {
  const {
    notification_id: id,
    notification_date: date,
    origin,
    sources,
    tags,
    hunting_info,
  } = item.context_attributes;
  return {
    type: 'ioc_stream_notification',
    id,
    attributes: {
      date,
      entity_type: item.type,
      entity_id: item.id,
      origin,
      // Documented as present for hunting only.
      ...(hunting_info === null ? {} : { hunting_info: toDocumented(hunting_info) }),
      sources: sources.map(({ type, id: sourceId }) => ({ type, id: sourceId })),
      tags,
    },
    links: { self },
  };
}

/** `match_source` is the stream's word; the notification object says `match_in_subfile`. */
function toDocumented({ match_source: matchSource, ...info }: ApiHuntingInfo): ApiHuntingInfo {
  return matchSource === undefined ? info : { match_in_subfile: matchSource !== 'ORIGINAL_FILE', ...info };
}
