import { useState } from 'preact/hooks';
import { IconButton } from '../../components/kit/Button.tsx';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { UnreadCount } from './use-archive-search.ts';

interface MarkAllReadProps {
  /** What is unread now. Rejects when the archive cannot be read. */
  readonly count: () => Promise<UnreadCount>;
  readonly onMark: () => void;
  /** Nothing is unread any more. */
  readonly onNone: () => void;
  readonly onFault: () => void;
}

/**
 * Asks first: what was unread before, nobody could tell again. It counts when it asks: of the rows in the list some may
 * be read by now, and rows that wait are marked with them.
 */
export function MarkAllRead({ count, onMark, onNone, onFault }: MarkAllReadProps) {
  const [asking, setAsking] = useState<'counting' | UnreadCount>();
  const close = () => setAsking(undefined);
  const ask = () => {
    if (asking !== undefined) return;
    setAsking('counting');
    count().then(
      (counted) => {
        setAsking(counted.rows === 0 ? undefined : counted);
        if (counted.rows === 0) onNone();
      },
      () => {
        close();
        onFault();
      },
    );
  };
  return (
    <>
      <IconButton icon="check" label={t('markAllRead')} onClick={ask} />
      {typeof asking === 'object' && (
        <ConfirmDialog
          title={t('markAllReadTitle')}
          confirm={t('markAllRead')}
          onCancel={close}
          onConfirm={() => {
            close();
            onMark();
          }}
        >
          <p>{plural('markAllReadBody', asking.rows)}</p>
          {asking.unshown > 0 && <p>{plural('markAllReadUnshown', asking.unshown)}</p>}
        </ConfirmDialog>
      )}
    </>
  );
}
