import { isDeepStrictEqual } from 'node:util';
import { openArchiveDatabase } from '../../utils/store/open-database.ts';
import { readAllRows } from '../../utils/store/rebuild-indexes.ts';
import { recountRows } from '../../utils/store/recount.ts';

/** Every materialised counter of an archive against a count of its rows; the first that differs, in words. */
export async function findMiscount(name: string): Promise<string | undefined> {
  const opened = await openArchiveDatabase(name, { mustExist: true });
  if (!opened.ok) return `the archive does not open: ${opened.error.code}`;
  const database = opened.value;
  try {
    const recount = await recountRows(readAllRows(database, 7));
    const [[totals], tombstones, causes, days] = await Promise.all([
      database.getAll('totals'),
      database.count('tombstones'),
      database.getAll('causes'),
      database.getAll('days'),
    ]);
    const pairs: Readonly<Record<string, readonly [kept: unknown, counted: unknown]>> = {
      origins: [dropEmpty(totals?.origins ?? []), recount.origins],
      urlIdOnly: [totals?.urlIdOnly ?? 0, recount.urlIdOnly],
      tombstones: [totals?.tombstones ?? 0, tombstones],
      causes: [dropEmpty(causes.map((cause) => [cause.n, cause])), recount.causes],
      days: [
        new Map(days.filter((day) => day.causes.size > 0).map((day) => [day.day, day] as const)),
        recount.days,
      ],
    };
    const wrong = Object.entries(pairs).find(([, [kept, counted]]) => !isDeepStrictEqual(kept, counted));
    return wrong && `the counters of ${wrong[0]} are no recount`;
  } finally {
    database.close();
  }
}

const dropEmpty = <V extends { total: number }>(map: Iterable<readonly [unknown, V]>) =>
  new Map([...map].filter(([, value]) => value.total > 0));
