import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RowOrder } from '../../components/archive/day-rows.ts';
import { createSearch, type Search } from '../../components/archive/search.ts';
import { DeletionsContext } from '../../components/stream/deletions.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Outline } from '../../utils/store/outline.ts';
import type { Desk } from '../desk/desk.ts';

export interface UnreadCount {
  readonly rows: number;
  /** Of these, not in the list as it is. */
  readonly unshown: number;
}

export interface ArchiveSearch {
  readonly search: Search<Outline>;
  /** As it stands in the box. */
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What is wrong with it, in words. */
  readonly fault: string | undefined;
  /** What is searched for: the text, while it is valid, else the last that was. */
  readonly filter: string;
  readonly order: RowOrder;
  readonly setOrder: (order: RowOrder) => void;
  readonly unreadOnly: boolean;
  readonly setUnreadOnly: (unreadOnly: boolean) => void;
  /** Asks the same again, from the top, waiting rows included. */
  readonly again: () => void;
  /** The unread rows of the filter as they are now. Rejects when the archive cannot be read. */
  readonly countUnread: () => Promise<UnreadCount>;
}

/** The search box over one open archive: asked as one types, looked at again after changes. */
export function useArchiveSearch(
  desk: Desk,
  archive: Archive,
  findFirst: () => number,
  query: string,
): ArchiveSearch {
  const search = useMemo(
    () =>
      createSearch<Outline>({
        readOutline: (filter, options) => archive.readOutline(filter, options),
        readRows: (ids) => archive.readNotifications(ids),
      }),
    [archive],
  );
  const [text, setText] = useState(query);
  const [order, setOrder] = useState<RowOrder>('date-');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const parsed = useMemo(() => parseFilter(text, 'local'), [text]);
  const valid = useRef('');
  if (parsed.ok) valid.current = text.trim();
  const filter = valid.current;
  const again = useCallback(
    () => void search.ask({ filter, order, unreadOnly }),
    [search, filter, order, unreadOnly],
  );
  useEffect(again, [again]);
  useReturning(search);
  useEffect(() => desk.onArchiveChange(() => void search.lookAgain(findFirst())), [desk, search, findFirst]);
  return {
    search,
    text,
    setText,
    fault: parsed.ok ? undefined : parsed.error.message,
    filter,
    order,
    setOrder,
    unreadOnly,
    setUnreadOnly,
    again,
    async countUnread() {
      const now = await archive.readOutline(filter, { unreadOnly: true });
      return { rows: now.total, unshown: await search.list.countUnshown(now) };
    },
  };
}

/** What is deleted in a detail can be undone there. */
function useReturning(search: Search<Outline>): void {
  const deletions = useContext(DeletionsContext)?.deletions;
  useEffect(
    () =>
      deletions?.states.subscribe((states) => {
        for (const state of states.values()) if (state.phase === 'deleted') search.mayReturn(state.rows);
      }),
    [deletions, search],
  );
}
