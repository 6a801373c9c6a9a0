import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAnnounced } from '../kit/Announcer.tsx';
import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { useRowKeys } from '../kit/use-row-keys.ts';
import { formatNumber, plural, t } from '../words/translate.ts';
import type { FeedBatch, FeedState } from './feed.ts';
import { MarkAllButton } from './MarkAllButton.tsx';
import { NotificationGroupView } from './NotificationGroupView.tsx';
import { useShownRows } from './use-shown-rows.ts';

interface NotificationFeedProps {
  readonly state: FeedState;
  readonly now: number;
  /** Instead of an empty list. */
  readonly empty: ComponentChildren;
  readonly onMore: () => void;
  /** Ids of unread rows that came into view. */
  readonly onShown: (ids: readonly string[]) => void;
  readonly onMarkAllRead: () => void;
  /** What could not be done with the list, above it. */
  readonly fault?: ComponentChildren;
  /** How many rows of this list the archive holds as unread now, shown or not. */
  readonly unreadLeft: number;
  /** Read the list again from the top: to let waiting rows in, or after a failure. */
  readonly onRestart: () => void;
}

/** Notifications grouped by rule, the unread first, more of them as the end of the list comes near. */
export function NotificationFeed(props: NotificationFeedProps) {
  const { state, now, empty, onMore, onShown, onRestart } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const focusNext = useRef<string | undefined>(undefined);
  useRowKeys(scroller);
  useShownRows(scroller, state.batches, opened, onShown);
  useNearEnd(scroller, end, state.batches, onMore);
  useLayoutEffect(() => {
    const id = focusNext.current;
    focusNext.current = undefined;
    if (id !== undefined)
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  });

  const isEmpty = state.phase === 'ready' && state.batches.length === 0;
  return (
    <div class="scroller" ref={scroller}>
      {state.phase === 'failed' && (
        <Banner
          tone="bad"
          title={t('feedFailed')}
          action={<Button onClick={onRestart}>{t('tryAgain')}</Button>}
        >
          <p>{t('feedFailedAdvice')}</p>
        </Banner>
      )}
      {props.fault}
      <Waiting waiting={state.waiting} onRestart={onRestart} />
      {isEmpty && empty}
      {state.batches.map((batch, index) => (
        <section class="batch" key={batch.groups[0]?.rows[0]?.id}>
          <BatchHeading
            state={state}
            index={index}
            unreadLeft={props.unreadLeft}
            onMarkAllRead={props.onMarkAllRead}
          />
          {batch.groups.map((group) => (
            <NotificationGroupView
              key={group.id}
              group={group}
              now={now}
              expanded={expanded}
              opened={opened}
              onOpen={(firstHidden) => {
                focusNext.current = firstHidden;
                setOpened((before) => new Set([...before, firstHidden]));
              }}
              onToggle={(id) => setExpanded((before) => toggled(before, id))}
            />
          ))}
        </section>
      ))}
      <div ref={end} class="list-end" />
    </div>
  );
}

function Waiting({ waiting, onRestart }: { waiting: FeedState['waiting']; onRestart: () => void }) {
  const words = waiting.more ? t('showMoreThanNew', waiting.rows) : plural('showNew', waiting.rows);
  useAnnounced(waiting.rows === 0 ? undefined : words, words);
  if (waiting.rows === 0) return null;
  return (
    <div class="waiting">
      <Button look="primary" icon="refresh" onClick={onRestart}>
        {words}
      </Button>
    </div>
  );
}

interface BatchHeadingProps {
  readonly state: FeedState;
  readonly index: number;
  readonly unreadLeft: number;
  readonly onMarkAllRead: () => void;
}

/** Above the first unread and the first read batch; of a list without unread rows it is not seen, only heard. */
function BatchHeading({ state, index, unreadLeft, onMarkAllRead }: BatchHeadingProps) {
  const { batches } = state;
  const unread = batches[index]?.unread === true;
  const isFirst = index === 0 || batches[index - 1]?.unread !== unread;
  if (!isFirst) return null;
  if (index === 0 && !unread) return <h2 class="unseen">{t('earlierHeading')}</h2>;
  const rows = batches.flatMap((batch) => (batch.unread ? batch.groups : [])).flatMap((group) => group.rows);
  return (
    <header class="batch-heading">
      <h2>{unread ? t('newHeading') : t('earlierHeading')}</h2>
      {unread && <span class="count">{formatNumber(rows.length)}</span>}
      {unread && unreadLeft > 0 && (
        <MarkAllButton
          unread={unreadLeft}
          hasUnshown={!state.unreadComplete || state.waiting.rows > 0}
          onMark={onMarkAllRead}
        />
      )}
    </header>
  );
}

function useNearEnd(
  scroller: { readonly current: HTMLElement | null },
  end: { readonly current: HTMLElement | null },
  batches: readonly FeedBatch[],
  onMore: () => void,
) {
  // A new observer per batch: an end that stays in view would not be reported twice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: batches is that trigger
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onMore(),
      { root: scroller.current, rootMargin: '600px 0px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [batches]);
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
