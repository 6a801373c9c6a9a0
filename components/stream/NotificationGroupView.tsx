import { disarm, Untrusted } from '../kit/Untrusted.tsx';
import { formatNumber, plural } from '../words/translate.ts';
import type { NotificationGroup } from './group-notifications.ts';
import { NotificationRow } from './NotificationRow.tsx';

interface NotificationGroupViewProps {
  readonly group: NotificationGroup;
  readonly now: number;
  readonly expanded: ReadonlySet<string>;
  /** First hidden rows of the long groups that were opened. */
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (firstHidden: string) => void;
  readonly onToggle: (id: string) => void;
}

/** One busy rule must not push all others out of sight. */
const ROWS_AT_FIRST = 5;

export function NotificationGroupView(props: NotificationGroupViewProps) {
  const { group, now, expanded, opened, onOpen, onToggle } = props;
  // Hiding a single row would take as much room as showing it.
  const isLong = group.rows.length > ROWS_AT_FIRST + 1;
  const firstHidden = isLong ? group.rows[ROWS_AT_FIRST]?.id : undefined;
  const isCut = firstHidden !== undefined && !opened.has(firstHidden);
  const rows = isCut ? group.rows.slice(0, ROWS_AT_FIRST) : group.rows;
  return (
    <section class="group">
      <header class="group-heading">
        <h3 title={disarm(group.title)}>
          <Untrusted text={group.title} />
        </h3>
        {group.subtitle !== undefined && (
          <span class="group-subtitle" title={disarm(group.subtitle)}>
            <Untrusted text={group.subtitle} />
          </span>
        )}
        {group.sort !== undefined && (
          <span class="group-sort">
            <Untrusted text={group.sort} />
          </span>
        )}
        <span class="count">{formatNumber(group.rows.length)}</span>
      </header>
      <ul class="rows">
        {rows.map((row) => (
          <NotificationRow
            key={row.id}
            row={row}
            now={now}
            expanded={expanded.has(row.id)}
            onToggle={onToggle}
          />
        ))}
      </ul>
      {isCut && (
        <button
          type="button"
          class="group-more"
          data-row={`more ${firstHidden}`}
          tabIndex={-1}
          onClick={() => onOpen(firstHidden)}
        >
          {plural('showMoreRows', group.rows.length - rows.length)}
        </button>
      )}
    </section>
  );
}
