import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { headline, sourceName, sourceWord } from './entity-words.ts';

export interface NotificationGroup {
  readonly id: string;
  /** Rule, or source where there is no rule. Untrusted. */
  readonly title: string;
  /** Ruleset or job of a hunting match. Untrusted. */
  readonly subtitle?: string;
  /** What sort of source it is, in words, unless it is a Livehunt ruleset. */
  readonly sort?: string;
  readonly rows: readonly ArchivedNotification[];
}

/** Rows of the same rule (or source) together; groups stand in the order of their first rows, rows in theirs. */
export function groupNotifications(rows: readonly ArchivedNotification[]): readonly NotificationGroup[] {
  const byId = Map.groupBy(rows, groupId);
  return [...byId].map(([id, members]) => ({ id, rows: members, ...describe(members[0]) }));
}

function groupId({ hunting, sources }: ArchivedNotification): string {
  const source = sources[0];
  return JSON.stringify([hunting?.ruleName ?? null, source?.type ?? null, source?.id ?? null]);
}

function describe(row: ArchivedNotification | undefined): Omit<NotificationGroup, 'id' | 'rows'> {
  if (row === undefined) return { title: '' };
  const source = row.sources[0];
  return {
    title: headline(row),
    ...(source && row.hunting?.ruleName !== undefined && { subtitle: sourceName(source) }),
    // Most groups are Livehunt's: only the others need a word.
    ...(source && source.type !== 'hunting_ruleset' && { sort: sourceWord(source) }),
  };
}
