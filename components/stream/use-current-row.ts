import { useEffect, useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { DetailActions } from './detail-actions.ts';

/** The row as the archive has it now: a list shows rows as they were when it was read. */
export function useCurrentRow(
  row: ArchivedNotification,
  actions: DetailActions | undefined,
): ArchivedNotification {
  const [current, setCurrent] = useState(row);
  useEffect(() => {
    if (actions === undefined) return;
    let gone = false;
    const read = () =>
      void actions.readNotification(row.id).then(
        (next) => {
          if (gone || next === undefined) return;
          actions.marks.settle(row.id, next);
          setCurrent(next);
        },
        // What is shown stays; that the archive cannot be read is the list's to say.
        () => undefined,
      );
    read();
    const stop = actions.onChange(read);
    return () => {
      gone = true;
      stop();
    };
  }, [row.id, actions]);
  return current.id === row.id ? current : row;
}
