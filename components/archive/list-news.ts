import { type Layout, type ListOutline, type Looked, recount } from './list-layout.ts';

/**
 * Rows that `outline`, the list's as it is now, no longer has leave the list; returns how many it has that are not shown.
 * Days that came into view are compared by their ids: a count may stay the same while one row comes and another goes, and
 * the count of a search by text may include rows that are gone. Each is read once for as long as nothing changes.
 */
export async function follow(layout: Layout, outline: ListOutline): Promise<number> {
  const totals = new Map(outline.days.map(({ day, total }) => [day, total]));
  const now = (day: number) => totals.get(day) ?? 0;
  const open = [...layout.ids].filter(([day, shown]) => isOpen(layout.looked.get(day), now(day), shown));
  const read = await Promise.all(open.map(([day]) => (totals.has(day) ? outline.readDay(day) : [])));
  for (const [i, [day]] of open.entries()) compare(layout, day, read[i] ?? [], now(day));
  recount(layout, now);

  const shown = new Map(layout.days.map(({ day, total }) => [day, total]));
  let came = 0;
  for (const { day, total } of outline.days) {
    const isRead = layout.ids.has(day);
    came += isRead ? (layout.looked.get(day)?.came ?? 0) : Math.max(0, total - (shown.get(day) ?? 0));
  }
  return came;
}

/**
 * How many rows `outline` has that are not shown, where the list keeps those that `outline` no longer has: one may be read
 * while another comes, so that the days that came into view are compared each time.
 */
export async function countUnshown(layout: Layout, outline: ListOutline): Promise<number> {
  const laidOut = new Map(layout.days.map(({ day, total }) => [day, total]));
  const counts = outline.days.map(async ({ day, total }) => {
    const shown = layout.ids.get(day);
    if (shown === undefined) return Math.max(0, total - (laidOut.get(day) ?? 0));
    const there = new Set(shown);
    return (await outline.readDay(day)).filter((id) => !there.has(id)).length;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

const isOpen = (looked: Looked | undefined, total: number, shown: readonly string[]): boolean =>
  looked === undefined ? total !== shown.length : total !== looked.total || shown !== looked.shown;

function compare(layout: Layout, day: number, now: readonly string[], total: number): void {
  const there = new Set(now);
  const before = layout.ids.get(day) ?? [];
  const shown = before.filter((id) => there.has(id));
  if (shown.length < before.length) layout.ids.set(day, shown);
  const kept = layout.ids.get(day) ?? shown;
  layout.looked.set(day, { total, shown: kept, came: there.size - shown.length });
}
