import { beforeAll, describe, expect, test } from 'vitest';
import { createFeed, type Feed, type ReadFeedPage } from '../../components/stream/feed.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { inventNotification } from './invented.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);

const row = (id: number, read: boolean): ArchivedNotification => ({
  ...inventNotification({
    id: String(id),
    minutesAgo: id,
    rule: `rule ${id % 3}`,
    entity: { type: 'domain', id: `host${id}.example` },
  }),
  storedAt: 0,
  read,
  pinned: false,
});

/** An archive in memory, newest first, in pages of `limit`. */
function createArchive(rows: ArchivedNotification[], limit: number): ReadFeedPage {
  return async ({ unreadOnly, after }) => {
    const wanted = rows.filter(({ read }) => !(unreadOnly && read));
    const from = after === undefined ? 0 : wanted.findIndex(({ id }) => id === after.id) + 1;
    const page = wanted.slice(from, from + limit);
    const last = page.at(-1);
    return {
      rows: page,
      ...(last && from + limit < wanted.length && { next: { date: last.date, id: last.id } }),
    };
  };
}

const idsOf = (feed: Feed) =>
  feed.state.value.batches.map(({ unread, groups }) => ({
    unread,
    ids: groups.flatMap((group) => group.rows.map(({ id }) => Number(id))).toSorted((a, b) => a - b),
  }));

async function readToTheEnd(feed: Feed): Promise<void> {
  await feed.start();
  await readOn(feed);
}

async function readOn(feed: Feed): Promise<void> {
  while (!feed.state.value.complete) await feed.readMore();
}

test('all unread rows come first, then the others; every row once', async () => {
  const rows = Array.from({ length: 17 }, (_, id) => row(id, id % 4 !== 1));
  const feed = createFeed(createArchive(rows, 3));
  await readToTheEnd(feed);
  const batches = idsOf(feed);
  expect(batches.filter(({ unread }) => unread).flatMap(({ ids }) => ids)).toEqual([1, 5, 9, 13]);
  expect(batches.findIndex(({ unread }) => !unread)).toBe(2);
  expect(batches.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(rows.map((_, id) => id));
});

test('rows of one rule stand together, in the order they came', async () => {
  const feed = createFeed(
    createArchive(
      [0, 1, 3, 2, 6].map((id) => row(id, true)),
      50,
    ),
  );
  await feed.start();
  const groups = feed.state.value.batches[0]?.groups ?? [];
  expect(groups.map(({ title, rows }) => [title, rows.map(({ id }) => id)])).toEqual([
    ['rule 0', ['0', '3', '6']],
    ['rule 1', ['1']],
    ['rule 2', ['2']],
  ]);
});

test('marking rows as read while the list is read neither moves nor repeats them', async () => {
  const rows = Array.from({ length: 9 }, (_, id) => row(id, id > 3));
  const feed = createFeed(createArchive(rows, 2));
  await feed.start();
  rows.splice(0, 2, row(0, true), row(1, true));
  while (!feed.state.value.complete) await feed.readMore();
  const ids = idsOf(feed).flatMap((batch) => batch.ids);
  expect(idsOf(feed)[0]).toEqual({ unread: true, ids: [0, 1] });
  expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map((_, id) => id));
});

describe('new rows', () => {
  test('wait until they are asked for', async () => {
    const rows = [row(5, false), row(6, true)];
    const feed = createFeed(createArchive(rows, 50));
    await readToTheEnd(feed);
    const before = feed.state.value.batches;
    rows.unshift(row(3, false), row(4, false));
    await feed.lookForNew();
    expect(feed.state.value.batches).toBe(before);
    expect(feed.state.value.waiting).toEqual({ rows: 2, more: false });
    await feed.start();
    expect(feed.state.value.waiting.rows).toBe(0);
    expect(idsOf(feed)[0]?.ids).toEqual([3, 4, 5]);
  });

  test('come at once where nothing is read', async () => {
    const rows: ArchivedNotification[] = [];
    const feed = createFeed(createArchive(rows, 50));
    await feed.start();
    rows.push(row(1, false));
    await feed.lookForNew();
    expect(idsOf(feed)).toEqual([{ unread: true, ids: [1] }]);
  });

  test('are told from unread rows that the list has not come to', async () => {
    const rows = Array.from({ length: 8 }, (_, id) => row(id + 2, false));
    const feed = createFeed(createArchive(rows, 3));
    await feed.start();
    // Shown, therefore marked as read: the first unread page now reaches past what was loaded.
    rows.splice(0, 3, row(2, true), row(3, true), row(4, true));
    await feed.lookForNew();
    expect(feed.state.value.waiting).toEqual({ rows: 0, more: false });
    rows.unshift(row(1, false));
    await feed.lookForNew();
    expect(feed.state.value.waiting).toEqual({ rows: 1, more: false });
  });

  test('that come before the read ones are listed wait as well, and stand among the unread then', async () => {
    const rows = [row(5, false), row(6, true)];
    const feed = createFeed(createArchive(rows, 50));
    await feed.start();
    rows.unshift(row(4, false));
    await feed.readMore();
    expect(idsOf(feed)).toEqual([
      { unread: true, ids: [5] },
      { unread: false, ids: [6] },
    ]);
    expect(feed.state.value.waiting).toEqual({ rows: 1, more: false });
    await feed.start();
    expect(idsOf(feed)[0]).toEqual({ unread: true, ids: [4, 5] });
  });

  test('that come while the first ones are read, where none was unread, are no earlier ones', async () => {
    const rows = [row(6, true)];
    const archive = createArchive(rows, 50);
    const feed = createFeed(async (query) => {
      const page = await archive(query);
      if (query.unreadOnly && rows.length === 1) rows.unshift(row(4, false));
      return page;
    });
    await feed.start();
    expect(idsOf(feed)).toEqual([{ unread: false, ids: [6] }]);
    expect(feed.state.value.waiting).toEqual({ rows: 1, more: false });
  });

  test('that are late, older than unread ones shown, are met further down', async () => {
    const rows = [row(2, false), row(3, false), row(9, true)];
    const feed = createFeed(createArchive(rows, 2));
    await feed.start();
    rows.splice(2, 0, row(5, false));
    await readOn(feed);
    expect(idsOf(feed).flatMap(({ ids }) => ids)).toEqual([2, 3, 5, 9]);
  });

  test('more than a page of them is said as such', async () => {
    const rows = [row(50, true)];
    const feed = createFeed(createArchive(rows, 3));
    await readToTheEnd(feed);
    rows.unshift(...Array.from({ length: 7 }, (_, id) => row(id, false)));
    await feed.lookForNew();
    expect(feed.state.value.waiting).toEqual({ rows: 3, more: true });
  });
});

describe('when the archive cannot be read', () => {
  test('what is shown stays, and starting again is the way out', async () => {
    const rows = Array.from({ length: 6 }, (_, id) => row(id, true));
    const archive = createArchive(rows, 2);
    let broken = false;
    const feed = createFeed((query) => (broken ? Promise.reject(new Error('closed')) : archive(query)));
    await feed.start();
    broken = true;
    await feed.readMore();
    expect(feed.state.value.phase).toBe('failed');
    expect(idsOf(feed)[0]?.ids).toEqual([0, 1]);
    broken = false;
    await readToTheEnd(feed);
    expect(feed.state.value.phase).toBe('ready');
    expect(idsOf(feed).flatMap(({ ids }) => ids)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a read that a restart overtook changes nothing', async () => {
    const rows = [row(1, true), row(2, true)];
    const archive = createArchive(rows, 50);
    const held = Promise.withResolvers<void>();
    let first = true;
    const feed = createFeed(async (query) => {
      if (!first) return archive(query);
      first = false;
      await held.promise;
      return { rows: [row(9, false)] };
    });
    const slow = feed.start();
    await readToTheEnd(feed);
    held.resolve();
    await slow;
    expect(idsOf(feed).flatMap(({ ids }) => ids)).toEqual([1, 2]);
  });
});
