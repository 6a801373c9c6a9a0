import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { ExportButton } from '../export/ExportButton.tsx';
import { Button } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';
import type { DetailActions } from './detail-actions.ts';

interface DetailToolbarProps {
  readonly row: ArchivedNotification;
  readonly actions: DetailActions;
}

/** Read or unread, pinned or not, export. What could not be kept is taken back and said. */
export function DetailToolbar({ row, actions }: DetailToolbarProps) {
  const { marks } = actions;
  const { read = row.read, pinned = row.pinned } = marks.marks.value.get(row.id) ?? {};
  return (
    <>
      <Button
        look="quiet"
        icon="pin"
        pressed={pinned}
        onClick={() => void marks.mark(row.id, { pinned: !pinned })}
      >
        {t(pinned ? 'unpin' : 'pin')}
      </Button>
      <Button look="quiet" icon="check" onClick={() => void marks.mark(row.id, { read: !read })}>
        {t(read ? 'markUnread' : 'markRead')}
      </Button>
      <ExportButton offer={actions.offerExport(row.entity)} />
      {marks.failed.value.has(row.id) && (
        <span class="fault" role="alert">
          {t('markFailed')}
        </span>
      )}
    </>
  );
}
