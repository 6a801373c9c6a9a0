import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ArchiveRow } from '../../components/archive/ArchiveRow.tsx';
import { pressRowKey } from '../../components/archive/archive-keys.ts';
import { DetailPane } from '../../components/archive/DetailPane.tsx';
import { toggleTerm, withDays } from '../../components/archive/filter-terms.ts';
import { RowWindow, type RowWindowHandle } from '../../components/archive/RowWindow.tsx';
import { SelectionBar } from '../../components/archive/SelectionBar.tsx';
import { Timeline } from '../../components/archive/Timeline.tsx';
import { findSeries } from '../../components/archive/timeline-bins.ts';
import { keepIndex } from '../../components/archive/use-scroll-place.ts';
import { announce } from '../../components/kit/Announcer.tsx';
import { useLetters } from '../../components/kit/letters.ts';
import { plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { OpenedArchive } from '../background/archive-access.ts';
import type { Desk } from '../desk/desk.ts';
import { MarkingFault } from '../desk/MarkingFault.tsx';
import { MarkingProgress } from '../desk/MarkingProgress.tsx';
import { useMarking } from '../desk/use-marking.ts';
import { ArchiveEmpty } from './ArchiveEmpty.tsx';
import { ArchiveTools } from './ArchiveTools.tsx';
import { findChosenDays } from './chosen-days.ts';
import { offerSearch } from './search-export.ts';
import { useArchiveSearch } from './use-archive-search.ts';
import { useOpenRow } from './use-open-row.ts';
import { useSelection } from './use-selection.ts';
import { useVocabulary } from './use-vocabulary.ts';

export interface ArchivePanelProps {
  readonly desk: Desk;
  readonly opened: OpenedArchive;
  readonly reopen: () => void;
  readonly status: DeskStatus | undefined;
  readonly now: number;
  readonly clock: Clock;
  readonly query: string;
  readonly onOptions: () => void;
}

const SERIES = 5;

/** Search box, timeline, list and detail over the whole archive. */
export function ArchivePanel({
  desk,
  opened,
  reopen,
  status,
  now,
  clock,
  query,
  onOptions,
}: ArchivePanelProps) {
  const { archive } = opened;
  const handle = useRef<RowWindowHandle>(null);
  const findFirst = useCallback(() => handle.current?.first() ?? 0, []);
  const asked = useArchiveSearch(desk, archive, findFirst, query);
  const { search, filter, setText } = asked;
  const { list } = search;
  const state = search.state.value;
  const { rows, failed, version } = list.state.value;
  const words = useVocabulary(desk, archive);
  const [active, setActive] = useActiveRow(rows, state.answered);
  const marking = useMarking(desk, reopen);
  const row = useOpenRow(desk, archive, marking.markSeen);
  const letters = useLetters();
  const selection = useSelection(desk, archive);
  const series = useMemo(() => findSeries(state.outline?.timeline ?? [], SERIES), [state.outline]);
  const chosen = useMemo(() => findChosenDays(filter), [filter]);
  const total = state.outline?.total ?? 0;
  const { unreadOnly } = asked;
  const offer = useMemo(
    () => offerSearch(archive, { filter, unreadOnly }, total, selection.ids, clock),
    [archive, filter, unreadOnly, total, selection.ids, clock],
  );
  const onWindow = useCallback((from: number, to: number) => void list.need(from, to), [list]);
  // An answer begins at its top; rows that only came or went leave the view where it was.
  useLayoutEffect(() => {
    if (state.answered !== undefined) handle.current?.goTo(0, false);
  }, [state.answered]);
  useAnnouncedCount(state.phase === 'ready' ? state.outline?.total : undefined, state.answered);

  const open = (index: number) => {
    setActive(index);
    const found = list.rowAt(index);
    if (found !== undefined) row.open(found);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row may have come with this version
  useEffect(() => {
    const found = list.rowAt(active);
    if (row.awaited && found !== undefined) row.open(found);
  }, [version, active, row.awaited]);
  const step = (index: number) => () => {
    handle.current?.goTo(index, false);
    row.expect();
  };
  // Beside the detail the list can be moved in or searched anew: then the way on begins at its active row.
  const reached = list.rowAt(active);
  const isElsewhere = !row.awaited && reached !== undefined && reached.id !== row.opened?.id;
  const older = isElsewhere ? active : active + 1;
  const back = () => {
    row.close();
    requestAnimationFrame(() => handle.current?.focus());
  };
  const isFailed = failed || state.phase === 'failed';
  return (
    <div
      class="archive"
      data-phase={state.phase}
      data-selecting={selection.ids.size > 0}
      aria-busy={state.phase === 'reading'}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows in it, which have the focus */}
      <div class="archive-search" onKeyDown={(event) => pressRowKey(event, letters)}>
        <ArchiveTools
          asked={asked}
          words={words}
          series={series}
          now={now}
          offer={offer}
          onToggle={(term) => setText(toggleTerm(filter, term))}
          onDate={(day) => handle.current?.goTo(rows.startOf(day), false)}
          onLeave={() => handle.current?.focus()}
          onMarkAllRead={() => marking.markAllRead(filter, asked.again)}
          onFault={reopen}
        />
        <Timeline
          days={state.outline?.timeline ?? []}
          series={series}
          chosen={chosen}
          onChoose={(days) => setText(withDays(filter, days))}
        />
        <SelectionBar
          count={selection.ids.size}
          offer={offer}
          onMarkRead={() => marking.markRead([...selection.ids])}
          onClear={selection.clear}
        />
        <MarkingProgress marked={marking.marked} />
        <MarkingFault problem={marking.problem} />
        {state.phase !== 'reading' && (isFailed || rows.count === 0) ? (
          <ArchiveEmpty
            failed={isFailed}
            filter={filter}
            onEvery={unreadOnly ? () => asked.setUnreadOnly(false) : undefined}
            dateless={state.outline?.timeline.reduce((sum, { total }) => sum + total, 0) ?? 0}
            hasAccount={opened.account !== undefined || status?.account !== undefined}
            sync={status?.sync}
            onText={setText}
            onOptions={onOptions}
            onSample={() => desk.tell({ type: 'start-sample' })}
            onSyncNow={() => desk.tell({ type: 'sync-now' })}
            onRetry={() => {
              reopen();
              asked.again();
            }}
          />
        ) : (
          <RowWindow
            label={t('tabArchive')}
            rows={rows}
            active={active}
            onActive={setActive}
            onWindow={onWindow}
            handle={handle}
            renderRow={(index, tabIndex) => {
              const shown = list.rowAt(index);
              return (
                <ArchiveRow
                  row={shown}
                  now={now}
                  tabIndex={tabIndex}
                  selected={shown !== undefined && selection.ids.has(shown.id)}
                  onOpen={() => open(index)}
                  onSelect={() => shown !== undefined && selection.toggle(shown.id)}
                />
              );
            }}
          />
        )}
      </div>
      {row.opened !== undefined && (
        <DetailPane
          notification={row.opened}
          onBack={back}
          onNewer={active > 0 ? step(active - 1) : undefined}
          onOlder={older < rows.count ? step(older) : undefined}
        />
      )}
    </div>
  );
}

/** The row that Tab stops at: the first of each answer, then wherever the user went, kept when rows come or go. */
function useActiveRow(
  rows: Parameters<typeof keepIndex>[0],
  answered: unknown,
): readonly [number, (index: number) => void] {
  const [active, setActive] = useState(0);
  const before = useRef({ rows, answered });
  useLayoutEffect(() => {
    const { rows: earlier, answered: last } = before.current;
    before.current = { rows, answered };
    if (last !== answered) setActive(0);
    else if (earlier !== rows) setActive((index) => keepIndex(earlier, rows, index));
  }, [rows, answered]);
  return [active, setActive];
}

const SETTLE_MS = 700;

/** How many there are, said once the typing rests. */
function useAnnouncedCount(total: number | undefined, answered: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is said, also one with the same count
  useEffect(() => {
    if (total === undefined) return;
    const timer = setTimeout(() => announce(plural('notifications', total)), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [total, answered]);
}
