import { useState } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { ConfirmDialog } from '../settings/ConfirmDialog.tsx';
import { plural, t } from '../words/translate.ts';

interface MarkAllButtonProps {
  /** How many are unread now, shown or not. */
  readonly unread: number;
  /** There are unread ones beyond those that the list shows. */
  readonly hasUnshown: boolean;
  readonly onMark: () => void;
}

/** What was unread before, nobody could tell again: asks first where that is more than the list shows. */
export function MarkAllButton({ unread, hasUnshown, onMark }: MarkAllButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="quiet" icon="check" onClick={() => (hasUnshown ? setIsAsking(true) : onMark())}>
        {t('markAllRead')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('markListReadTitle')}
          confirm={t('markAllRead')}
          onCancel={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            onMark();
          }}
        >
          <p>{plural('markAllReadBody', unread)}</p>
          <p>{t('markListReadUnshown')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
