import { expect, test } from 'vitest';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { createFilterTest } from '../../utils/ioc/filter-evaluate.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { err, ok } from '../../utils/lang/result.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { createSync, type Sync } from '../../utils/sync/create-sync.ts';
import type { StreamError, StreamPage, StreamRequest } from '../../utils/sync/ports.ts';
import { parseItem } from '../../utils/vt/parse.ts';
import { createMemoryStore } from './memory-store.ts';
import { createMany, SETTINGS, START } from './rig.ts';

const ROWS_PER_PAGE = 40;

const parseRows = (items: ReturnType<typeof createMany>): Notification[] =>
  items.map((item) => {
    const parsed = parseItem(item);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    return parsed.value;
  });

/** Walked in part before the others came. */
const OLDER = parseRows(createMany(100, { firstAge: 3600 }));
const NEWER = parseRows(createMany(100, { stepSeconds: 20 }));

interface World {
  now: number;
  rows: readonly Notification[];
  poison: string | undefined;
  isDown: boolean;
  requests: number;
  readonly sync: Sync;
  runFor(minutes: number): Promise<void>;
  /** How many of these are in the archive. */
  count(rows: readonly Notification[]): number;
}

/** A server that cannot send any page with the row `poison`, however it is asked for. */
function createWorld(error: StreamError): World {
  const store = createMemoryStore();
  const world: World = {
    now: START - HOUR_MS,
    rows: OLDER,
    poison: undefined,
    isDown: false,
    requests: 0,
    sync: createSync({
      source: {
        async readStreamPage(request) {
          world.requests++;
          const page = cutPage(world.rows, request);
          const isPoisoned = page.notifications.some(({ id }) => id === world.poison);
          return isPoisoned || world.isDown ? err(error) : ok({ ...page, servedAt: world.now });
        },
      },
      store,
      clock: () => world.now,
      random: () => 0.5,
      readSettings: async () => SETTINGS,
    }),
    async runFor(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        await world.sync.runBurst();
        world.now += MINUTE_MS;
      }
    },
    count: (rows: readonly Notification[]) => rows.filter(({ id }) => store.rows.has(id)).length,
  };
  return world;
}

/** Its cursor is the row that the last page ended with. */
function cutPage(rows: readonly Notification[], { filter, cursor }: StreamRequest): StreamPage {
  const parsed = parseFilter(filter, 'stream');
  const found = parsed.ok ? rows.filter(createFilterTest(parsed.value)) : [];
  const start = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor) + 1;
  const notifications = found.slice(start, start + ROWS_PER_PAGE);
  const last = notifications.at(-1);
  const isMore = found.length > start + ROWS_PER_PAGE;
  return { notifications, rejected: [], ...(isMore && last ? { cursor: last.id } : {}) };
}

/** An older gap below its first page, and new rows of which the one at `index` cannot be sent. */
async function createGaps(index: number, error: StreamError) {
  const world = createWorld(error);
  await world.sync.step();
  world.now = START;
  world.rows = [...NEWER, ...OLDER];
  world.poison = NEWER[index]?.id;
  return world;
}

const ERRORS: readonly StreamError[] = [
  { code: 'not-virustotal', message: 'The answer is larger than 64 MB' },
  { code: 'server', status: 503, message: '' },
  { code: 'timeout', message: '' },
  { code: 'offline', message: '' },
  { code: 'bad-request', message: '' },
];

test.each(ERRORS)(
  '$code for ever at the edge of a gap, with and without a cursor, holds up no older gap',
  async (error) => {
    const world = await createGaps(60, error);
    await world.runFor(60);
    expect(world.count(OLDER)).toBe(100);
    expect(world.count(NEWER)).toBe(40);
    expect((await world.sync.readStatus()).gaps).toHaveLength(1);
    world.poison = undefined;
    await world.runFor(130);
    expect(world.count(NEWER)).toBe(100);
    expect((await world.sync.readStatus()).gaps).toEqual([]);
  },
);

test.each(ERRORS)('$code for ever at the top of the stream holds up no older gap', async (error) => {
  const world = await createGaps(0, error);
  await world.runFor(60);
  expect(world.count(OLDER)).toBe(100);
  expect(world.count(NEWER)).toBe(0);
  expect(await world.sync.readStatus()).toMatchObject({ phase: 'waiting', why: error.code, gaps: [{}] });
  world.poison = undefined;
  await world.runFor(130);
  expect(world.count(NEWER)).toBe(100);
});

const DOWN: StreamError = { code: 'server', status: 503, message: '' };

test('a server that fails for everything is asked no more often for having two gaps', async () => {
  const world = await createGaps(60, DOWN);
  world.isDown = true;
  world.requests = 0;
  await world.runFor(12 * 60);
  expect(world.requests).toBeLessThan(25);
  Object.assign(world, { isDown: false, poison: undefined });
  await world.runFor(130);
  expect([world.count(OLDER), world.count(NEWER)]).toEqual([100, 100]);
});

test('after half a day without a server, the older gap is walked although the newer one still fails', async () => {
  const world = await createGaps(0, DOWN);
  world.isDown = true;
  await world.runFor(12 * 60);
  world.isDown = false;
  await world.runFor(3 * 60);
  expect(world.count(OLDER)).toBe(100);
});

test('after half a day without a server, the newest are there ten minutes after the back-off at the latest', async () => {
  const world = await createGaps(0, DOWN);
  Object.assign(world, { isDown: true, poison: undefined });
  await world.runFor(12 * 60);
  world.isDown = false;
  const { nextAt = 0 } = await world.sync.readStatus();
  await world.runFor(Math.ceil((nextAt - world.now) / MINUTE_MS) + 12);
  expect(world.count(NEWER)).toBe(100);
});

test('after half a day offline, the newest are there with the next try, or half a minute later', async () => {
  const world = await createGaps(0, { code: 'offline', message: '' });
  Object.assign(world, { isDown: true, poison: undefined });
  await world.runFor(12 * 60);
  world.isDown = false;
  const { nextAt = 0 } = await world.sync.readStatus();
  await world.runFor(Math.ceil((nextAt - world.now) / MINUTE_MS) + 2);
  expect(world.count(NEWER)).toBe(100);
  expect(world.count(OLDER)).toBe(100);
});

test('"sync now" asks for the top of the stream although it rests', async () => {
  const world = await createGaps(0, DOWN);
  await world.runFor(60);
  expect(await world.sync.readStatus()).toMatchObject({ phase: 'waiting' });
  world.poison = undefined;
  world.sync.openPoll();
  await world.sync.runBurst();
  expect(world.count(NEWER)).toBe(100);
});

test('one gap alone that fails is tried again as soon as any request may be sent', async () => {
  const world = createWorld(DOWN);
  world.isDown = true;
  await world.runFor(10);
  const { nextAt = 0 } = await world.sync.readStatus();
  world.isDown = false;
  world.now = nextAt + SECOND_MS;
  await world.sync.runBurst();
  expect(world.count(OLDER)).toBe(100);
});
