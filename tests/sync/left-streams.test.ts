import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { createMany, createRig, type Rig, START } from './rig.ts';

const NOW_S = START / SECOND_MS;
/** The edge of a walk that has seen one page of rows, one a minute. */
const EDGE = NOW_S - 39 * 60;
const HUNTING = 'origin:hunting';

async function setFilter(rig: Rig, filter: string, afterMs: number) {
  rig.settings = { ...rig.settings, filter };
  rig.now += afterMs;
  await rig.sync.runBurst();
  return rig.sync.readStatus();
}

/** A walk under a filter, left after its first page. */
async function leaveWalk(filter = HUNTING): Promise<Rig> {
  const rig = createRig({ items: createMany(100), settings: { filter } });
  await rig.sync.runBurst({ maxPages: 1 });
  return rig;
}

test('what a filter has left unfetched is told, with that filter, until it is set again', async () => {
  const rig = await leaveWalk();
  expect((await rig.sync.readStatus()).left).toEqual([]);
  const left = await setFilter(rig, 'origin:subscriptions', MINUTE_MS);
  expect(left).toMatchObject({ gaps: [], left: [{ filter: HUNTING, to: EDGE }] });
  expect(await setFilter(rig, HUNTING, MINUTE_MS)).toMatchObject({ gaps: [], left: [], losses: [] });
  expect(rig.store.rows.size).toBe(100);
});

test('what VirusTotal has deleted of it meanwhile is a loss of that filter', async () => {
  const rig = await leaveWalk();
  expect(await setFilter(rig, 'origin:subscriptions', 6 * DAY_MS)).toMatchObject({
    left: [{ filter: HUNTING }],
    losses: [],
  });
  const { left, losses } = await setFilter(rig, 'origin:subscriptions', 2 * DAY_MS);
  expect(left).toEqual([]);
  expect(losses).toEqual([
    {
      filter: HUNTING,
      cause: 'expired',
      from: NOW_S - (7 * DAY_MS) / SECOND_MS + 1,
      to: EDGE,
      recordedAt: rig.now,
    },
  ]);
});

test('a walk without a filter that comes to its end has fetched what the others have left', async () => {
  const rig = await leaveWalk();
  rig.settings = { ...rig.settings, filter: '' };
  await rig.sync.runBurst({ maxPages: 1 });
  expect((await rig.sync.readStatus()).left).toHaveLength(1);
  expect(await setFilter(rig, '', MINUTE_MS)).toMatchObject({ gaps: [], left: [], losses: [] });
  expect(rig.store.rows.size).toBe(100);
  expect((await setFilter(rig, '', 20 * DAY_MS)).losses.every(({ filter }) => filter === undefined)).toBe(
    true,
  );
});

test('what was deleted before the walk without a filter began is a loss all the same', async () => {
  const rig = createRig({
    items: createMany(200, { stepSeconds: 3000 }),
    settings: { filter: HUNTING },
  });
  await rig.sync.runBurst({ maxPages: 1 });
  const { left, losses } = await setFilter(rig, '', 2 * DAY_MS);
  expect(left).toEqual([]);
  expect(losses).toMatchObject([{ filter: HUNTING, cause: 'expired', to: NOW_S - (5 * DAY_MS) / SECOND_MS }]);
});

test('with another key, a walk without a filter proves nothing of what was left', async () => {
  const rig = await leaveWalk();
  rig.settings = { ...rig.settings, keyVersion: '2' };
  expect((await setFilter(rig, '', MINUTE_MS)).left).toMatchObject([{ filter: HUNTING, to: EDGE }]);
});

test('a poll that failed before its filter was left is told from the last look to that poll', async () => {
  const rig = createRig({ items: createMany(10), settings: { filter: HUNTING } });
  await rig.sync.runBurst();
  rig.now += HOUR_MS;
  rig.standIn.faults.add({ fault: { kind: 'drop' }, times: 1 });
  await rig.sync.runBurst();
  const span = { filter: HUNTING, from: NOW_S, to: NOW_S + 3600 };
  expect((await setFilter(rig, 'origin:subscriptions', HOUR_MS)).left).toEqual([span]);
  const { left, losses } = await setFilter(rig, 'origin:subscriptions', 8 * DAY_MS);
  expect(left).toEqual([]);
  expect(losses).toContainEqual(expect.objectContaining({ filter: HUNTING, to: NOW_S + 3600 }));
});

test('a filter that was never answered has left nothing', async () => {
  const rig = createRig({ items: createMany(10), settings: { filter: HUNTING } });
  rig.standIn.faults.add({ fault: { kind: 'drop' }, times: 1 });
  await rig.sync.runBurst();
  expect(await setFilter(rig, 'origin:subscriptions', HOUR_MS)).toMatchObject({ left: [], losses: [] });
  expect(await setFilter(rig, '', 8 * DAY_MS)).toMatchObject({ left: [] });
});
