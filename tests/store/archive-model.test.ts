import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification, Notification } from '../../utils/ioc/notification.ts';
import { DAY_MS } from '../../utils/lang/time.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { openArchiveDatabase } from '../../utils/store/open-database.ts';
import { rebuildIndexes } from '../../utils/store/rebuild-indexes.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';
import { findMiscount } from './find-miscount.ts';

/** The archive in plain words: rows by id, ids that must not come back. */
interface Model {
  readonly rows: Map<string, ArchivedNotification>;
  readonly tombstones: Set<string>;
}

interface World {
  archive: Archive;
  name: string;
  readonly model: Model;
}

type Step = (world: World) => Promise<void>;

const NOW = 1_795_219_200_000;
const IDS = Array.from({ length: 30 }, (_, i) => `${i}`);

/** Every id is one notification, so that a walk may bring it again at any time. */
function createNotification(id: number): Notification {
  const date = NOW / 1000 - id * 20_000;
  if (id % 9 === 0) {
    const hash = createHash(`url ${id}`);
    const keys = [createKey('url_id', hash)];
    return createUrlNotification(`${id}`, '', { date, entity: { type: 'url', id: hash }, keys });
  }
  if (id % 3 === 0) return createUrlNotification(`${id}`, `https://h${id % 4}.example/${id % 5}`, { date });
  const sources = [{ type: 'hunting_ruleset', id: `${id % 3}` }];
  return createFileNotification(`${id}`, { file: id % 7, date, sources });
}

const ids = fc.array(fc.nat({ max: IDS.length - 1 }), { maxLength: 12 });

async function commitRows({ archive, model }: World, list: readonly number[]): Promise<void> {
  const notifications = list.map(createNotification);
  await archive.commitStreamPage(createCommit(notifications, { at: NOW }));
  for (const row of notifications) {
    if (model.rows.has(row.id) || model.tombstones.has(row.id)) continue;
    model.rows.set(row.id, { ...row, storedAt: NOW, read: false, pinned: false });
  }
}

const commit = ids.map(
  (list): Step =>
    (world) =>
      commitRows(world, list),
);

/** Small stream pages enough for index records to be merged. */
const trickle = fc.shuffledSubarray(IDS, { minLength: 18 }).map(
  (list): Step =>
    async (world) => {
      for (const id of list) await commitRows(world, [Number(id)]);
    },
);

const mark = fc.tuple(ids, fc.boolean(), fc.constantFrom('read' as const, 'pinned' as const)).map(
  ([list, value, what]): Step =>
    async ({ archive, model }) => {
      const names = list.map(String);
      await (what === 'read' ? archive.setRead(names, value) : archive.setPinned(names, value));
      for (const id of names) {
        const row = model.rows.get(id);
        if (row !== undefined) model.rows.set(id, { ...row, [what]: value });
      }
    },
);

const remove = fc.tuple(ids, fc.boolean()).map(
  ([list, undo]): Step =>
    async ({ archive, model }) => {
      const gone = await archive.deleteNotifications(list.map(String), NOW);
      expect(gone).toEqual([...new Set(list)].flatMap((id) => model.rows.get(`${id}`) ?? []));
      if (undo) return archive.restoreNotifications(gone);
      for (const { id } of gone) {
        model.rows.delete(id);
        model.tombstones.add(id);
      }
    },
);

const removeMatching = fc.nat({ max: 2 }).map(
  (source): Step =>
    async ({ archive, model }) => {
      const going = [...model.rows.values()].filter(({ sources }) => sources[0]?.id === `${source}`);
      expect(await archive.deleteMatching(`source_id:${source}`, NOW)).toBe(going.length);
      for (const { id } of going) {
        model.rows.delete(id);
        model.tombstones.add(id);
      }
    },
);

const markAll = fc.constantFrom('', 'origin:hunting').map(
  (filter): Step =>
    async ({ archive, model }) => {
      const unread = [...model.rows.values()].filter(
        ({ origin, read }) => !read && (filter === '' || origin === 'hunting'),
      );
      expect(await archive.markAllRead(filter)).toBe(unread.length);
      for (const row of unread) model.rows.set(row.id, { ...row, read: true });
    },
);

const retain = fc.nat({ max: 20 }).map(
  (rows): Step =>
    async ({ archive, model }) => {
      const unpinned = [...model.rows.values()]
        .filter(({ pinned }) => !pinned)
        .sort((a, b) => a.date - b.date);
      const going = unpinned.slice(0, Math.max(0, unpinned.length - rows));
      expect(await archive.maintain({ keep: 'rows', rows }, NOW)).toBe(going.length);
      for (const { id } of going) {
        model.rows.delete(id);
        model.tombstones.add(id);
      }
    },
);

const move = fc.boolean().map(
  (intoNew): Step =>
    async (world) => {
      const lines: string[] = [];
      for await (const line of world.archive.exportLines(NOW)) lines.push(line);
      if (intoNew) {
        world.archive.close();
        world.name = createArchiveName();
        world.archive = await openFakeArchive(world.name);
      }
      const report = await world.archive.importLines(toAsync(lines));
      expect(report).toMatchObject({
        added: intoNew ? world.model.rows.size : 0,
        known: intoNew ? 0 : world.model.rows.size,
        skipped: 0,
      });
    },
);

const reopen = fc.boolean().map(
  (rebuild): Step =>
    async (world) => {
      world.archive.close();
      if (rebuild) {
        const database = await openArchiveDatabase(world.name, {});
        if (!database.ok) throw new Error(database.error.code);
        await rebuildIndexes(database.value);
        database.value.close();
      }
      world.archive = await openFakeArchive(world.name, { mustExist: true });
    },
);

async function* toAsync(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** More questions than are worth loading the index for. */
const QUESTIONS: readonly IndicatorKey[] = [
  ...Array.from({ length: 30 }, (_, i) => createKey('sha1', createHash(i, 40))),
  ...Array.from({ length: 30 }, (_, i) => createKey('url', `https://h${i % 6}.example/${i % 5}`)),
];

async function checkAgainstModel({ archive, name, model }: World): Promise<void> {
  const stored = await Promise.all(IDS.map((id) => archive.readNotification(id)));
  expect(stored).toEqual(IDS.map((id) => model.rows.get(id)));

  const rows = [...model.rows.values()];
  const expectedStates = QUESTIONS.map((key) => {
    const naming = rows.filter(({ keys }) => keys.includes(key));
    if (naming.length === 0) return 'none';
    return naming.some(({ read, origin }) => !read && origin === 'hunting') ? 'unread' : 'known';
  });
  expect(await archive.findStates(QUESTIONS)).toEqual(expectedStates);
  const hosts = Array.from({ length: 60 }, (_, i) => createKey('domain', `h${i}.example`));
  const found = await archive.findUrlsOnHosts(hosts);
  expect(found.map((url) => url !== undefined)).toEqual(
    hosts.map((host) =>
      rows.some(({ entity }) => entity.url?.includes(`//${host.slice('domain:'.length)}/`)),
    ),
  );
  for (const text of ['loader', 'h1.example']) {
    const page = await archive.listNotifications({ filter: text, order: 'date-', limit: 100 });
    const matching = rows.filter(({ entity }) =>
      text === 'loader' ? entity.type === 'file' : entity.url?.includes(text),
    );
    expect(page.rows.map(({ id }) => id).sort()).toEqual(matching.map(({ id }) => id).sort());
  }
  expect(await findMiscount(name)).toBeUndefined();
}

test('whatever is done to an archive, it holds what it must and its counters are a recount', async () => {
  const step = fc.oneof(
    { arbitrary: commit, weight: 4 },
    trickle,
    { arbitrary: mark, weight: 2 },
    { arbitrary: remove, weight: 2 },
    removeMatching,
    markAll,
    retain,
    move,
    reopen,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const name = createArchiveName();
      const world: World = {
        archive: await openFakeArchive(name),
        name,
        model: { rows: new Map(), tombstones: new Set() },
      };
      for (const run of steps) {
        await run(world);
        await checkAgainstModel(world);
      }
      world.archive.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** The event loop comes round in between as often: everywhere that another context's write may fall. */
const MOMENTS = Array.from({ length: 60 }, (_, moment) => moment);

test('retention leaves as many rows as it is to keep, whatever else deletes meanwhile', async () => {
  const rows = Array.from({ length: 12 }, (_, id) => createNotification(id));
  const oldest = rows.slice(-4).map(({ id }) => id);
  for (const moment of MOMENTS) {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit(rows));
    const retaining = archive.maintain({ keep: 'rows', rows: 5 }, NOW);
    for (let turn = 0; turn < moment; turn++) await new Promise(setImmediate);
    await Promise.all([retaining, archive.deleteNotifications(oldest, NOW)]);
    expect.soft((await archive.readCounters()).total, `${moment} turns later`).toBe(5);
    archive.close();
  }
});

describe('what removes for good believes the server, not the browser', () => {
  const row = createNotification(1);
  const served = (days: number) => createCommit([row], { servedAt: NOW + days * DAY_MS });

  /** An archive that the server answered at NOW, its one row deleted. */
  async function createBuried(servedAt?: number) {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit([row], servedAt === undefined ? {} : { servedAt }));
    await archive.deleteNotifications(['1'], NOW);
    return archive;
  }

  test('tombstones go when upstream has forgotten what they stand for, and leave the way free', async () => {
    const archive = await createBuried(NOW);
    expect(await archive.commitStreamPage(served(29))).toMatchObject({ added: [], refused: 1 });
    await archive.maintain({ keep: 'all' }, NOW + 29 * DAY_MS);
    expect(await archive.commitStreamPage(served(31))).toMatchObject({ refused: 1 });
    await archive.maintain({ keep: 'all' }, NOW + 31 * DAY_MS);
    expect(await archive.commitStreamPage(served(31))).toMatchObject({ refused: 0, added: [row] });
  });

  test('a clock set forward drops no tombstone, and buries what it deletes', async () => {
    const year = NOW + 366 * DAY_MS;
    const archive = await createBuried(NOW);
    await archive.maintain({ keep: 'all' }, year);
    expect(await archive.commitStreamPage(served(0))).toMatchObject({ added: [], refused: 1 });
    const other = createNotification(2);
    await archive.commitStreamPage(createCommit([other], { servedAt: NOW }));
    await archive.deleteNotifications(['2'], year);
    expect(await archive.commitStreamPage(createCommit([other]))).toMatchObject({ added: [], refused: 1 });
  });

  test('before any answer nothing is known to be forgotten', async () => {
    const archive = await createBuried();
    await archive.maintain({ keep: 'all' }, NOW + 366 * DAY_MS);
    expect(await archive.commitStreamPage(createCommit([row]))).toMatchObject({ added: [], refused: 1 });
  });

  test('a clock set forward does not make rows old', async () => {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(served(0));
    expect(await archive.maintain({ keep: 'days', days: 90 }, NOW + 366 * DAY_MS)).toBe(0);
    // The server's clock has passed the time as well: now they are.
    await archive.commitStreamPage(createCommit([], { servedAt: NOW + 91 * DAY_MS }));
    expect(await archive.maintain({ keep: 'days', days: 90 }, NOW + 366 * DAY_MS)).toBe(1);
  });

  test('rows of a file, which no server answered for, grow old by the clock there is', async () => {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit([row]));
    expect(await archive.maintain({ keep: 'days', days: 90 }, NOW + 91 * DAY_MS)).toBe(1);
  });
});
