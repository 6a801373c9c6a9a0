import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { findStream, parseSyncState, type StreamState } from '../../utils/sync/state.ts';
import { createAged, createMany, createRig, type Rig, START } from './rig.ts';

const NOW_S = START / SECOND_MS;
const WEEK_S = (7 * DAY_MS) / SECOND_MS;

const streamOf = (rig: Rig): StreamState =>
  findStream(parseSyncState(rig.store.states.get('sync:a'), rig.now), rig.settings.filter);

const filtersAsked = (rig: Rig) => rig.standIn.log.map(({ query }) => query['filter'] ?? '');

async function poll(rig: Rig, afterMs = 5 * MINUTE_MS) {
  rig.now += afterMs;
  return rig.sync.runBurst();
}

test('a first sync walks everything newest first, then a poll with nothing new costs one request', async () => {
  const rig = createRig({ items: createMany(1000) });
  expect(await rig.sync.runBurst()).toEqual({ kind: 'idle', nextAt: START + 5 * MINUTE_MS });
  expect(rig.store.rows.size).toBe(1000);
  expect([...rig.store.rows.keys()]).toEqual([...rig.store.rows.keys()].sort());
  expect(rig.countRequests()).toBe(25);
  for (let poll = 1; poll <= 10; poll++) {
    rig.now += 5 * MINUTE_MS;
    await rig.sync.runBurst();
    expect(rig.countRequests()).toBe(1);
  }
  const status = await rig.sync.readStatus();
  expect(status).toMatchObject({
    phase: 'idle',
    gaps: [],
    losses: [],
    lastSyncAt: rig.now,
    lastCompleteAt: rig.now,
  });
});

test('nothing new costs one request however dense the overlap is, but for once when late rows must have come', async () => {
  const rig = createRig({ items: createMany(600, { stepSeconds: 1 }) });
  await rig.sync.runBurst();
  rig.countRequests();
  const requests: number[] = [];
  for (let poll = 1; poll <= 6; poll++) {
    rig.now += 5 * MINUTE_MS;
    await rig.sync.runBurst();
    requests.push(rig.countRequests());
  }
  expect(requests).toEqual([1, 1, 15, 1, 1, 1]);
});

test('a late row deep in the overlap is found', async () => {
  const rig = createRig({ items: createMany(600, { stepSeconds: 1 }) });
  await rig.sync.runBurst();
  rig.standIn.insert([createAged(599, { id: '77' })]);
  for (let poll = 1; poll <= 3; poll++) {
    rig.now += 5 * MINUTE_MS;
    await rig.sync.runBurst();
  }
  expect(rig.store.rows.has('77')).toBe(true);
});

test('an empty stream costs one request a poll, and its first row is found', async () => {
  const rig = createRig();
  await rig.sync.runBurst();
  await poll(rig);
  expect(rig.countRequests()).toBe(2);
  expect(filtersAsked(rig)).toEqual(['', '']);
  rig.standIn.insert([createAged(0)]);
  await poll(rig);
  expect(rig.store.rows.size).toBe(1);
});

test('a poll asks from the newest row seen, less the overlap', async () => {
  const rig = createRig({ items: createMany(3, { firstAge: 3600 }) });
  await rig.sync.runBurst();
  await poll(rig);
  // A second lower, in case VirusTotal's `+` excludes its own second.
  expect(filtersAsked(rig)).toEqual(['', 'date:2026-03-10T10:44:59+']);
});

test('the newest part comes first: a long walk is interrupted by each poll', async () => {
  const rig = createRig({ items: createMany(1000, { stepSeconds: 600 }) });
  await rig.sync.runBurst({ maxPages: 5 });
  rig.standIn.insert([createAged(-60, { id: '5' })]);
  await poll(rig);
  expect([...rig.store.rows.keys()].indexOf('5')).toBe(200);
  expect(rig.store.rows.size).toBe(1001);
  expect(streamOf(rig).gaps).toEqual([]);
});

test('a poll does not read again what a walk under way will read', async () => {
  const rig = createRig({ items: createMany(600, { stepSeconds: 1 }) });
  await rig.sync.runBurst({ maxPages: 3 });
  rig.standIn.insert([createAged(-60, { id: '5' })]);
  await poll(rig);
  // 3 before the poll, 3 for 121 new and known rows above the walk's edge, 12 below it.
  expect(rig.countRequests()).toBe(19);
  expect(rig.store.rows.size).toBe(601);
});

describe("the user's own dates", () => {
  test('a lower bound is where the first gap ends, and polls never go below it', async () => {
    const items = createMany(20, { stepSeconds: 3600 });
    const rig = createRig({ items, settings: { filter: 'origin:hunting date:2026-03-10T02:00:00+' } });
    await rig.sync.runBurst({ maxPages: 1 });
    expect(rig.store.rows.size).toBe(11);
    await poll(rig);
    expect(filtersAsked(rig)).toEqual([
      'origin:hunting date:2026-03-10T02:00:00+',
      'origin:hunting date:2026-03-10T11:44:59+',
    ]);
    expect(streamOf(rig).losses).toEqual([]);
  });

  test('a bound nearer than the overlap stays', async () => {
    const rig = createRig({ items: createMany(3), settings: { filter: 'date:2026-03-10T11:57:00+' } });
    await rig.sync.runBurst();
    await poll(rig);
    expect(filtersAsked(rig)[1]).toBe('date:2026-03-10T11:57:00+');
  });

  test('an upper bound stays with every poll, and gives way to the edge of a walk begun again', async () => {
    const rig = createRig({
      items: createMany(100),
      faults: { rules: [{ on: [2], fault: { kind: 'expired-cursor' } }] },
      settings: { filter: 'date:2026-03-10T11:30:00-' },
    });
    await rig.sync.runBurst();
    await poll(rig);
    expect(rig.store.rows.size).toBe(69);
    expect(filtersAsked(rig)).toEqual([
      'date:2026-03-10T11:30:00-',
      'date:2026-03-10T11:30:00-',
      'date:2026-03-10T10:50:01-',
      'date:2026-03-10T11:30:00- date:2026-03-10T11:13:59+',
    ]);
  });
});

describe('cursors', () => {
  test('a refused cursor begins again at the edge, once, and the rest comes in the usual way', async () => {
    const rig = createRig({
      items: createMany(400),
      faults: { rules: [{ on: [4], fault: { kind: 'expired-cursor' } }] },
    });
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(400);
    // 10 pages, one refusal, and one page more because a restart reads its edge's second again.
    expect(rig.countRequests()).toBe(12);
  });

  test('a gap with an end stops there when it begins again without that bound', async () => {
    const rig = createRig({ items: createMany(2000) });
    await rig.sync.runBurst();
    rig.standIn.insert(
      createMany(100, { firstAge: -6000, stepSeconds: 59 }).map((item, i) => ({
        ...item,
        context_attributes: { ...item.context_attributes, notification_id: `7${i}` },
      })),
    );
    rig.countRequests();
    rig.standIn.faults.add({ fault: { kind: 'expired-cursor' }, times: 1 });
    await poll(rig, 6000 * SECOND_MS);
    expect(rig.store.rows.size).toBe(2100);
    expect(rig.countRequests()).toBeLessThan(7);
  });

  test('many rows in one second are walked by cursor, without end or omission', async () => {
    const items = Array.from({ length: 200 }, (_, i) => createAged(60, { id: String(1000 + i) }));
    const rig = createRig({ items: [...items, ...createMany(10, { firstAge: 100 })] });
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(210);
    expect(rig.countRequests()).toBe(6);
  });

  test('a second that no cursor gets through is asked for again for hours, then is a recorded loss', async () => {
    const items = Array.from({ length: 100 }, (_, i) => createAged(60, { id: String(1000 + i) }));
    const rig = createRig({ items: [...items, ...createMany(10, { firstAge: 100 })] });
    rig.standIn.faults.add({ fault: { kind: 'expired-cursor' } });
    await rig.sync.runBurst();
    // Known at once: what the first page of that second shows.
    expect(rig.store.rows.size).toBe(40);
    expect(await rig.sync.readStatus()).toMatchObject({ phase: 'waiting', why: 'bad-request' });
    let hours = 0;
    for (; streamOf(rig).losses.length === 0 && hours < 24; hours += 0.25) await poll(rig, HOUR_MS / 4);
    expect(hours).toBeGreaterThan(2);
    expect(hours).toBeLessThan(6);
    // A first walk that takes hours loses what expires meanwhile at its far end.
    expect(streamOf(rig).losses).toMatchObject([
      { from: NOW_S - 60, to: NOW_S - 60, cause: 'unreadable' },
      { from: NOW_S - WEEK_S + 1, to: rig.now / SECOND_MS - WEEK_S, cause: 'expired' },
    ]);
    expect(rig.store.rows.size).toBe(50);
    // The overlap of a poll holds that second too.
    for (; streamOf(rig).gaps.length > 0 && hours < 24; hours += 0.25) await poll(rig, HOUR_MS / 4);
    expect(hours).toBeLessThan(12);
  });

  test('where the refusals end in time, nothing is lost', async () => {
    const items = Array.from({ length: 100 }, (_, i) => createAged(60, { id: String(1000 + i) }));
    const rig = createRig({ items });
    const heal = rig.standIn.faults.add({ fault: { kind: 'expired-cursor' } });
    await rig.sync.runBurst();
    for (let i = 0; i < 4; i++) await poll(rig);
    heal();
    for (let i = 0; i < 12; i++) await poll(rig);
    expect(rig.store.rows.size).toBe(100);
    expect(streamOf(rig).gaps).toEqual([]);
    expect(streamOf(rig).losses.filter(({ cause }) => cause === 'unreadable')).toEqual([]);
  });

  test('a rest ends when the clock goes back', async () => {
    const items = Array.from({ length: 100 }, (_, i) => createAged(60, { id: String(1000 + i) }));
    const rig = createRig({ items });
    const heal = rig.standIn.faults.add({ fault: { kind: 'expired-cursor' } });
    await rig.sync.runBurst();
    heal();
    rig.skewMs = -30 * DAY_MS;
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(100);
  });

  test('a cursor that meets three server errors in a row is let go', async () => {
    const rig = createRig({ items: createMany(100) });
    rig.standIn.faults.add({ fault: { kind: 'unavailable' }, cursor: true, times: 3 });
    await rig.sync.runBurst();
    for (let i = 0; i < 3; i++) await poll(rig, HOUR_MS);
    expect(rig.store.rows.size).toBe(100);
    expect(filtersAsked(rig)).toContain('date:2026-03-10T11:21:01-');
  });

  test.each([{ kind: 'hang' }, { kind: 'not-virustotal' }, { kind: 'not-json' }, { kind: 'drop' }] as const)(
    'a cursor that meets nothing but $kind is let go as well, and holds up no older gap',
    async (fault) => {
      const rig = createRig({ items: createMany(60, { firstAge: 86_400 }), settings: { perMinute: 1 } });
      await rig.sync.step();
      // A second gap above the first, whose cursor leads nowhere.
      rig.standIn.insert(createMany(60, { firstAge: 60, stepSeconds: 20 }));
      await poll(rig);
      expect(streamOf(rig).gaps).toHaveLength(2);
      rig.settings = { ...rig.settings, perMinute: 1000 };
      rig.standIn.faults.add({ fault, cursor: true });
      for (let i = 0; i < 10; i++) await poll(rig, HOUR_MS);
      expect(rig.store.rows.size).toBe(120);
      expect(streamOf(rig).gaps).toEqual([]);
    },
  );

  test('a second whose cursor meets nothing but server errors is given up as well, and holds up nothing older', async () => {
    const items = Array.from({ length: 100 }, (_, i) => createAged(60, { id: String(1000 + i) }));
    const rig = createRig({ items: [...items, ...createMany(10, { firstAge: 100 })] });
    rig.standIn.faults.add({ fault: { kind: 'unavailable' }, cursor: true });
    for (let hours = 0; hours < 24; hours += 0.25) await poll(rig, HOUR_MS / 4);
    expect(rig.store.rows.size).toBe(50);
    expect(streamOf(rig).gaps).toEqual([]);
    expect(streamOf(rig).losses).toMatchObject([
      { from: NOW_S - 60, to: NOW_S - 60, cause: 'unreadable' },
      { cause: 'expired' },
    ]);
  });
});

test.each([
  ['expired-cursor', 'bad-request'],
  ['hang', 'timeout'],
  ['not-virustotal', 'not-virustotal'],
  ['unavailable', 'server'],
] as const)('a second whose cursor meets nothing but %s waits because of that: %s', async (kind, why) => {
  const items = Array.from({ length: 100 }, (_, i) => createAged(60, { id: String(1000 + i) }));
  const rig = createRig({ items });
  rig.standIn.faults.add({ fault: { kind }, cursor: true });
  for (let minutes = 0; minutes < 60; minutes++) await poll(rig, MINUTE_MS);
  const { phase, why: said } = await rig.sync.readStatus();
  expect([phase, said]).toEqual(['waiting', why]);
  // Not by the trouble of the last request: a poll went well since.
  expect(parseSyncState(rig.store.states.get('sync:a'), rig.now).trouble).toBeUndefined();
});

describe('what vanishes', () => {
  test('a row that is gone upstream stays here', async () => {
    const rig = createRig({ items: createMany(50) });
    await rig.sync.runBurst();
    rig.standIn.remove([...rig.store.rows.keys()].slice(0, 25));
    await poll(rig);
    expect(rig.store.rows.size).toBe(50);
  });

  test('an absence longer than VirusTotal remembers is a recorded loss, from when to when', async () => {
    const rig = createRig({ items: createMany(5) });
    await rig.sync.runBurst();
    rig.now += 10 * DAY_MS;
    await rig.sync.runBurst();
    const back = rig.now / SECOND_MS;
    expect(streamOf(rig).losses).toEqual([
      { from: NOW_S - 15 * 60, to: back - WEEK_S, cause: 'expired', recordedAt: rig.now },
    ]);
  });

  test('a first walk of minutes has lost nothing to the seven days, which end meanwhile; one of hours tells it', async () => {
    const week = createMany(120, { stepSeconds: WEEK_S / 119 });
    const rig = createRig({ items: week, settings: { perMinute: 1, intervalMs: DAY_MS } });
    for (let i = 0; i < 4; i++) await poll(rig, 4 * MINUTE_MS);
    expect(streamOf(rig)).toMatchObject({ gaps: [], losses: [] });

    const slow = createRig({ items: week, settings: { perMinute: 1, intervalMs: DAY_MS } });
    for (let i = 0; i < 4; i++) await poll(slow, HOUR_MS);
    expect(streamOf(slow)).toMatchObject({ gaps: [], losses: [{ cause: 'expired' }] });
  });

  test('a shorter absence is none, nor is a quiet stream', async () => {
    const rig = createRig({ items: createMany(5) });
    await rig.sync.runBurst();
    for (let day = 0; day < 20; day++) await poll(rig, DAY_MS);
    expect(streamOf(rig).losses).toEqual([]);
  });

  test('losses that touch are one, others are listed newest first', async () => {
    const rig = createRig({ items: createMany(5) });
    await rig.sync.runBurst();
    await poll(rig, 10 * DAY_MS);
    await poll(rig, 10 * DAY_MS);
    const { losses } = streamOf(rig);
    expect(losses).toHaveLength(2);
    expect(losses[0]?.from).toBeGreaterThan(losses[1]?.to ?? 0);
    rig.settings = { ...rig.settings, paused: true };
    await poll(rig, 10 * DAY_MS);
    expect(streamOf(rig).losses).toEqual(losses);
  });

  test('a gap that waits longer than VirusTotal remembers shrinks to a loss', async () => {
    const rig = createRig({ items: createMany(200, { stepSeconds: 3000 }) });
    await rig.sync.runBurst({ maxPages: 1 });
    expect((await rig.sync.readStatus()).gaps).toEqual([{ to: NOW_S - 39 * 3000 }]);
    await poll(rig, 20 * DAY_MS);
    expect(rig.store.rows.size).toBe(40);
    const lossesAtEdge = streamOf(rig).losses.filter(({ from }) => from < NOW_S - WEEK_S + 60);
    expect(lossesAtEdge).toMatchObject([{ to: NOW_S - 39 * 3000, cause: 'expired' }]);
  });

  test("what the server's clock says counts, whatever ours says", async () => {
    const rig = createRig({ items: createMany(5) });
    await rig.sync.runBurst();
    rig.skewMs = -9 * DAY_MS;
    rig.now += 10 * DAY_MS;
    await rig.sync.runBurst();
    expect(streamOf(rig).losses).toMatchObject([{ from: NOW_S - 15 * 60, to: NOW_S + 3 * 86_400 }]);
  });

  test.each([true, false])(
    'a clock that was a year ahead for one poll hides no loss (something new then: %s)',
    async (isNew) => {
      const rig = createRig({ items: createMany(5) });
      rig.tellsTime = false;
      await rig.sync.runBurst();
      rig.skewMs = 365 * DAY_MS;
      if (isNew) rig.standIn.insert([createAged(-60)]);
      await poll(rig);
      rig.skewMs = 0;
      await poll(rig);
      const seenUntil = rig.now / SECOND_MS;
      await poll(rig, 12 * DAY_MS);
      expect(streamOf(rig).losses.at(0)).toMatchObject({
        to: rig.now / SECOND_MS - WEEK_S,
        cause: 'expired',
      });
      expect(streamOf(rig).losses.at(0)?.from).toBeLessThanOrEqual(seenUntil);
    },
  );

  test('a clock that is right again by the next poll after a long absence hides no loss', async () => {
    const rig = createRig({ items: createMany(5) });
    rig.tellsTime = false;
    await rig.sync.runBurst();
    rig.skewMs = 365 * DAY_MS;
    rig.standIn.insert([createAged(-60)]);
    await poll(rig);
    rig.skewMs = 0;
    await poll(rig, 12 * DAY_MS);
    expect(streamOf(rig).losses).toContainEqual(
      expect.objectContaining({ to: rig.now / SECOND_MS - WEEK_S, cause: 'expired' }),
    );
  });

  test('a quiet poll proves nothing about late rows below its first page', async () => {
    const rig = createRig({ items: createMany(600, { stepSeconds: 1 }) });
    await rig.sync.runBurst();
    await poll(rig);
    expect(streamOf(rig).top?.watchedTo).toBe(NOW_S - 15 * 60);
    for (let i = 0; i < 3; i++) await poll(rig);
    expect(streamOf(rig).top?.watchedTo).toBe(NOW_S + 5 * 60);
  });
});

test('a row dated in the future hides nothing', async () => {
  const rig = createRig({ items: [createAged(-10 * 86_400, { id: '9' }), ...createMany(3)] });
  await rig.sync.runBurst();
  rig.standIn.insert([createAged(-200, { id: '5' })]);
  await poll(rig);
  expect(rig.store.rows.has('5')).toBe(true);
});

test('a first stream page of nothing but the future hides nothing that comes below it', async () => {
  const rig = createRig({ items: [...createMany(60, { firstAge: -3 * 86_400 }), ...createMany(50)] });
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(110);
  for (let age = 1; age <= 4; age++) {
    rig.standIn.insert([createAged(-300 * age, { id: String(age) })]);
    await poll(rig);
    expect(rig.store.rows.size).toBe(110 + age);
  }
});

test('bad items are counted once, however often a poll sees them', async () => {
  const rig = createRig({ items: createMany(3) });
  const bad = {
    id: 'x',
    type: 'mutex',
    context_attributes: { notification_id: '66', notification_date: NOW_S },
  };
  rig.standIn.faults.add({ fault: { kind: 'bad-item', item: bad } });
  rig.standIn.faults.add({ fault: { kind: 'bad-item', item: 'nonsense' }, times: 1 });
  await rig.sync.runBurst();
  await poll(rig);
  expect(rig.store.rejected).toEqual([
    { reason: 'not an object' },
    { id: '66', reason: 'is of a type that Huntlight does not know: mutex' },
  ]);
});

test('gaps stay few: too many are joined from the oldest', async () => {
  const rig = createRig({ items: createMany(100, { stepSeconds: 1800 }), settings: { limit: 2 } });
  await rig.sync.runBurst({ maxPages: 1 });
  let id = 0;
  for (let i = 0; i < 60; i++) {
    rig.standIn.insert(
      Array.from({ length: 6 }, (_, k) => createAged(-(i + 1) * 300 + k, { id: String(++id) })),
    );
    rig.now += 5 * MINUTE_MS;
    await rig.sync.runBurst({ maxPages: 1 });
    expect(streamOf(rig).gaps.length).toBeLessThanOrEqual(50);
  }
  while ((await rig.sync.runBurst()).kind === 'waiting') rig.now += MINUTE_MS;
  expect(rig.store.rows.size).toBe(100 + 60 * 6);
  expect(streamOf(rig)).toMatchObject({ gaps: [], losses: [{ from: NOW_S - WEEK_S + 1, cause: 'expired' }] });
});

describe('another key', () => {
  test('of the same user: goes on where the old one stopped', async () => {
    const rig = createRig({ items: createMany(200) });
    await rig.sync.runBurst();
    rig.settings = { ...rig.settings, keyVersion: '2' };
    rig.countRequests();
    await rig.sync.runBurst();
    expect(rig.countRequests()).toBe(1);
    expect(streamOf(rig)).toMatchObject({ gaps: [], losses: [], top: { keyVersion: '2' } });
  });

  test('of the same user, after a burst of new rows: the walk meets the known ones further down', async () => {
    const rig = createRig({ items: createMany(200) });
    await rig.sync.runBurst();
    rig.settings = { ...rig.settings, keyVersion: '2' };
    rig.standIn.insert(Array.from({ length: 100 }, (_, i) => createAged(-i, { id: String(i) })));
    await poll(rig);
    expect(rig.store.rows.size).toBe(300);
    expect(streamOf(rig).losses).toEqual([]);
  });

  test('of another user: that stream is walked from its beginning, the rest of the old one is a loss', async () => {
    const rig = createRig({ items: createMany(200) });
    await rig.sync.runBurst({ maxPages: 2 });
    const edge = NOW_S - 79 * 60;
    rig.standIn.remove([...rig.standIn.rows()].map((row) => row.context_attributes.notification_id));
    rig.standIn.insert(Array.from({ length: 150 }, (_, i) => createAged(i * 600, { id: `2${i}` })));
    rig.settings = { ...rig.settings, keyVersion: '2' };
    await poll(rig, MINUTE_MS);
    expect(rig.store.rows.size).toBe(80 + 150);
    expect(streamOf(rig).losses).toMatchObject([
      { from: NOW_S - 15 * 60, to: NOW_S + 60, cause: 'other-key' },
      { from: NOW_S - WEEK_S + 1, to: edge, cause: 'other-key' },
    ]);
  });

  test('after the first was refused before it ever saw the stream', async () => {
    const rig = createRig({ items: createMany(5), forbidden: true });
    await rig.sync.runBurst();
    rig.standIn.configure({ forbidden: false });
    rig.settings = { ...rig.settings, keyVersion: '2' };
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(5);
  });
});

test('each filter has gaps of its own, so that changing it and back loses nothing', async () => {
  const rig = createRig({ items: createMany(100), settings: { filter: 'origin:hunting' } });
  await rig.sync.runBurst({ maxPages: 1 });
  rig.settings = { ...rig.settings, filter: 'origin:subscriptions' };
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(40);
  rig.settings = { ...rig.settings, filter: 'origin:hunting' };
  await rig.sync.runBurst();
  expect(rig.store.rows.size).toBe(100);
  // One for the second filter, none again for the first page of the first.
  expect(rig.countRequests()).toBe(4);
});
