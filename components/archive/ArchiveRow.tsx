import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Time } from '../kit/Time.tsx';
import { disarm, Value } from '../kit/Untrusted.tsx';
import { headline, mainValue } from '../stream/entity-words.ts';
import { RowFacts } from '../stream/NotificationRow.tsx';
import { t } from '../words/translate.ts';

interface ArchiveRowProps {
  /** `undefined`: on its way. */
  readonly row: ArchivedNotification | undefined;
  readonly now: number;
  readonly tabIndex: number;
  readonly selected: boolean;
  readonly onOpen: () => void;
  readonly onSelect: () => void;
}

/**
 * A notification in two lines; its button opens everything else, a checkbox where its mark is selects it. The button is
 * the same one while the row is on its way: it may have the focus by the time that the row comes, or goes to be read anew.
 */
export function ArchiveRow({ row, now, tabIndex, selected, onOpen, onSelect }: ArchiveRowProps) {
  const isComing = row === undefined;
  const value = row && mainValue(row);
  return (
    <div class="row" data-notification={row?.id} data-unread={row && !row.read}>
      <div class="row-head">
        <button
          type="button"
          class={isComing ? 'row-button row-coming' : 'row-button'}
          tabIndex={tabIndex}
          aria-label={isComing ? t('rowComing') : undefined}
          onClick={isComing ? undefined : onOpen}
        >
          {row && <RowWords row={row} now={now} />}
        </button>
        {value !== undefined && (
          <>
            <label class="row-select">
              <input
                type="checkbox"
                aria-label={t('selectWhat', disarm(value))}
                checked={selected}
                tabIndex={tabIndex}
                onChange={onSelect}
              />
            </label>
            <CopyButton text={value} label={t('copyWhat', disarm(value))} tabIndex={tabIndex} />
          </>
        )}
      </div>
    </div>
  );
}

function RowWords({ row, now }: { readonly row: ArchivedNotification; readonly now: number }) {
  return (
    <>
      <span class="row-line">
        <span class="row-mark" title={row.read ? undefined : t('unread')}>
          {!row.read && <span class="unseen">{t('unread')}</span>}
        </span>
        <Value text={mainValue(row)} />
        <Time ms={row.date * SECOND_MS} now={now} />
      </span>
      <RowFacts row={row} rule={headline(row)} />
    </>
  );
}
