import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Notification } from '../../utils/ioc/notification.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Outline } from '../../utils/store/outline.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';
import { findMiscount } from './find-miscount.ts';

afterEach(() => vi.restoreAllMocks());

const DAY = 86_400;
const FIRST_DAY = 20_000;
const RULES = ['marsh', 'fen', 'peat'];

/** A few days of matches by three rules, some subscriptions, and texts that some rows share. */
const rows: fc.Arbitrary<readonly Notification[]> = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 4 * DAY }),
      rule: fc.constantFrom(...RULES, undefined),
      name: fc.constantFrom('cobalt.exe', 'heron.dll', 'marsh.bin'),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((made) => made.map(({ second, rule, name }, i) => invent(String(i), second, rule, name)));

function invent(id: string, second: number, rule: string | undefined, name: string): Notification {
  const date = FIRST_DAY * DAY + second;
  if (rule === undefined) return createUrlNotification(id, `https://${name}.example/${id}`, { date });
  const file = createFileNotification(id, { date, tags: [rule], hunting: { ruleName: rule, ruleTags: [] } });
  return { ...file, entity: { ...file.entity, meaningfulName: name } };
}

/** As a later stream page has it. */
const rename = (row: Notification): Notification => ({
  ...row,
  entity: { ...row.entity, meaningfulName: 'renamed.exe' },
});

const dateOf = (second: number) => new Date((FIRST_DAY * DAY + second) * 1000).toISOString().slice(0, 19);
const terms = fc.oneof(
  fc.constantFrom(
    'origin:hunting',
    'rule:MARSH',
    'tag:fen',
    'entity_type:url',
    'source_id:4711',
    'cobalt',
    'marsh',
    'nothing-is-called-so',
    `entity_id:${createHash('3')}`,
    createHash('5').slice(0, 63),
    `tag:${createHash('7')}`,
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 4 * DAY }), fc.constantFrom('+', '-'))
    .map(([second, sign]) => `date:${dateOf(second)}${sign}`),
);
const filters = fc.array(terms, { maxLength: 3 }).map((each) => each.join(' '));

async function readIds(outline: Outline): Promise<readonly string[]> {
  return (await Promise.all(outline.days.map(({ day }) => outline.readDay(day)))).flat();
}

async function listIds(archive: Archive, filter: string): Promise<readonly string[]> {
  return (await archive.listNotifications({ filter, order: 'date+', limit: 1000 })).rows.map(({ id }) => id);
}

test('an outline counts and orders the very rows that a walk over the archive finds', async () => {
  await fc.assert(
    fc.asyncProperty(rows, filters, async (made, filter) => {
      const archive = await openFakeArchive();
      await archive.commitStreamPage(createCommit(made));
      const outline = await archive.readOutline(filter);
      const expected = await listIds(archive, filter);
      expect(await readIds(outline)).toEqual(expected);
      expect(outline.total).toBe(expected.length);
      expect(outline.exact).toBe(true);
      for (const { day, total } of outline.days) expect((await outline.readDay(day)).length).toBe(total);
      const listed = made.filter(({ id }) => expected.includes(id));
      for (const rule of RULES)
        expect(outline.facets.rules.find(({ value }) => value === rule)?.total ?? 0).toBe(
          listed.filter(({ hunting }) => hunting?.ruleName === rule).length,
        );
      archive.close();
    }),
    { numRuns: 500 },
  );
});

describe('what changes after an outline was read', () => {
  const made = [10, 20, 30].map((second, i) => invent(String(i), second, 'marsh', 'cobalt.exe'));

  test.each(['', 'cobalt', 'rule:marsh'])('%j: a deleted row is not among the ids', async (filter) => {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit(made));
    const outline = await archive.readOutline(filter);
    await archive.deleteNotifications(['1'], 0);
    expect(await readIds(outline)).toEqual(['0', '2']);
    const later = await archive.readOutline(filter);
    expect(await readIds(later)).toEqual(['0', '2']);
    expect(later.exact).toBe(filter !== 'cobalt');
  });

  test('a row that came is among the ids of its day', async () => {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit(made));
    const outline = await archive.readOutline('rule:marsh');
    await archive.commitStreamPage(createCommit([invent('9', 25, 'marsh', 'heron.dll')]));
    expect(await readIds(outline)).toEqual(['0', '1', '9', '2']);
  });
});

test('the timeline of a search leaves its dates out, so that another span can be chosen', async () => {
  const archive = await openFakeArchive();
  const made = [0, DAY, 2 * DAY].map((second, i) => invent(String(i), second, 'marsh', 'cobalt.exe'));
  await archive.commitStreamPage(createCommit(made));
  const outline = await archive.readOutline(`cobalt date:${dateOf(DAY).slice(0, 10)}`);
  expect(outline.days).toEqual([{ day: FIRST_DAY + 1, total: 1 }]);
  expect(outline.timeline.map(({ day, total }) => [day - FIRST_DAY, total])).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
  ]);
});

test('rows are read by id, in the order asked for', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit([invent('a', 1, 'fen', 'x'), invent('b', 2, 'fen', 'y')]));
  expect((await archive.readNotifications(['b', 'gone', 'a'])).map((row) => row?.id)).toEqual([
    'b',
    undefined,
    'a',
  ]);
});

test('only unread rows, when asked for, with their ids', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(
    createCommit([10, 20, 30, 40].map((second, i) => invent(String(i), second, 'marsh', 'cobalt.exe'))),
  );
  await archive.setRead(['1', '3'], true);
  for (const filter of ['', 'cobalt', 'rule:marsh']) {
    const outline = await archive.readOutline(filter, { unreadOnly: true });
    expect(await readIds(outline)).toEqual(['0', '2']);
    expect([outline.total, outline.facets.rules]).toMatchObject([2, [{ value: 'marsh', total: 2 }]]);
  }
});

describe('the unread rows of an archive, by cause', () => {
  const made = [10, DAY + 20, DAY + 30, 2 * DAY].map((second, i) =>
    invent(String(i), second, i === 1 ? undefined : 'marsh', 'cobalt.exe'),
  );

  async function openWithRows(name = createArchiveName()) {
    const archive = await openFakeArchive(name);
    await archive.commitStreamPage(createCommit(made));
    await archive.setRead(['3'], true);
    return archive;
  }

  test('are counted without a look at any of them, and read a day at a time', async () => {
    const archive = await openWithRows();
    const read = vi.spyOn(IDBIndex.prototype, 'getAllKeys');
    const outline = await archive.readOutline('', { unreadOnly: true });
    expect(outline.days).toEqual([
      { day: FIRST_DAY, total: 1 },
      { day: FIRST_DAY + 1, total: 2 },
    ]);
    expect(read).not.toHaveBeenCalled();
    await archive.setRead(['2'], true);
    expect(await readIds(outline)).toEqual(['0', '1']);
    expect(await readIds(await archive.readOutline('rule:marsh', { unreadOnly: true }))).toEqual(['0']);
  });

  test('are read one by one where an earlier version did not count them, until the daily tidying', async () => {
    const name = createArchiveName();
    (await openWithRows(name)).close();
    const database = await openDB(name);
    for (const { unread: _, ...day } of await database.getAll('days')) await database.put('days', day);
    database.close();
    const archive = await openFakeArchive(name);
    const read = vi.spyOn(IDBIndex.prototype, 'getAllKeys');
    const list = async () => readIds(await archive.readOutline('', { unreadOnly: true }));
    expect(await list()).toEqual(['0', '1', '2']);
    expect(read).toHaveBeenCalled();
    await archive.setRead(['2'], true);
    await archive.commitStreamPage(createCommit([invent('9', 3 * DAY, 'fen', 'heron.dll')]));
    await archive.maintain({ keep: 'all' }, 0);
    expect(await findMiscount(name)).toBeUndefined();
    read.mockClear();
    expect((await archive.readOutline('', { unreadOnly: true })).total).toBe(3);
    expect(read).not.toHaveBeenCalled();
    expect(await list()).toEqual(['0', '1', '9']);
  });
});

test('unread rows are the very ones that a walk over the unread finds, also after rows were written again or deleted', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      filters,
      fc.array(fc.nat(39)),
      fc.array(fc.nat(39)),
      fc.array(fc.nat(39)),
      async (made, filter, again, read, gone) => {
        const archive = await openFakeArchive();
        await archive.commitStreamPage(createCommit(made));
        const rewritten = made.filter((_, i) => again.includes(i)).map(rename);
        await archive.commitStreamPage(createCommit(rewritten));
        await archive.setRead(read.map(String), true);
        await archive.deleteNotifications(gone.map(String), 0);
        const outline = await archive.readOutline(filter, { unreadOnly: true });
        const query = { filter, order: 'date+', limit: 1000, unreadOnly: true } as const;
        const expected = (await archive.listNotifications(query)).rows.map(({ id }) => id);
        expect(await readIds(outline)).toEqual(expected);
        expect(outline.total).toBe(expected.length);
      },
    ),
    { seed: 4, numRuns: 100 },
  );
});

describe('after the indexes were made again', () => {
  const ROWS = Array.from({ length: 600 }, (_, i) => invent(String(i), i, 'marsh', 'cobalt.exe'));

  async function openWithRows() {
    const archive = await openFakeArchive();
    // As stream pages come: the columns of fifteen stand side by side.
    for (let from = 0; from < ROWS.length; from += 40)
      await archive.commitStreamPage(createCommit(ROWS.slice(from, from + 40)));
    return archive;
  }

  test('every row counts once, and the deleted ones are gone', async () => {
    const archive = await openWithRows();
    await archive.deleteNotifications(['7', '8'], 0);
    for (const _ of [1, 2]) {
      await archive.repair();
      expect(await archive.readOutline('cobalt')).toMatchObject({ total: 598, exact: true });
    }
  });

  test('rows that came, went or were written again meanwhile make the count inexact, at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const archive = await openWithRows();
        const later = [invent('9999', 7, 'marsh', 'cobalt.exe'), invent('00', 8, 'marsh', 'cobalt.exe')];
        const changes: readonly (() => Promise<unknown>)[] = [
          () => archive.commitStreamPage(createCommit(later)),
          () => archive.deleteNotifications(['7'], 0),
          () => archive.commitStreamPage(createCommit([rename(ROWS[9] as Notification)])),
          () => archive.repair(),
        ];
        const working = [archive.repair()].concat(
          changes.map(async (change) => {
            await scheduler.schedule(Promise.resolve());
            await change();
          }),
        );
        await scheduler.waitFor(Promise.all(working));
        const { total, exact } = await archive.readOutline('cobalt');
        if (exact) expect(total).toBe((await listIds(archive, 'cobalt')).length);
        await archive.repair();
        const listed = (await listIds(archive, 'cobalt')).length;
        expect(await archive.readOutline('cobalt')).toMatchObject({ total: listed, exact: true });
        archive.close();
      }),
      { seed: 5, numRuns: 20 },
    );
  });
});
