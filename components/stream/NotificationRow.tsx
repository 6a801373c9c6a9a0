import { useContext } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Icon } from '../kit/Icon.tsx';
import { Time } from '../kit/Time.tsx';
import { disarm, Untrusted, Value } from '../kit/Untrusted.tsx';
import { formatCountry } from '../words/format.ts';
import { formatNumber, t } from '../words/translate.ts';
import { DeletionsContext } from './deletions.ts';
import { DetailActionsContext } from './detail-actions.ts';
import { countDetections, mainValue, tellingTags } from './entity-words.ts';
import { NotificationDetail } from './NotificationDetail.tsx';

interface NotificationRowProps {
  readonly row: ArchivedNotification;
  readonly now: number;
  readonly expanded: boolean;
  readonly onToggle: (id: string) => void;
}

/** Two dense lines about one notification; its button unfolds everything else. Tab stops are use-row-keys.ts's. */
export function NotificationRow({ row, now, expanded, onToggle }: NotificationRowProps) {
  const value = mainValue(row);
  const marks = useContext(DetailActionsContext)?.marks;
  const { read = row.read, pinned = row.pinned } = marks?.marks.value.get(row.id) ?? {};
  const deletion = useContext(DeletionsContext)?.deletions.states.value.get(row.id);
  return (
    // `fresh`: unread when it was read from the archive. What is marked as unread by hand is not shown away again.
    <li
      class="row"
      data-notification={row.id}
      data-unread={!read}
      data-fresh={!row.read}
      data-deleted={deletion?.phase === 'deleted'}
    >
      <div class="row-head">
        <button
          type="button"
          class="row-button"
          data-row={row.id}
          data-copy={value}
          aria-expanded={expanded}
          tabIndex={-1}
          onClick={() => onToggle(row.id)}
        >
          <span class="row-line">
            <span class="row-mark" title={read ? undefined : t('unread')}>
              {!read && <span class="unseen">{t('unread')}</span>}
            </span>
            <Value text={value} />
            {pinned && (
              <span class="row-pin" title={t('pinned')}>
                <Icon name="pin" />
                <span class="unseen">{t('pinned')}</span>
              </span>
            )}
            <Time ms={row.date * SECOND_MS} now={now} />
          </span>
          <RowFacts row={row} />
        </button>
        <CopyButton text={value} label={t('copyWhat', disarm(value))} tabIndex={-1} />
      </div>
      {expanded && <NotificationDetail notification={row} />}
    </li>
  );
}

interface RowFactsProps {
  readonly row: ArchivedNotification;
  /** Stands first, where no heading says it. */
  readonly rule?: string;
}

/** File name or note, type, detections, tags, country: as much of it as one line holds. */
export function RowFacts({ row, rule }: RowFactsProps) {
  const { entity, hunting } = row;
  const name = entity.meaningfulName ?? entity.names?.[0] ?? entity.note;
  const detections = entity.stats && countDetections(entity.stats);
  return (
    <span class="row-line row-facts">
      {rule !== undefined && (
        <span class="fact-rule" title={disarm(rule)}>
          <Untrusted text={rule} />
        </span>
      )}
      {detections && (
        <span class="detections" title={t('detections', detections.bad, detections.engines)}>
          <span aria-hidden="true">
            {`${formatNumber(detections.bad)}/${formatNumber(detections.engines)}`}
          </span>
          <span class="unseen">{t('detectionsSpoken', detections.bad, detections.engines)}</span>
        </span>
      )}
      {name && (
        <span class="fact-name" title={disarm(name)}>
          <Untrusted text={name} />
        </span>
      )}
      {entity.typeDescription && (
        <span class="fact-type" title={disarm(entity.typeDescription)}>
          <Untrusted text={entity.typeDescription} />
        </span>
      )}
      <span class="tags">
        {tellingTags(row).map((tag) => (
          <span class="tag" key={tag} title={disarm(tag)}>
            <Untrusted text={tag} />
          </span>
        ))}
      </span>
      {hunting?.sourceCountry && (
        <span class="country" title={disarm(formatCountry(hunting.sourceCountry))}>
          <Untrusted text={hunting.sourceCountry} />
        </span>
      )}
    </span>
  );
}
