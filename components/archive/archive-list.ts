import { type ReadonlySignal, signal } from '@preact/signals';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { DayRows, RowOrder } from './day-rows.ts';
import { createLatestOnly } from './latest-only.ts';
import {
  createLayout,
  fillDays,
  findId,
  inOrder,
  type Layout,
  type ListOutline,
  leaveOut,
  listDays,
  listIds,
  returnTo,
  type Window,
} from './list-layout.ts';
import { countUnshown, follow } from './list-news.ts';

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
  /**
   * Rows that `outline`, the list's as it is now, no longer has leave the list; those that it has and the list has not
   * stay out. Returns how many these are. Rejects when that cannot be read.
   */
  follow(outline: ListOutline): Promise<number>;
  /** How many rows `outline` has that the list has not; the list stays as it is. Rejects when that cannot be read. */
  countUnshown(outline: ListOutline): Promise<number>;
  /** Reads the rows in view again: one of them may have been marked. */
  refresh(): Promise<void>;
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
    async follow(outline) {
      const target = layout;
      const before = target.rows;
      const came = await follow(target, outline);
      if (target === layout && target.rows !== before) publish(state.value.failed);
      return came;
    },
    countUnshown: (outline) => countUnshown(layout, outline),
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
