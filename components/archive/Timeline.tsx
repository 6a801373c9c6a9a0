import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { formatDays } from '../words/format.ts';
import { plural, t } from '../words/translate.ts';
import { createBins, type TimelineBin, type TimelineDay } from './timeline-bins.ts';

interface TimelineProps {
  readonly days: readonly TimelineDay[];
  readonly series: readonly string[];
  /** The days that the search is limited to, inclusive; absent: every day. */
  readonly chosen: readonly [number, number] | undefined;
  readonly onChoose: (days: readonly [number, number] | undefined) => void;
}

/** Bars wide enough to point at in the narrowest panel. */
const MOST_BARS = 60;

/** Bars from one to another, in either direction. */
interface Span {
  readonly anchor: number;
  readonly head: number;
}

/**
 * Notifications per day, stacked by rule. Drag over bars, or choose with arrows (Shift: several) and Enter; Escape takes
 * the choice of dates back. What the bars say stands in words below.
 */
export function Timeline({ days, series, chosen, onChoose }: TimelineProps) {
  const id = useId();
  const bins = useMemo(() => createBins(days, series, MOST_BARS), [days, series]);
  const chart = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>();
  const [dragging, setDragging] = useState(false);
  if (bins.length === 0) return null;
  const most = Math.max(...bins.map(({ total }) => total));
  const at = (event: PointerEvent) => {
    const box = chart.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const bar = Math.floor(((event.clientX - box.left) / box.width) * bins.length);
    return Math.min(Math.max(bar, 0), bins.length - 1);
  };
  const choose = (wanted: Span) => {
    const [from, to] = [Math.min(wanted.anchor, wanted.head), Math.max(wanted.anchor, wanted.head)];
    const [first, last] = [bins[from], bins[to]];
    if (first !== undefined && last !== undefined) onChoose([first.from, last.to]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const head = span?.head ?? bins.length - 1;
    const next = { ArrowLeft: head - 1, ArrowRight: head + 1, Home: 0, End: bins.length - 1 }[event.key];
    if (next !== undefined) {
      const to = Math.min(Math.max(next, 0), bins.length - 1);
      setSpan({ anchor: event.shiftKey ? (span?.anchor ?? head) : to, head: to });
    } else if ((event.key === 'Enter' || event.key === ' ') && span !== undefined) choose(span);
    else if (event.key === 'Escape' && chosen !== undefined) onChoose(undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div class="timeline">
      {/* A chart's time runs as its numbers do, whichever way the words run. */}
      <div
        class="timeline-chart"
        dir="ltr"
        ref={chart}
        role="listbox"
        tabIndex={0}
        aria-label={t('timelineLabel')}
        aria-orientation="horizontal"
        aria-multiselectable="true"
        aria-activedescendant={span === undefined ? undefined : `${id}-${span.head}`}
        onKeyDown={onKeyDown}
        onFocus={() => setSpan((before) => before ?? { anchor: bins.length - 1, head: bins.length - 1 })}
        onBlur={() => setSpan(undefined)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          setSpan({ anchor: at(event), head: at(event) });
        }}
        onPointerMove={(event) => {
          const head = at(event);
          if (span?.head !== head) setSpan({ anchor: dragging ? (span?.anchor ?? head) : head, head });
        }}
        onPointerUp={(event) => {
          if (!dragging || span === undefined) return;
          setDragging(false);
          choose({ anchor: span.anchor, head: at(event) });
        }}
        onPointerLeave={() => !dragging && setSpan(undefined)}
        onPointerCancel={() => setDragging(false)}
      >
        <svg viewBox={`0 0 ${bins.length} 100`} preserveAspectRatio="none" role="presentation">
          {bins.map((bin, i) => (
            <Bar
              key={bin.from}
              id={`${id}-${i}`}
              bin={bin}
              place={i}
              most={most}
              state={isIn(i, span) ? 'pointed' : isChosen(bin, chosen) ? 'chosen' : 'other'}
            />
          ))}
        </svg>
      </div>
      <p class="timeline-words">{describe(bins, span, chosen)}</p>
    </div>
  );
}

interface BarProps {
  readonly id: string;
  readonly bin: TimelineBin;
  readonly place: number;
  readonly most: number;
  readonly state: 'pointed' | 'chosen' | 'other';
}

/** A day with a single row is seen too. */
const LEAST_HEIGHT = 3;

function Bar({ id, bin, place, most, state }: BarProps) {
  const height = bin.total === 0 ? 0 : Math.max(LEAST_HEIGHT, (bin.total / most) * 100);
  let top = 100;
  return (
    <g
      id={id}
      class="bar"
      role="option"
      data-state={state}
      aria-selected={state !== 'other'}
      aria-label={words(bin.from, bin.to, bin.total)}
    >
      <rect class="bar-ground" x={place} y={0} width={1} height={100} />
      {bin.parts.map((rows, series) => {
        const part = bin.total === 0 ? 0 : (rows / bin.total) * height;
        top -= part;
        if (part === 0) return null;
        const name = series === bin.parts.length - 1 ? 'rest' : series;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place
          <rect key={series} class={`series-${name}`} x={place + 0.1} y={top} width={0.8} height={part} />
        );
      })}
    </g>
  );
}

const words = (from: number, to: number, total: number): string =>
  `${formatDays(from, to)}: ${plural('notifications', total)}`;

const isIn = (place: number, span: Span | undefined): boolean =>
  span !== undefined &&
  place >= Math.min(span.anchor, span.head) &&
  place <= Math.max(span.anchor, span.head);

const isChosen = ({ from, to }: TimelineBin, chosen: TimelineProps['chosen']): boolean =>
  chosen === undefined || (to >= chosen[0] && from <= chosen[1]);

/** What is pointed at, else what is chosen, else everything. */
function describe(bins: readonly TimelineBin[], span: Span | undefined, chosen: TimelineProps['chosen']) {
  const told = bins.filter((bin, i) => (span === undefined ? isChosen(bin, chosen) : isIn(i, span)));
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return t('timelineNothing');
  return words(
    first.from,
    last.to,
    told.reduce((sum, { total }) => sum + total, 0),
  );
}
