import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../utils/lang/time.ts';
import { askedIdOf, carrySpent, countAsked, joinSpent } from '../../utils/sync/asked.ts';
import { NOTHING_SPENT } from '../../utils/sync/state.ts';
import { createMany, createRig, type Rig, START } from './rig.ts';

const MIDNIGHT = Math.ceil(START / DAY_MS) * DAY_MS;

test('what was not the sync is counted with it, and fills its budget', async () => {
  const rig = createRig({ items: createMany(200), settings: { perMinute: 5 } });
  for (let i = 0; i < 3; i++) await countAsked(rig.store, 'a', START);
  expect((await rig.sync.readStatus()).spent).toMatchObject({ minute: 3, today: 3 });
  expect(await rig.sync.runBurst()).toMatchObject({
    kind: 'waiting',
    why: 'budget-minute',
    nextAt: START + MINUTE_MS,
  });
  expect(rig.countRequests()).toBe(2);
  expect((await rig.sync.readStatus()).spent).toMatchObject({ minute: 5, today: 5 });
});

test('it fills the day as well, is counted for its own account, and is never refused', async () => {
  const rig = createRig({ items: createMany(200), settings: { perDay: 4 } });
  await countAsked(rig.store, 'another', START);
  for (let i = 0; i < 6; i++) await countAsked(rig.store, 'a', START);
  expect(await rig.sync.runBurst()).toMatchObject({ kind: 'waiting', why: 'budget-day', nextAt: MIDNIGHT });
  expect(rig.countRequests()).toBe(0);
  expect((await rig.sync.readStatus()).spent).toMatchObject({ today: 6 });
});

test('neither record writes over the other, and a damaged one begins anew', async () => {
  const rig = createRig({ items: createMany(200) });
  await rig.sync.step();
  await countAsked(rig.store, 'a', START);
  await rig.sync.step();
  expect((await rig.sync.readStatus()).spent).toMatchObject({ minute: 3, today: 3 });
  rig.store.states.set(askedIdOf('a'), { minute: 'many' });
  expect((await rig.sync.readStatus()).spent).toMatchObject({ minute: 2, today: 2 });
});

test('a minute is over when both are; yesterday is not today', () => {
  const early = { minuteStartedAt: START, minute: 2, day: START / DAY_MS - 0.5, today: 2 };
  const late = { ...early, minuteStartedAt: START + MINUTE_MS / 2, minute: 1 };
  expect(joinSpent(early, late, START + MINUTE_MS - 1)).toMatchObject({
    minute: 3,
    minuteStartedAt: START + MINUTE_MS / 2,
  });
  expect(joinSpent(early, late, START + MINUTE_MS)).toMatchObject({ minute: 1 });
  expect(joinSpent(early, late, MIDNIGHT)).toMatchObject({ minute: 0, today: 0 });
  expect(joinSpent(NOTHING_SPENT, NOTHING_SPENT, START)).toEqual(NOTHING_SPENT);
});

describe('a key that goes on in another archive', () => {
  /** Two archives, and the requests of today and of this minute that each of them knows of. */
  function createTwo() {
    const [left, taken] = [createRig({ items: createMany(200) }), createRig({ items: createMany(200) })];
    const read = async ({ sync }: Rig) => {
      const { today, minute } = (await sync.readStatus()).spent;
      return [today, minute];
    };
    return { left, taken, read };
  }

  test('takes along what it spent, the engine’s requests and the others, there and back', async () => {
    const { left, taken, read } = createTwo();
    for (let i = 0; i < 3; i++) await left.sync.step();
    await countAsked(left.store, 'a', START);
    await carrySpent(left.store, taken.store, 'a', START);
    expect(await read(taken)).toEqual([4, 4]);
    await taken.sync.step();
    await carrySpent(taken.store, left.store, 'a', START);
    expect(await read(left)).toEqual([5, 5]);
    await carrySpent(left.store, taken.store, 'a', START);
    expect(await read(taken)).toEqual([5, 5]);
  });

  test('is forgiven nothing that the other archive knows of, and owes nothing of yesterday', async () => {
    const { left, taken, read } = createTwo();
    for (let i = 0; i < 3; i++) await countAsked(taken.store, 'a', START);
    await countAsked(left.store, 'a', START);
    await carrySpent(left.store, taken.store, 'a', START);
    expect(await read(taken)).toEqual([3, 3]);
    taken.now = left.now = MIDNIGHT;
    await countAsked(taken.store, 'a', MIDNIGHT);
    await carrySpent(left.store, taken.store, 'a', MIDNIGHT);
    expect(await read(taken)).toEqual([1, 1]);
  });
});
