import { expect, test } from 'vitest';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { createFilterTest } from '../../utils/ioc/filter-evaluate.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { ok } from '../../utils/lang/result.ts';
import { HOUR_MS, MINUTE_MS } from '../../utils/lang/time.ts';
import { createSync, type Sync } from '../../utils/sync/create-sync.ts';
import type { StreamPage, StreamRequest } from '../../utils/sync/ports.ts';
import { findStream, parseSyncState, type StreamState } from '../../utils/sync/state.ts';
import { parseItem, parseStreamPage } from '../../utils/vt/parse.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { createAged, createMany, SETTINGS, START } from './rig.ts';

const ROWS: readonly Notification[] = createMany(100).map((item) => {
  const parsed = parseItem(item);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
});

/** What a filter leaves of the rows. */
function filterRows({ filter }: StreamRequest): readonly Notification[] {
  const parsed = parseFilter(filter, 'stream');
  return parsed.ok ? ROWS.filter(createFilterTest(parsed.value)) : [];
}

const offsetOf = ({ cursor = '0' }: StreamRequest) => Number(cursor.split('-')[0]);

interface Rig {
  now: number;
  requests: number;
  readonly store: MemoryStore;
  readonly sync: Sync;
  readonly stream: () => StreamState;
}

/** A server with habits of its own; `answer` is asked with the number of the request, from 1. */
function createRig(answer: (request: StreamRequest, number: number) => Partial<StreamPage>): Rig {
  const store = createMemoryStore();
  const rig: Rig = {
    now: START,
    requests: 0,
    store,
    sync: createSync({
      source: {
        async readStreamPage(request) {
          rig.requests++;
          return ok({ notifications: [], rejected: [], servedAt: rig.now, ...answer(request, rig.requests) });
        },
      },
      store,
      clock: () => rig.now,
      random: () => 0.5,
      readSettings: async () => SETTINGS,
    }),
    stream: () => findStream(parseSyncState(store.states.get('sync:a'), rig.now), ''),
  };
  return rig;
}

async function runFor(rig: Rig, minutes: number) {
  for (let minute = 0; minute < minutes; minute++) {
    await rig.sync.runBurst();
    rig.now += MINUTE_MS;
  }
}

test('one that forgets the cursor is walked by dates', async () => {
  const rig = createRig((request, number) => {
    const rows = filterRows(request);
    return { notifications: rows.slice(0, 40), ...(rows.length > 40 ? { cursor: `c${number}` } : {}) };
  });
  await runFor(rig, 5);
  expect(rig.store.rows.size).toBe(100);
  expect(rig.stream()).toMatchObject({ gaps: [] });
  expect(rig.requests).toBeLessThan(12);
});

test('one whose way to the next page cannot be read is walked by dates, and no page is taken for the last', async () => {
  const rig = createRig((request) => {
    const rows = filterRows(request);
    return { notifications: rows.slice(0, 40), ...(rows.length > 40 ? { isCut: true as const } : {}) };
  });
  await runFor(rig, 5);
  expect(rig.store.rows.size).toBe(100);
  expect(rig.stream()).toMatchObject({ gaps: [], losses: [] });
  expect(rig.requests).toBeLessThan(12);
});

test('one whose way on can never be read, not even below the last row, leaves a gap that is told', async () => {
  const rig = createRig((request) => ({ notifications: filterRows(request).slice(0, 1), isCut: true }));
  await runFor(rig, 60);
  expect(rig.stream().gaps.length).toBeGreaterThan(0);
  expect(rig.stream().completedAt).toBeUndefined();
  expect(rig.requests).toBeLessThan(150);
  rig.now -= MINUTE_MS;
  expect(await rig.sync.readStatus()).toMatchObject({ phase: 'waiting', why: 'no-way-on' });
});

test('one that gives the same cursor for ever does not hold the walk', async () => {
  const rig = createRig((request) => ({
    notifications: filterRows(request).slice(offsetOf(request), offsetOf(request) + 40),
    cursor: '40',
  }));
  await runFor(rig, 5);
  expect(rig.store.rows.size).toBe(100);
  expect(rig.requests).toBeLessThan(40);
});

test('an empty page with a cursor is asked about again, not believed', async () => {
  const rig = createRig((request, number) => {
    if (number === 2) return { cursor: '40-again' };
    const rows = filterRows(request).slice(offsetOf(request));
    return {
      notifications: rows.slice(0, 40),
      ...(rows.length > 40 ? { cursor: String(offsetOf(request) + 40) } : {}),
    };
  });
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(100);
  expect(rig.stream().gaps).toEqual([]);
});

test('one that never comes to an end is left alone more and more, and polls go on', async () => {
  const rig = createRig((_request, number) => ({ cursor: `c${number}` }));
  await runFor(rig, 60);
  expect(rig.requests).toBeLessThan(150);
  expect(rig.stream().losses).toEqual([]);
});

test('a page of bad items only is no end', async () => {
  const rejected = Array.from({ length: 40 }, (_, i) => ({ id: `bad${i}`, reason: 'bad' }));
  const rig = createRig((request) =>
    request.cursor === undefined && request.filter === ''
      ? { rejected, cursor: '0-next' }
      : { notifications: filterRows(request) },
  );
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(100);
  expect(rig.store.rejected).toHaveLength(40);
  expect(rig.requests).toBe(2);
});

test('a row without a date is counted, and does not end the walk above the rows that follow it', async () => {
  const [last = createAged(0)] = createMany(1, { firstAge: 24 * 60 });
  const undated = { ...last, context_attributes: { ...last.context_attributes, notification_date: '' } };
  const rig = createRig((request, number) => {
    // First there are the oldest 60 rows; the others have come by the second poll.
    const rows = filterRows(request).slice(number <= 2 ? 40 : 0);
    const isFirst = request.cursor === undefined;
    const { rejected = [], notifications = [] } = parseStreamPage({ data: [undated] }) ?? {};
    return {
      notifications: [...rows.slice(...(isFirst ? [0, 20] : [20])), ...(isFirst ? notifications : [])],
      rejected: isFirst ? rejected : [],
      ...(isFirst ? { cursor: `c${number}` } : {}),
    };
  });
  await rig.sync.runBurst();
  rig.now += 5 * MINUTE_MS;
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(100);
  expect(rig.store.rejected).toHaveLength(1);
});

test('a top of bad items only, which stays so, costs one request a poll', async () => {
  const rejected = [{ reason: 'bad' }];
  const rig = createRig((request) => (request.cursor ? {} : { rejected, cursor: 'next' }));
  await rig.sync.runBurst();
  const before = rig.requests;
  rig.now += 5 * MINUTE_MS;
  await rig.sync.runBurst();
  expect(rig.requests - before).toBe(1);
  expect(rig.store.rejected).toHaveLength(1);
  rig.now += HOUR_MS;
  await rig.sync.runBurst();
  expect(rig.stream().gaps).toEqual([]);
});
