import type { ArchivePosition } from './archive-api.ts';
import type { ScanRange } from './index-scan.ts';
import { isBefore } from './merged-scan.ts';
import type { ColumnRecord } from './schema.ts';

/**
 * Free text over a million rows without reading one. What rows share (rule, source, tags) was searched in the causes
 * already, so that a row only looks up the number of its cause; what is its own (names, address) stands with that of all
 * other rows in one string, which the engine's own `indexOf` goes through at memory speed.
 */
export interface TextQuery {
  /** All must be found; each in lower case, with the causes that have it: `causes[n]` is 1. */
  readonly terms: readonly { readonly text: string; readonly causes: Uint8Array }[];
  /** Causes that the rest of the filter allows: `causes[n]` is 1. */
  readonly causes: Uint8Array;
}

/** Rows of one column that match; `marks[i]` is 1 for row i. */
export interface ColumnHits {
  readonly column: ColumnRecord;
  readonly marks: Uint8Array;
}

export function searchColumn(column: ColumnRecord, { terms, causes }: TextQuery): ColumnHits {
  // How many of the terms, in their order, each row has so far.
  const found = new Uint8Array(column.dates.length);
  for (const [t, term] of terms.entries()) {
    markByCause(column, term.causes, found, t);
    markByText(column, term.text, found, t);
  }
  const marks = found.map((count, i) =>
    count === terms.length && causes[column.causes[i] ?? 0] === 1 ? 1 : 0,
  );
  return { column, marks };
}

function markByCause(column: ColumnRecord, causes: Uint8Array, found: Uint8Array, before: number): void {
  for (let i = 0; i < found.length; i++) {
    if (found[i] === before && causes[column.causes[i] ?? 0] === 1) found[i] = before + 1;
  }
}

function markByText({ text, textEnds }: ColumnRecord, term: string, found: Uint8Array, before: number): void {
  let row = 0;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, textEnds[row])) {
    while ((textEnds[row] ?? 0) <= at) row++;
    if (found[row] === before) found[row] = before + 1;
  }
}

const KEPT = 4096;

/** The first `count` hits of `range`, in its order; a row that stands in several columns comes once. */
export function selectHits(
  hits: readonly ColumnHits[],
  range: ScanRange,
  count: number,
): readonly ArchivePosition[] {
  let best: ArchivePosition[] = [];
  let worst: ArchivePosition | undefined;
  const sortOut = () => {
    best.sort((a, b) => (isBefore(a, b, range.order) ? -1 : 1));
    best = best.filter((hit, i) => hit.id !== best[i - 1]?.id).slice(0, count);
    worst = best.length === count ? best.at(-1) : undefined;
  };
  for (const { column, marks } of hits) {
    for (let i = marks.indexOf(1); i >= 0; i = marks.indexOf(1, i + 1)) {
      const date = column.dates[i] ?? 0;
      if (!mayPrecede(date, worst?.date, range) || !isWithin(date, range)) continue;
      const hit = { date, id: column.ids.slice(column.idEnds[i - 1] ?? 0, column.idEnds[i]) };
      if (range.after !== undefined && !isBefore(range.after, hit, range.order)) continue;
      best.push(hit);
      if (best.length >= count + KEPT) sortOut();
    }
  }
  sortOut();
  return best;
}

function mayPrecede(date: number, worst: number | undefined, { order }: ScanRange): boolean {
  return worst === undefined || (order === 'date+' ? date <= worst : date >= worst);
}

function isWithin(date: number, { order, after, from, to }: ScanRange): boolean {
  if (from !== undefined && date < from) return false;
  if (to !== undefined && date > to) return false;
  return after === undefined || (order === 'date+' ? date >= after.date : date <= after.date);
}
