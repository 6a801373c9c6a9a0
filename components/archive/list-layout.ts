import { createDayRows, type DayRows, type DayTotal, type RowOrder } from './day-rows.ts';
import { putBack, withDay } from './put-back.ts';

/** What a list is laid out from (the store's Outline satisfies it). */
export interface ListOutline {
  /** Oldest first. */
  readonly days: readonly DayTotal[];
  /** Ids of a day's rows as they are now, oldest first. Rejects when the archive cannot be read. */
  readDay(day: number): Promise<readonly string[]>;
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** A day that was compared: with what count and what rows shown, and how many of its rows were not shown. */
export interface Looked {
  readonly total: number;
  readonly shown: readonly string[];
  readonly came: number;
}

/** A list as it stands: its days, and the ids of those that came into view. Such a day stays as it was read. */
export interface Layout {
  readonly outline: ListOutline;
  readonly order: RowOrder;
  days: readonly DayTotal[];
  rows: DayRows;
  readonly ids: Map<number, readonly string[]>;
  /** What looks at the archive found of days in `ids`. */
  readonly looked: Map<number, Looked>;
}

export function createLayout(outline: ListOutline, order: RowOrder): Layout {
  const { days } = outline;
  return { outline, order, days, rows: createDayRows(days, order), ids: new Map(), looked: new Map() };
}

export function findId(layout: Layout, index: number): string | undefined {
  const place = layout.rows.find(index);
  return place && layout.ids.get(place.day)?.[place.offset];
}

export function listIds(layout: Layout, { from, to }: Window): readonly string[] {
  const ids: string[] = [];
  for (let index = from; index < Math.min(to, layout.rows.count); index++) {
    const id = findId(layout, index);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

export function listDays({ rows }: Layout, { from, to }: Window): readonly number[] {
  const days = new Set<number>();
  for (let index = from; index < Math.min(to, rows.count); index++) {
    const place = rows.find(index);
    if (place !== undefined) days.add(place.day);
  }
  return [...days];
}

/** Reads the days of a window; counts that have changed since the outline was read move what is behind them. */
export async function fillDays(layout: Layout, window: Window): Promise<void> {
  for (;;) {
    const missing = listDays(layout, window).filter((day) => !layout.ids.has(day));
    if (missing.length === 0) return;
    const read = await Promise.all(missing.map((day) => layout.outline.readDay(day)));
    for (const [i, day] of missing.entries()) {
      const ids = read[i] ?? [];
      layout.ids.set(day, inOrder(ids, layout.order));
    }
    recount(layout);
  }
}

/** From oldest first. */
export const inOrder = (ids: readonly string[], order: RowOrder) =>
  order === 'date+' ? ids : ids.toReversed();

/** Whether one of `back` is in its place again. */
export function returnTo(
  layout: Layout,
  day: number,
  now: readonly string[],
  back: ReadonlySet<string>,
): boolean {
  const total = layout.days.find((each) => each.day === day)?.total;
  const shown = total === undefined ? undefined : { total, ids: layout.ids.get(day) };
  const next = putBack(shown, now, back);
  if (next === undefined) return false;
  if (next.ids !== undefined) layout.ids.set(day, next.ids);
  layout.days = withDay(layout.days, day, next.total);
  layout.rows = createDayRows(layout.days, layout.order);
  return true;
}

export function leaveOut(layout: Layout, gone: ReadonlySet<string>): void {
  for (const [day, ids] of layout.ids) {
    const left = ids.filter((id) => !gone.has(id));
    if (left.length < ids.length) layout.ids.set(day, left);
  }
  recount(layout);
}

/** `most`: of a day that has not come into view, no more rows than that. */
export function recount(layout: Layout, most = (_day: number) => Number.POSITIVE_INFINITY): void {
  const count = ({ day, total }: DayTotal) => layout.ids.get(day)?.length ?? Math.min(total, most(day));
  if (layout.days.every((each) => count(each) === each.total)) return;
  layout.days = layout.days.map((each) => ({ day: each.day, total: count(each) }));
  layout.rows = createDayRows(layout.days, layout.order);
}
