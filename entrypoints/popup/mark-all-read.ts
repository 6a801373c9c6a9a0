import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';

/** Ids per message: a moment's work each, so that other readers of the archive get their turn. */
const STEP = 500;

/** Marks every unread row of an origin as read, also those no list has shown. Rejects when that fails. */
export async function markAllRead(archive: Archive, origin: string, desk: Desk): Promise<void> {
  let after: { readonly date: number; readonly id: string } | undefined;
  do {
    const page = await archive.listNotifications({
      filter: `origin:${origin}`,
      order: 'date-',
      limit: STEP,
      unreadOnly: true,
      ...(after && { after }),
    });
    if (page.rows.length > 0)
      await desk.send({ type: 'mark-read', ids: page.rows.map(({ id }) => id), read: true });
    after = page.next;
  } while (after !== undefined);
}
