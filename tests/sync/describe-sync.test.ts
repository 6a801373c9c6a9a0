import { expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { describeSync } from '../../utils/sync/describe-sync.ts';
import { parseSyncState, type SyncState } from '../../utils/sync/state.ts';
import { createMany, createRig, SETTINGS, START } from './rig.ts';

const NOW_S = START / SECOND_MS;
const NEW = parseSyncState(undefined, START);

test('before the first sync: about to walk, nothing known', () => {
  expect(describeSync(NEW, SETTINGS, START)).toEqual({
    phase: 'walking',
    rows: 0,
    gaps: [],
    left: [],
    losses: [],
    spent: { minute: 0, perMinute: 1000, today: 0, perDay: 100_000 },
  });
});

test('a long walk: rows, share and time left by the pace so far', async () => {
  const rig = createRig({ items: createMany(400, { stepSeconds: 600 }) });
  for (let page = 0; page < 4; page++) {
    await rig.sync.step();
    rig.now += 10 * SECOND_MS;
  }
  expect(await rig.sync.readStatus()).toMatchObject({
    phase: 'walking',
    rows: 160,
    share: 0.4,
    timeLeftMs: 6 * 10 * SECOND_MS,
    gaps: [{ to: NOW_S - 159 * 600 }],
    lastSyncAt: START,
    spent: { minute: 4, today: 4 },
  });
});

test('complete is what has nothing left to fetch, not what has begun', async () => {
  const rig = createRig({ items: createMany(100) });
  const readCompleteAt = async () => (await rig.sync.readStatus()).lastCompleteAt;
  await rig.sync.step();
  expect(await readCompleteAt()).toBeUndefined();
  await rig.sync.runBurst();
  expect(await readCompleteAt()).toBe(START);
  rig.standIn.insert(createMany(100, { firstAge: -300, stepSeconds: 1 }));
  rig.now += 5 * MINUTE_MS;
  await rig.sync.step();
  expect(await readCompleteAt()).toBe(START);
  await rig.sync.runBurst();
  expect(await readCompleteAt()).toBe(rig.now);
});

test('the pace is never better than the budget, and a closed laptop does not count', async () => {
  const rig = createRig({ items: createMany(400, { stepSeconds: 600 }), settings: { perMinute: 6 } });
  await rig.sync.step();
  expect((await rig.sync.readStatus()).timeLeftMs).toBe(9 * 10 * SECOND_MS);
  await rig.sync.step();
  rig.now += 8 * 60 * MINUTE_MS;
  rig.settings = { ...rig.settings, intervalMs: 24 * 60 * MINUTE_MS };
  await rig.sync.step();
  expect((await rig.sync.readStatus()).timeLeftMs).toBe(7 * MINUTE_MS);
  rig.skewMs = -MINUTE_MS;
  await rig.sync.step();
  expect((await rig.sync.readStatus()).timeLeftMs).toBeLessThan(6 * MINUTE_MS);
});

test('where VirusTotal tells no count there is no share', async () => {
  const rig = createRig({ items: createMany(400), metaCount: false });
  await rig.sync.step();
  const { rows, share, timeLeftMs } = await rig.sync.readStatus();
  expect([rows, share, timeLeftMs]).toEqual([40, undefined, undefined]);
});

test('a share is no more than all of it, whatever was estimated', async () => {
  const rig = createRig({ items: createMany(100) });
  await rig.sync.step();
  rig.standIn.insert(createMany(300, { firstAge: 70_000 }));
  for (let page = 0; page < 4; page++) await rig.sync.step();
  expect(await rig.sync.readStatus()).toMatchObject({ rows: 200, share: 1, timeLeftMs: 0 });
});

test('gaps: one without an edge reaches up to now, one without an end as far back as VirusTotal remembers', () => {
  const gap = { attempts: 0, rows: 0 };
  const state: SyncState = {
    ...NEW,
    replacedAt: 5,
    streams: {
      '': {
        gaps: [
          { ...gap, from: NOW_S - 900 },
          { ...gap, to: NOW_S - 5000, rows: 7 },
        ],
        losses: [],
        rejectedIds: [],
        polledAt: START,
      },
    },
  };
  expect(describeSync(state, SETTINGS, START)).toMatchObject({
    gaps: [{ from: NOW_S - 900, to: NOW_S }, { to: NOW_S - 5000 }],
    rows: 7,
    replacedAt: 5,
  });
});

test('a poll that failed leaves out what came since the last one, not all that it was to read again', async () => {
  const rig = createRig({ items: createMany(3, { firstAge: 5 * 3600 }) });
  await rig.sync.runBurst();
  rig.now += 6 * MINUTE_MS;
  rig.standIn.faults.add({ fault: { kind: 'drop' } });
  await rig.sync.runBurst();
  expect(await rig.sync.readStatus()).toMatchObject({
    phase: 'waiting',
    why: 'offline',
    gaps: [{ from: NOW_S, to: NOW_S + 360 }],
  });
});

test('losses under another filter are told, with the filter, unless this one has lost as much', () => {
  const loss = (from: number, to: number) => ({ from, to, cause: 'expired' as const, recordedAt: 1 });
  const stream = { gaps: [], rejectedIds: [], polledAt: START };
  const state: SyncState = {
    ...NEW,
    streams: {
      '': { ...stream, losses: [loss(100, 200)] },
      'origin:hunting': { ...stream, losses: [loss(300, 400), loss(120, 180)] },
    },
  };
  expect(describeSync(state, SETTINGS, START).losses).toEqual([
    { ...loss(300, 400), filter: 'origin:hunting' },
    loss(100, 200),
  ]);
  expect(describeSync(state, { ...SETTINGS, filter: 'origin:hunting' }, START).losses).toEqual([
    loss(300, 400),
    { ...loss(100, 200), filter: '' },
    loss(120, 180),
  ]);
});

test('idle, waiting, stopped and paused, with when and why', async () => {
  const rig = createRig({ items: createMany(3) });
  await rig.sync.runBurst();
  expect(await rig.sync.readStatus()).toMatchObject({ phase: 'idle', nextAt: START + 5 * MINUTE_MS });
  rig.standIn.faults.add({ fault: { kind: 'unavailable' }, times: 1 });
  rig.now += 5 * MINUTE_MS;
  await rig.sync.runBurst();
  expect(await rig.sync.readStatus()).toMatchObject({
    phase: 'waiting',
    why: 'server',
    message: 'Transient server error, retry might work',
    nextAt: rig.now + 22_500,
    gaps: [{ to: rig.now / SECOND_MS }],
  });
  rig.settings = { ...rig.settings, paused: true };
  expect((await rig.sync.readStatus()).phase).toBe('paused');
  rig.settings = { ...rig.settings, paused: false, filter: 'x' };
  expect(await rig.sync.readStatus()).toMatchObject({ phase: 'stopped', why: 'bad-request' });
});
