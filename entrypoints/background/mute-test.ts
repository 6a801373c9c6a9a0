import { listHosts } from '../../components/stream/mutes.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { isUnderHost } from '../../utils/match/shared-hosts.ts';
import type { Settings } from '../../utils/settings/settings.ts';

/**
 * Is a notification of something muted? By its rule, by any of its keys, by the host that it is or stands on, or when
 * every one of its sources is muted. One test for unread numbers and notices, so that they agree.
 */
export function createMuteTest(muted: Settings['muted']): (row: Notification) => boolean {
  const keys = new Set<string>(muted.keys);
  const hosts = new Set(muted.hosts);
  const rules = new Set(muted.rules);
  const sources = new Set(muted.sources);
  return (row) =>
    (row.hunting?.ruleName !== undefined && rules.has(row.hunting.ruleName)) ||
    row.keys.some((key) => keys.has(key)) ||
    (row.sources.length > 0 && row.sources.every(({ id }) => sources.has(id))) ||
    (hosts.size > 0 && listHosts(row.keys).some(({ values: [host = ''] }) => isUnderHost(host, hosts)));
}
