import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DayRows } from './day-rows.ts';
import { createScrollMap, followScroll, type Place, placeAt, type ScrollMap } from './scroll-map.ts';

export interface ScrollPlace {
  readonly map: ScrollMap;
  /** First row in view. */
  readonly first: number;
  /** Row i stands at `i * rowHeight - shift` in the spacer. */
  readonly shift: number;
  /** CSS px; 0 until measured. */
  readonly rowHeight: number;
  /** Height of what is seen of the list, CSS px. */
  readonly view: number;
  /** Moves so far that row `index` is seen whole; not at all when it is already. */
  readonly reveal: (index: number) => void;
  /** Puts row `index` at the top, as far as the list's end allows. */
  readonly bringToTop: (index: number) => void;
}

interface Metrics {
  readonly view: number;
  readonly rowHeight: number;
  /** How often the list came to be laid out: at first, and whenever it was hidden before. */
  readonly showings: number;
}

/**
 * Where a scrolled list of `rows` stands (scroll-map.ts). `probe` is an element as high as a row, so that the height
 * follows text size and zoom. When rows come or go above, the row at the top stays at the top. A list that is hidden
 * (`display: none`) keeps its place, and is put there again: a browser may forget how far it was scrolled.
 */
export function useScrollPlace(
  scroller: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  rows: DayRows,
): ScrollPlace {
  const isLaidOut = useRef(false);
  const { view, rowHeight, showings } = useMetrics(scroller, probe, isLaidOut);
  const map = useMemo(() => createScrollMap(rows.count * rowHeight, view), [rows, rowHeight, view]);
  const [seen, setSeen] = useState({ first: 0, shift: 0 });
  const current = useRef({ map, place: { scrollTop: 0, shift: 0 }, rows, rowHeight, showings });

  // Of hiding and showing, a list's sizes tell only with the next frame.
  const isShown = useCallback(
    () => isLaidOut.current && scroller.current?.checkVisibility() === true,
    [scroller],
  );
  /** Where the browser has scrolled to, told of or not. Where a hidden list says it is, nobody scrolled it to. */
  const readPlace = useCallback(() => {
    const { map: now, place } = current.current;
    const scrollTop = scroller.current?.scrollTop ?? 0;
    return scrollTop === place.scrollTop || !isShown() ? place : followScroll(now, place, scrollTop);
  }, [scroller, isShown]);
  const shown = current.current;
  const isSame = shown.rows === rows && shown.rowHeight === rowHeight && shown.map === map;
  // Now, since the browser clamps it when the other rows are in the document.
  const left = isSame || shown.showings !== showings ? shown.place : readPlace();

  const move = useCallback((next: Place) => {
    current.current.place = next;
    const first = findFirst(next, current.current.rowHeight);
    // Most scrolls by a few pixels show the same rows: nothing to render.
    setSeen((before) =>
      before.first === first && before.shift === next.shift ? before : { first, shift: next.shift },
    );
  }, []);
  /** Writes the offset to the browser, which may round it: the shift then takes up the difference. */
  const put = useCallback(
    (next: Place) => {
      const element = scroller.current;
      if (element === null) return;
      const top = next.scrollTop + next.shift;
      if (element.scrollTop !== next.scrollTop) element.scrollTop = next.scrollTop;
      move({ scrollTop: element.scrollTop, shift: top - element.scrollTop });
    },
    [scroller, move],
  );

  useLayoutEffect(() => {
    const before = current.current;
    current.current = { ...before, map, rows, rowHeight, showings };
    if (isSame && before.showings === showings) return;
    const top = left.scrollTop + left.shift;
    const index = findFirst(left, before.rowHeight);
    const within = before.rowHeight === 0 ? 0 : top / before.rowHeight - index;
    put(placeAt(map, (keepIndex(before.rows, rows, index) + within) * rowHeight));
  }, [map, rows, rowHeight, showings, isSame, left, put]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const stop = new AbortController();
    const onScroll = () => {
      const next = readPlace();
      if (next !== current.current.place) move(next);
    };
    // At rest, the scrollbar goes where it belongs for what is shown; the rows stay where they are.
    const onRest = () => {
      // The next scroll may have begun, and its event be on its way.
      onScroll();
      if (!isShown()) return;
      const { map: now, place: at } = current.current;
      const wanted = placeAt(now, at.scrollTop + at.shift);
      if (Math.abs(wanted.scrollTop - at.scrollTop) > 1) put(wanted);
    };
    element.addEventListener('scroll', onScroll, { signal: stop.signal, passive: true });
    element.addEventListener('scrollend', onRest, { signal: stop.signal, passive: true });
    return () => stop.abort();
  }, [scroller, isShown, readPlace, move, put]);

  const reveal = useCallback(
    (index: number) => {
      const { place: at, map: now, rowHeight: height } = current.current;
      const top = at.scrollTop + at.shift;
      const bottom = (index + 1) * height - (scroller.current?.clientHeight ?? 0);
      const wanted = Math.max(Math.min(top, index * height), bottom);
      if (wanted !== top) put(placeAt(now, wanted));
    },
    [put, scroller],
  );
  const bringToTop = useCallback(
    (index: number) => put(placeAt(current.current.map, index * current.current.rowHeight)),
    [put],
  );
  return { map, ...seen, view, rowHeight, reveal, bringToTop };
}

const findFirst = ({ scrollTop, shift }: Place, rowHeight: number): number =>
  rowHeight === 0 ? 0 : Math.max(0, Math.floor((scrollTop + shift) / rowHeight));

/** The index that row `index` has after rows came or went. */
export function keepIndex(before: DayRows, after: DayRows, index: number): number {
  const place = before.find(index);
  if (place === undefined) return 0;
  const start = after.startOf(place.day);
  return Math.min(start + place.offset, Math.max(0, after.count - 1));
}

/** The metrics when it was last laid out; `isLaidOut` says whether it is. */
function useMetrics(
  scroller: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  isLaidOut: RefObject<boolean>,
): Metrics {
  const [metrics, setMetrics] = useState<Metrics>({ view: 0, rowHeight: 0, showings: 0 });
  useLayoutEffect(() => {
    const [element, row] = [scroller.current, probe.current];
    if (element === null || row === null) return;
    const measure = () => {
      const view = element.clientHeight;
      const rowHeight = row.getBoundingClientRect().height;
      const isNew = rowHeight > 0 && !isLaidOut.current;
      isLaidOut.current = rowHeight > 0;
      if (!isLaidOut.current) return;
      setMetrics((before) => {
        const showings = before.showings + (isNew ? 1 : 0);
        const isSame = before.view === view && before.rowHeight === rowHeight && !isNew;
        return isSame ? before : { view, rowHeight, showings };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(row);
    return () => observer.disconnect();
  }, [scroller, probe, isLaidOut]);
  return metrics;
}
