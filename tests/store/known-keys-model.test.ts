import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { DAY_MS, SECOND_MS } from '../../utils/lang/time.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { rebuildIndexes } from '../../utils/store/rebuild-indexes.ts';
import { coverSegments } from '../../utils/store/stored-sieve.ts';
import { countRows, readTotals } from '../../utils/store/totals.ts';
import { runWrite } from '../../utils/store/transactions.ts';
import { StoreFault } from '../../utils/sync/ports.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
  openFakeDatabase,
} from './archive-support.ts';
import { createDying } from './dying-database.ts';

// Which keys are known, against a plain Set of them, over everything that adds keys and takes them away. Another SEED
// searches further.
const SEED = Number(process.env['SEED'] ?? 1);
const RUNS = Number(process.env['RUNS'] ?? 40);

/** What the sieve stands for is never loaded. */
const SIEVE_ALONE = { indexWorth: { sieve: 0, whole: Number.POSITIVE_INFINITY } };

const NOW = 1_795_219_200_000;
const ROWS = 24;
/** Several notifications of one entity, so that a key stays known until the last of them is gone. */
const FILES = 6;
const URLS = 4;

const urlOf = (id: number) => `https://h${id % URLS}.example/`;
const isUrl = (id: number) => id % 4 === 0;

/** A day lies between one and the next: the higher the id, the older. */
const dateOf = (id: number) => NOW / SECOND_MS - (id * DAY_MS) / SECOND_MS;

/** All that VirusTotal says, or, as its descriptors do, one name alone: the others are learned later. */
function createNotification(id: number, isWhole: boolean): Notification {
  const whole = isUrl(id)
    ? createUrlNotification(`${id}`, urlOf(id), { date: dateOf(id) })
    : createFileNotification(`${id}`, { file: id % FILES, date: dateOf(id) });
  if (isWhole) return whole;
  const { type, id: entityId } = whole.entity;
  const alias = createKey(type === 'url' ? 'url_id' : 'sha256', entityId);
  return { ...whole, entity: { type, id: entityId }, keys: [alias] };
}

/** Every alias of every entity there may be, and some of entities there are none of. */
const QUESTIONS: readonly IndicatorKey[] = [
  ...Array.from({ length: FILES + 5 }, (_, file) => [
    createKey('sha256', createHash(file)),
    createKey('sha1', createHash(file, 40)),
    createKey('md5', createHash(file, 32)),
  ]).flat(),
  ...Array.from({ length: URLS + 5 }, (_, id) => [
    createKey('url', `https://h${id}.example/`),
    createKey('url_id', createHash(`https://h${id}.example/`)),
  ]).flat(),
];

interface World {
  /** Writes; another one has been open since the beginning, and must learn what this one does. */
  readonly archive: Archive;
  readonly other: Archive;
  /** Never loads what a sieve stands for; open since the last one was made. */
  sieving: Archive;
  readonly name: string;
  readonly rows: Map<number, { readonly keys: Set<IndicatorKey>; readonly pinned: boolean }>;
  readonly buried: Set<number>;
}

type Step = (world: World) => Promise<void>;

function bury({ rows, buried }: World, ids: Iterable<number>): void {
  for (const id of ids) {
    rows.delete(id);
    buried.add(id);
  }
}

const list = fc.array(fc.nat({ max: ROWS - 1 }), { maxLength: 10 });

/** A stream page, which may name a row twice, one that is there, or one that was deleted. */
const streamPage = fc.array(fc.tuple(fc.nat({ max: ROWS - 1 }), fc.boolean()), { maxLength: 12 }).map(
  (page): Step =>
    async ({ archive, rows, buried }) => {
      await archive.commitStreamPage(createCommit(page.map(([id, whole]) => createNotification(id, whole))));
      // Of two of one id on a page, the last one counts.
      for (const [id, whole] of new Map(page)) {
        if (buried.has(id)) continue;
        const { keys = [], pinned = false } = rows.get(id) ?? {};
        rows.set(id, { keys: new Set([...keys, ...createNotification(id, whole).keys]), pinned });
      }
    },
);

const remove = fc.tuple(list, fc.boolean()).map(
  ([ids, isUndone]): Step =>
    async (world) => {
      const gone = await world.archive.deleteNotifications(ids.map(String), NOW);
      if (isUndone) await world.archive.restoreNotifications(gone);
      else
        bury(
          world,
          gone.map(({ id }) => Number(id)),
        );
    },
);

const pin = list.map(
  (ids): Step =>
    async ({ archive, rows }) => {
      await archive.setPinned(ids.map(String), true);
      for (const id of ids) {
        const row = rows.get(id);
        if (row !== undefined) rows.set(id, { ...row, pinned: true });
      }
    },
);

const keepDays = fc.integer({ min: 1, max: ROWS }).map(
  (days): Step =>
    async (world) => {
      await world.archive.maintain({ keep: 'days', days }, NOW);
      bury(
        world,
        [...world.rows].filter(([id, { pinned }]) => id >= days && !pinned).map(([id]) => id),
      );
    },
);

const keepRows = fc.nat({ max: ROWS }).map(
  (count): Step =>
    async (world) => {
      await world.archive.maintain({ keep: 'rows', rows: count }, NOW);
      const unpinned = [...world.rows].filter(([, { pinned }]) => !pinned).map(([id]) => id);
      bury(world, unpinned.toSorted((a, b) => a - b).slice(count));
    },
);

const rebuild: Step = ({ archive }) => archive.repair();

/** Now to its end, now not; goes on where the last one was. */
const rebuildSome = fc.nat({ max: 6 }).map(
  (writes): Step =>
    async ({ name }) => {
      const database = await openFakeDatabase(name);
      await rebuildIndexes(createDying(database, writes), { batch: 3 }).catch((error: unknown) => {
        if (!(error instanceof StoreFault)) throw error;
      });
      database.close();
    },
);

/** Every row has one entry in the columns that count, and each that is more is counted as stale. */
async function checkEntries(name: string): Promise<void> {
  const database = await openFakeDatabase(name);
  const totals = await readTotals(database);
  const columns = await database.getAll('columns');
  const entries = columns.reduce((sum, { dates }) => sum + dates.length, 0);
  expect(totals.stale, 'entries that are stale').toBe(entries - countRows(totals));
  database.close();
}

/** As happens to large segments; now to all that there are, however small. */
const cover: Step = async (world) => {
  const database = await openFakeDatabase(world.name);
  await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx, 0));
  database.close();
  world.sieving.close();
  world.sieving = await openFakeArchive(world.name, SIEVE_ALONE);
};

/** It can no longer be used, and nobody may notice. */
const damageSieve: Step = async ({ name }) => {
  const database = await openFakeDatabase(name);
  for (const key of await database.getAllKeys('sieves')) {
    const record = await database.get('sieves', key);
    if (record !== undefined) await database.put('sieves', { ...record, bytes: new ArrayBuffer(8) }, key);
  }
  database.close();
};

async function checkAgainstSet({ archive, other, sieving, name, rows }: World): Promise<void> {
  const known = new Set([...rows.values()].flatMap(({ keys }) => [...keys]));
  const expected = QUESTIONS.filter((key) => known.has(key));
  const ask = async (asked: Archive) => {
    const states = await asked.findStates(QUESTIONS);
    return QUESTIONS.filter((_, i) => states[i] !== 'none');
  };
  expect(await ask(archive), 'by the index').toEqual(expected);
  expect(await ask(other), 'by an index of another context').toEqual(expected);
  const cold = await openFakeArchive(name, { indexWorth: { sieve: Number.POSITIVE_INFINITY, whole: 0 } });
  expect(await ask(cold), 'by the rows alone').toEqual(expected);
  cold.close();
  const sieved = await openFakeArchive(name, SIEVE_ALONE);
  expect(await ask(sieved), 'by the sieve and what it does not cover').toEqual(expected);
  sieved.close();
  expect(await ask(sieving), 'by a sieve of long ago and all that came since').toEqual(expected);
}

test('known keys are a Set of them, whatever is synced twice, renamed, deleted, buried, kept for a time or rebuilt', async () => {
  const step = fc.oneof(
    { arbitrary: streamPage, weight: 5 },
    { arbitrary: remove, weight: 2 },
    pin,
    keepDays,
    keepRows,
    fc.constant(rebuild),
    { arbitrary: rebuildSome, weight: 2 },
    { arbitrary: fc.constant(cover), weight: 3 },
    fc.constant(damageSieve),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const name = createArchiveName();
      const archive = await openFakeArchive(name);
      const other = await openFakeArchive(name);
      const sieving = await openFakeArchive(name, SIEVE_ALONE);
      const world: World = { archive, other, sieving, name, rows: new Map(), buried: new Set() };
      for (const run of steps) {
        await run(world);
        await checkAgainstSet(world);
        await checkEntries(name);
      }
      archive.close();
      other.close();
      world.sieving.close();
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
