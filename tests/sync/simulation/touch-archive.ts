import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { DAY_MS, SECOND_MS } from '../../../utils/lang/time.ts';
import type { Retention } from '../../../utils/store/maintain.ts';
import { readAll } from './check.ts';
import type { World } from './run-seed.ts';

/** What the user does to the archive, while another context may be syncing. */
export async function touchArchive(world: World): Promise<void> {
  const { dice, archive, books } = world;
  await deleteSome(world);
  if (dice.chance(1, 4))
    await archive.setRead(
      [...books.stored].filter(() => dice.chance(1, 3)),
      dice.chance(4, 5),
    );
  if (dice.chance(1, 8))
    await archive.setPinned(
      [...books.stored].filter(() => dice.chance(1, 20)),
      dice.chance(2, 3),
    );
}

/** The user deletes rows here only, and now and then takes that back: no walk may bring back what stays deleted. */
async function deleteSome({ dice, archive, books, counts, upstream }: World): Promise<void> {
  if (!dice.chance(1, 6)) return;
  const ids = [...books.stored].filter((id) => !books.takenOut.has(id) && dice.chance(1, 10));
  const rows = await archive.deleteNotifications(ids, upstream.now + upstream.skewMs);
  if (dice.chance(1, 4)) return archive.restoreNotifications(rows);
  counts.takenOut += rows.length;
  for (const { id } of rows) books.takenOut.add(id);
}

/**
 * The daily round, by a clock that may be wrong: it takes out exactly what the user's retention says. What it did wrong,
 * in words.
 */
export async function maintainWorld({
  dice,
  archive,
  books,
  counts,
  upstream,
}: World): Promise<string | undefined> {
  const retention = dice.pick<Retention>([
    { keep: 'all' },
    { keep: 'days', days: 1 + dice.below(40) },
    { keep: 'rows', rows: dice.below(120) },
  ]);
  const clock = upstream.now + upstream.skewMs;
  const before = await readAll(archive);
  const going = findGoing([...before.values()], retention, Math.min(clock, books.servedAt ?? clock));
  const removed = await archive.maintain(retention, clock);
  const after = await readAll(archive);
  counts.retainedOut += removed;
  for (const id of going) books.takenOut.add(id);
  const wrong = [...before.keys()].find((id) => after.has(id) === going.has(id));
  if (wrong !== undefined) return `retention ${JSON.stringify(retention)} was wrong about row ${wrong}`;
  return removed === going.size ? undefined : `retention says ${removed}, and took ${going.size}`;
}

/** What retention is to take out, from the rule as the user reads it: pinned rows stay and do not count. */
function findGoing(
  rows: readonly ArchivedNotification[],
  retention: Retention,
  now: number,
): ReadonlySet<string> {
  const oldestFirst = rows.filter(({ pinned }) => !pinned).toReversed();
  const going =
    retention.keep === 'all'
      ? []
      : retention.keep === 'rows'
        ? oldestFirst.slice(0, Math.max(0, oldestFirst.length - retention.rows))
        : oldestFirst.filter(({ date }) => date <= (now - retention.days * DAY_MS) / SECOND_MS);
  return new Set(going.map(({ id }) => id));
}
