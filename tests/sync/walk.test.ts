import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../utils/lang/time.ts';
import { createAged, createMany, createRig, START } from './rig.ts';

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
  expect(status).toMatchObject({ phase: 'idle', gaps: [], losses: [], lastSyncAt: rig.now });
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
