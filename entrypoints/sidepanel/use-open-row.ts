import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { DeletionsContext } from '../../components/stream/deletions.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';

/**
 * The notification whose detail is shown: the same one while the list changes under it, gone when it is deleted, but for
 * one deleted in this very detail, which says so and can put it back. `onSeen`: it was unread.
 */
export function useOpenRow(desk: Desk, archive: Archive, onSeen: (ids: readonly string[]) => void) {
  const [opened, setOpened] = useState<ArchivedNotification>();
  const [awaited, setAwaited] = useState(false);
  const id = opened?.id;
  const deletions = useContext(DeletionsContext)?.deletions;
  useEffect(() => {
    if (id === undefined) return;
    let gone = false;
    const show = (found: ArchivedNotification | undefined) =>
      setOpened((row) => {
        // This effect ends with the next paint only: until then, another row may be open already.
        if (row?.id !== id) return row;
        return found ?? (deletions?.states.value.has(id) ? row : undefined);
      });
    const read = () =>
      void archive.readNotification(id).then(
        (found) => gone || show(found),
        () => undefined,
      );
    const stop = desk.onArchiveChange(read);
    return () => {
      gone = true;
      stop();
    };
  }, [desk, archive, id, deletions]);
  const open = useCallback(
    (row: ArchivedNotification) => {
      setAwaited(false);
      setOpened(row);
      if (!row.read) onSeen([row.id]);
    },
    [onSeen],
  );
  return {
    opened,
    /** Another one was asked for and is on its way. */
    awaited,
    open,
    expect: () => setAwaited(true),
    close: () => {
      setAwaited(false);
      setOpened(undefined);
    },
  };
}
