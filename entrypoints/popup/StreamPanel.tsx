import { useEffect, useMemo } from 'preact/hooks';
import { createFeed } from '../../components/stream/feed.ts';
import { NotificationFeed } from '../../components/stream/NotificationFeed.tsx';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { OpenedArchive } from '../background/archive-access.ts';
import type { Desk } from '../desk/desk.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';
import { MarkingFault } from '../desk/MarkingFault.tsx';
import { MarkingProgress } from '../desk/MarkingProgress.tsx';
import { useMarking } from '../desk/use-marking.ts';
import { EmptyStream } from './EmptyStream.tsx';

/** Rows of the first paint, and of each step further down. */
const ROWS = 50;

export type Origin = 'hunting' | 'subscriptions';

interface StreamPanelProps {
  readonly origin: Origin;
  readonly desk: Desk;
  readonly archive: ArchiveState;
  readonly status: DeskStatus | undefined;
  readonly unreadLeft: number;
  readonly now: number;
  readonly onOptions: () => void;
}

/** The notifications of one origin, or why there are none. */
export function StreamPanel({ archive, ...rest }: StreamPanelProps) {
  if (archive.phase !== 'open') return <div class="scroller" />;
  return <OpenStream opened={archive.opened} reopen={archive.reopen} {...rest} />;
}

type OpenStreamProps = Omit<StreamPanelProps, 'archive'> & {
  readonly opened: OpenedArchive;
  readonly reopen: () => void;
};

function OpenStream(props: OpenStreamProps) {
  const { origin, desk, opened, reopen, status, unreadLeft, now, onOptions } = props;
  const { archive } = opened;
  const feed = useMemo(() => createFeed((query) => readPage(archive, origin, query)), [archive, origin]);
  useEffect(() => {
    void feed.start();
    return desk.onArchiveChange(() => void feed.lookForNew());
  }, [feed, desk]);
  const marking = useMarking(desk, reopen);
  const hasAccount = opened.account !== undefined || status?.account !== undefined;
  return (
    <NotificationFeed
      state={feed.state.value}
      now={now}
      empty={
        <EmptyStream
          origin={origin}
          hasAccount={hasAccount}
          sync={status?.sync}
          onOptions={onOptions}
          onSample={() => desk.tell({ type: 'start-sample' })}
          onSyncNow={() => desk.tell({ type: 'sync-now' })}
        />
      }
      onMore={() => void feed.readMore()}
      onShown={marking.markSeen}
      unreadLeft={unreadLeft}
      onMarkAllRead={() => marking.markAllRead(`origin:${origin}`)}
      fault={
        <>
          <MarkingProgress marked={marking.marked} />
          <MarkingFault problem={marking.problem} />
        </>
      }
      onRestart={() => {
        // A closed connection is opened anew, which makes a new feed; an open one is read again.
        reopen();
        void feed.start();
      }}
    />
  );
}

const readPage = (
  archive: Archive,
  origin: Origin,
  query: { readonly unreadOnly: boolean; readonly after?: { readonly date: number; readonly id: string } },
) => archive.listNotifications({ filter: `origin:${origin}`, order: 'date-', limit: ROWS, ...query });
