import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'preact/hooks';
import { useLetters } from '../kit/letters.ts';
import { findStep } from './archive-keys.ts';
import type { DayRows } from './day-rows.ts';
import { useScrollPlace } from './use-scroll-place.ts';

export interface RowWindowHandle {
  /** Scrolls so that the row is at the top, makes it the active one, and focuses it if `focus`. */
  goTo(index: number, focus: boolean): void;
  /** Puts the focus on the active row. */
  focus(): void;
  /** Index of the first row in view. */
  first(): number;
}

interface RowWindowProps {
  readonly label: string;
  readonly rows: DayRows;
  /** The row that Tab stops at. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** These rows are in view or near it. */
  readonly onWindow: (from: number, to: number) => void;
  /** A row's content; its first button takes the focus. `tabIndex` is for every control in it. */
  readonly renderRow: (index: number, tabIndex: number) => ComponentChildren;
  readonly handle: RefObject<RowWindowHandle | null>;
}

/** Rows beyond either edge of the view, so that a scroll shows no gap before the next frame. */
const OVERSCAN = 12;

/** A list of any number of rows of one height, of which only those near the view exist. */
export function RowWindow(props: RowWindowProps) {
  const { label, rows, active, onActive, onWindow, renderRow, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const { map, first, shift, view, rowHeight, reveal, bringToTop } = useScrollPlace(scroller, probe, rows);
  const wantsFocus = useRef(false);
  const letters = useLetters();

  const perView = rowHeight === 0 ? 0 : Math.max(1, Math.floor(view / rowHeight));
  const from = Math.max(0, first - OVERSCAN);
  const to = Math.min(rows.count, first + perView + 2 + OVERSCAN);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are another window
  useEffect(() => {
    if (to > from) onWindow(from, to);
  }, [from, to, rows, onWindow]);
  const focusActive = () =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] button`)?.focus({
      preventScroll: true,
    });
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusActive();
  });
  useImperativeHandle(handle, () => ({
    goTo(wanted, focus) {
      // A date before the oldest row has no row: without one that is active, Tab would stop at none.
      const index = Math.max(0, Math.min(wanted, rows.count - 1));
      wantsFocus.current = focus;
      bringToTop(index);
      onActive(index);
    },
    focus: focusActive,
    first: () => first,
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const next = findStep(event, letters)?.(active, perView);
    if (next === undefined || rows.count === 0) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), rows.count - 1);
    wantsFocus.current = true;
    reveal(index);
    onActive(index);
    if (index === active) focusActive();
  };

  const shown = listShown(from, to, Math.min(active, rows.count - 1));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows in it, which have the focus
    <div class="row-scroller" ref={scroller} onKeyDown={onKeyDown}>
      <div class="row-probe" ref={probe} aria-hidden="true" />
      <div class="row-spacer" style={{ height: `${map.spacer}px` }}>
        {/* Browsers keep lengths as 32 bit floats, exact to a pixel here: one for all rows, so that no gap opens. */}
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari's rule (no list without marks) is not the only one */}
        <ul class="row-run" role="list" aria-label={label} style={{ top: `${from * rowHeight - shift}px` }}>
          {shown.map((index) => (
            <li
              key={index}
              class={index < from || index >= to ? 'row-place row-aside' : 'row-place'}
              data-index={index}
              aria-setsize={rows.count}
              aria-posinset={index + 1}
              style={{ top: `${(Math.min(Math.max(index, from), to - 1) - from) * rowHeight}px` }}
            >
              {renderRow(index, index === active ? 0 : -1)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The active row stays in the document wherever the view is, so that the focus is not lost by scrolling. */
function listShown(from: number, to: number, active: number): readonly number[] {
  const near = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  if (active < 0 || (active >= from && active < to)) return near;
  return active < from ? [active, ...near] : [...near, active];
}
