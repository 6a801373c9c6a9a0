/**
 * A list of a million rows is taller than browsers draw: Chromium clamps an element at 33,554,428 device pixels, Firefox
 * drops one over about 17.8 million. So the scrolled element ends at SPACER_LIMIT and stands for the whole list:
 *
 *     offset in the spacer   0 .. EDGE          as in the list, counted from its beginning
 *                            EDGE .. max - EDGE stretched, one pixel stands for several
 *                            max - EDGE .. max  as in the list, counted from its end
 *
 * Wheel, touch and keys move by a few pixels and must move the rows by the same: the view then keeps the rows where they
 * are in the spacer (`place.shift` stays), wherever it is. A drag of the scrollbar moves far and is mapped. Both ends
 * are unstretched, so that no gesture meets the spacer's end before the list's: the last row is always reached.
 *
 * Example: 1,000,000 rows of 44 px are 44,000,000 px; between the edges a pixel stands for 44e6 - 2e6 / 16e6 - 2e6 = 3.
 */
export const SPACER_LIMIT = 16_000_000;
const EDGE = 1_000_000;
/** A wheel, a fling and a page key stay below; one pixel of a scrollbar stands for more, wherever there is a stretch. */
const JUMP = 8_000;

export interface ScrollMap {
  /** Height of the scrolled element, CSS px. */
  readonly spacer: number;
  /** Largest scroll offsets of the spacer and of the whole list. */
  readonly maxScroll: number;
  readonly maxTop: number;
  /** What of the list is at the top when the spacer is scrolled to `scrollTop`, and the inverse. */
  toTop(scrollTop: number): number;
  toScroll(top: number): number;
}

/** `height`: of all rows; `view`: of what is seen of them. CSS px. */
export function createScrollMap(height: number, view: number): ScrollMap {
  const spacer = Math.min(height, SPACER_LIMIT);
  const maxScroll = Math.max(0, spacer - view);
  const maxTop = Math.max(0, height - view);
  const stretch = maxScroll === maxTop ? 1 : (maxTop - 2 * EDGE) / (maxScroll - 2 * EDGE);
  return {
    spacer,
    maxScroll,
    maxTop,
    toTop(scrollTop) {
      const at = clamp(scrollTop, maxScroll);
      if (stretch === 1 || at <= EDGE) return at;
      if (at >= maxScroll - EDGE) return maxTop - (maxScroll - at);
      return EDGE + (at - EDGE) * stretch;
    },
    toScroll(top) {
      const at = clamp(top, maxTop);
      if (stretch === 1 || at <= EDGE) return at;
      if (at >= maxTop - EDGE) return maxScroll - (maxTop - at);
      return EDGE + (at - EDGE) / stretch;
    },
  };
}

/** Where a view stands: `scrollTop` of the spacer, and how far the list is ahead of it. */
export interface Place {
  readonly scrollTop: number;
  /** `scrollTop + shift` is the list's own offset; row i stands at `i * rowHeight - shift` in the spacer. */
  readonly shift: number;
}

/** After the browser scrolled from `before` to `scrollTop`. */
export function followScroll(map: ScrollMap, before: Place, scrollTop: number): Place {
  const top = scrollTop + before.shift;
  const isStep = Math.abs(scrollTop - before.scrollTop) <= JUMP;
  if (isStep && top >= 0 && top <= map.maxTop && !isAtEnd(map, scrollTop))
    return { scrollTop, shift: before.shift };
  return { scrollTop, shift: map.toTop(scrollTop) - scrollTop };
}

/** There, nothing further can be scrolled: it must be the list's end as well. */
const isAtEnd = ({ maxScroll }: ScrollMap, scrollTop: number): boolean =>
  scrollTop <= 0 || scrollTop >= maxScroll - 1;

/** The place that shows the list from `top` on, and which is also where the scrollbar should stand for it. */
export function placeAt(map: ScrollMap, top: number): Place {
  const at = clamp(top, map.maxTop);
  const scrollTop = map.toScroll(at);
  return { scrollTop, shift: at - scrollTop };
}

const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max);
