import type { DayTotal } from './day-rows.ts';

/** A day of a list, in the list's own order; `ids` only when the day has come into view. */
export interface ShownDay {
  readonly total: number;
  readonly ids: readonly string[] | undefined;
}

/**
 * The day with those of `back` that `now`, the day as it is, holds: each after the row that it came after. Rows that
 * are new in `now` stay out. `undefined` when none of them belongs there or all are there already.
 */
export function putBack(
  shown: ShownDay | undefined,
  now: readonly string[],
  back: ReadonlySet<string>,
): ShownDay | undefined {
  const before = shown === undefined ? [] : shown.ids;
  const there = new Set(before);
  const missing = now.filter((id) => back.has(id) && !there.has(id));
  if (missing.length === 0) return undefined;
  if (before === undefined) return { total: (shown?.total ?? 0) + missing.length, ids: undefined };
  const ids = [...before];
  let at = 0;
  for (const id of now) {
    if (there.has(id)) at = ids.indexOf(id, at) + 1;
    else if (back.has(id)) ids.splice(at++, 0, id);
  }
  return { total: ids.length, ids };
}

/** The days with one of them counted anew, oldest first. */
export function withDay(days: readonly DayTotal[], day: number, total: number): readonly DayTotal[] {
  const others = days.filter((each) => each.day !== day);
  return [...others, { day, total }].sort((a, b) => a.day - b.day);
}
