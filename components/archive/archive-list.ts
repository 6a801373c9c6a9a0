import { type ReadonlySignal, signal } from '@preact/signals';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { createDayRows, type DayRows, type DayTotal, type RowOrder } from './day-rows.ts';
import { createLatestOnly } from './latest-only.ts';
import { putBack, withDay } from './put-back.ts';

/** What a list is laid out from (the store's Outline satisfies it). */
export interface ListOutline {
  /** Oldest first. */
  readonly days: readonly DayTotal[];
  /** Ids of a day's rows as they are now, oldest first. Rejects when the archive cannot be read. */
  readDay(day: number): Promise<readonly string[]>;
}

export type ReadRows = (ids: readonly string[]) => Promise<readonly (ArchivedNotification | undefined)[]>;

export interface ListState {
  readonly rows: DayRows;
  readonly failed: boolean;
  /** Changes whenever `rowAt` may answer otherwise. */
  readonly version: number;
}

/** A list of any length of which only what is in view is read. */
export interface ArchiveList {
  readonly state: ReadonlySignal<ListState>;
  /**
   * Reads what of `outline` comes first into view, from row `from` on, then shows it instead of what was there, unless
   * `isStale` by then. `afresh`: rows known from before may have been marked since, and are read again.
   */
  show(
    outline: ListOutline,
    order: RowOrder,
    from: number,
    isStale: () => boolean,
    afresh?: boolean,
  ): Promise<void>;
  /** Rows `from` to `to` (exclusive) are in view: they will be there soon, other windows asked for before perhaps not. */
  need(from: number, to: number): Promise<void>;
  /** `undefined`: not read yet. */
  rowAt(index: number): ArchivedNotification | undefined;
  /**
   * Rows that left this list and may be in the archive again take their places, if `outline`, the list's as it is now,
   * or the list's own has them. Rejects when that cannot be read.
   */
  takeBack(outline: ListOutline, left: readonly ArchivedNotification[]): Promise<void>;
  /** Reads the rows in view again: one of them may have been marked. */
  refresh(): Promise<void>;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** A list as it stands: its days, and the ids of those that came into view. Such a day stays as it was read. */
interface Layout {
  readonly outline: ListOutline;
  readonly order: RowOrder;
  days: readonly DayTotal[];
  rows: DayRows;
  readonly ids: Map<number, readonly string[]>;
}

/** So many rows are in view at first, on a large screen. */
const FIRST_ROWS = 60;
const DAY_SECONDS = 86_400;
/** Ids and rows that are kept beyond those in view. */
const KEPT_IDS = 100_000;
const KEPT_ROWS = 4_000;

export function createArchiveList(readRows: ReadRows): ArchiveList {
  let layout = createLayout({ days: [], readDay: async () => [] }, 'date-');
  let view: Window = { from: 0, to: 0 };
  let rows = new Map<string, ArchivedNotification>();
  const state = signal<ListState>({ rows: layout.rows, failed: false, version: 0 });
  const publish = (failed: boolean) => {
    state.value = { rows: layout.rows, failed, version: state.value.version + 1 };
  };

  async function fill(target: Layout, window: Window): Promise<void> {
    await fillDays(target, window);
    const ids = listIds(target, window).filter((id) => !rows.has(id));
    if (ids.length > 0) await readInto(target, ids);
  }

  async function readInto(target: Layout, ids: readonly string[]): Promise<void> {
    const read = await readRows(ids);
    const gone = new Set(ids.filter((_, i) => read[i] === undefined));
    for (const row of read) if (row !== undefined) rows.set(row.id, row);
    if (gone.size > 0) leaveOut(target, gone);
  }

  const fillView = createLatestOnly<Window>(async (window) => {
    const target = layout;
    try {
      await fill(target, window);
    } catch {
      if (target === layout) publish(true);
      return;
    }
    if (target !== layout) return;
    forgetFar();
    publish(false);
  });

  function keepOnly(ids: ReadonlySet<string>): void {
    rows = new Map([...rows].filter(([id]) => ids.has(id)));
  }

  function forgetFar(): void {
    if (rows.size > KEPT_ROWS) keepOnly(new Set(listIds(layout, view)));
    const kept = [...layout.ids.values()].reduce((sum, ids) => sum + ids.length, 0);
    if (kept <= KEPT_IDS) return;
    const days = new Set(listDays(layout, view));
    for (const day of layout.ids.keys()) if (!days.has(day)) layout.ids.delete(day);
  }

  return {
    state,
    async show(outline, order, from, isStale, afresh = false) {
      const next = createLayout(outline, order);
      const start = Math.max(0, Math.min(from, next.rows.count - FIRST_ROWS));
      const first = { from: start, to: start + FIRST_ROWS };
      let failed = false;
      const read = async () => {
        if (!afresh) return fill(next, first);
        await fillDays(next, first);
        await readInto(next, listIds(next, first));
      };
      await read().catch(() => {
        failed = true;
      });
      if (isStale()) return;
      if (afresh) keepOnly(new Set(listIds(next, first)));
      layout = next;
      view = first;
      publish(failed);
    },
    need(from, to) {
      view = { from, to };
      const ids = listIds(layout, view);
      const isRead = ids.length === Math.min(to, layout.rows.count) - from && ids.every((id) => rows.has(id));
      return isRead ? Promise.resolve() : fillView(view);
    },
    rowAt(index) {
      const id = findId(layout, index);
      return id === undefined ? undefined : rows.get(id);
    },
    async takeBack(outline, left) {
      const target = layout;
      const back = new Set(left.map(({ id }) => id));
      let isChanged = false;
      for (const day of new Set(left.map(({ date }) => Math.floor(date / DAY_SECONDS)))) {
        for (const { days, readDay } of [target.outline, outline]) {
          if (!days.some((each) => each.day === day)) continue;
          const now = inOrder(await readDay(day), target.order);
          if (target !== layout) return;
          isChanged = returnTo(target, day, now, back) || isChanged;
        }
      }
      if (isChanged) await fillView(view);
    },
    async refresh() {
      const target = layout;
      const near = listIds(target, view);
      rows = new Map([...rows].filter(([id]) => near.includes(id)));
      try {
        await readInto(target, near);
        publish(false);
      } catch {
        publish(true);
      }
    },
  };
}

function createLayout(outline: ListOutline, order: RowOrder): Layout {
  const { days } = outline;
  return { outline, order, days, rows: createDayRows(days, order), ids: new Map() };
}

function findId(layout: Layout, index: number): string | undefined {
  const place = layout.rows.find(index);
  return place && layout.ids.get(place.day)?.[place.offset];
}

function listIds(layout: Layout, { from, to }: Window): readonly string[] {
  const ids: string[] = [];
  for (let index = from; index < Math.min(to, layout.rows.count); index++) {
    const id = findId(layout, index);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

function listDays({ rows }: Layout, { from, to }: Window): readonly number[] {
  const days = new Set<number>();
  for (let index = from; index < Math.min(to, rows.count); index++) {
    const place = rows.find(index);
    if (place !== undefined) days.add(place.day);
  }
  return [...days];
}

/** Reads the days of a window; counts that have changed since the outline was read move what is behind them. */
async function fillDays(layout: Layout, window: Window): Promise<void> {
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
const inOrder = (ids: readonly string[], order: RowOrder) => (order === 'date+' ? ids : ids.toReversed());

/** Whether one of `back` is in its place again. */
function returnTo(layout: Layout, day: number, now: readonly string[], back: ReadonlySet<string>): boolean {
  const total = layout.days.find((each) => each.day === day)?.total;
  const shown = total === undefined ? undefined : { total, ids: layout.ids.get(day) };
  const next = putBack(shown, now, back);
  if (next === undefined) return false;
  if (next.ids !== undefined) layout.ids.set(day, next.ids);
  layout.days = withDay(layout.days, day, next.total);
  layout.rows = createDayRows(layout.days, layout.order);
  return true;
}

function leaveOut(layout: Layout, gone: ReadonlySet<string>): void {
  for (const [day, ids] of layout.ids)
    layout.ids.set(
      day,
      ids.filter((id) => !gone.has(id)),
    );
  recount(layout);
}

function recount(layout: Layout): void {
  const total = ({ day, total }: DayTotal) => layout.ids.get(day)?.length ?? total;
  if (layout.days.every((each) => total(each) === each.total)) return;
  layout.days = layout.days.map((each) => ({ day: each.day, total: total(each) }));
  layout.rows = createDayRows(layout.days, layout.order);
}
