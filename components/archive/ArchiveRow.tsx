import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Time } from '../kit/Time.tsx';
import { Value } from '../kit/Untrusted.tsx';
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

/** A notification in two lines; its button opens everything else, a checkbox where its mark is selects it. */
export function ArchiveRow({ row, now, tabIndex, selected, onOpen, onSelect }: ArchiveRowProps) {
  if (row === undefined) {
    return (
      <button type="button" class="row-button row-coming" tabIndex={tabIndex} aria-label={t('rowComing')} />
    );
  }
  const value = mainValue(row);
  return (
    <div class="row" data-notification={row.id} data-unread={!row.read}>
      <div class="row-head">
        <button type="button" class="row-button" tabIndex={tabIndex} onClick={onOpen}>
          <span class="row-line">
            <span class="row-mark" title={row.read ? undefined : t('unread')}>
              {!row.read && <span class="unseen">{t('unread')}</span>}
            </span>
            <Value text={value} />
            <Time ms={row.date * SECOND_MS} now={now} />
          </span>
          <RowFacts row={row} rule={headline(row)} />
        </button>
        <label class="row-select">
          <input
            type="checkbox"
            aria-label={t('keySelect')}
            checked={selected}
            tabIndex={tabIndex}
            onChange={onSelect}
          />
        </label>
        <CopyButton text={value} label={t('copyValue')} tabIndex={tabIndex} />
      </div>
    </div>
  );
}
