import { expect, test } from 'vitest';
import { findStream, parseSyncState } from '../../utils/sync/state.ts';
import { createMany, createRig, START } from './rig.ts';

test('a record reads back as it was written', async () => {
  const rig = createRig({ items: createMany(200) });
  await rig.sync.runBurst({ maxPages: 3 });
  const record = rig.store.states.get('sync:a');
  expect(parseSyncState(record, START)).toEqual(record);
  expect(findStream(parseSyncState(record, START), '').gaps).toHaveLength(1);
});

test.each([null, 'text', {}, { version: 2 }, { version: 1, streams: { '': {} } }])(
  'a damaged record, or one of another version, is replaced and says so: %j',
  async (record) => {
    expect(parseSyncState(record, START)).toMatchObject({ streams: {}, replacedAt: START });
    const rig = createRig({ items: createMany(50) });
    rig.store.states.set('sync:a', record);
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(50);
    expect((await rig.sync.readStatus()).replacedAt).toBe(START);
  },
);

test('each account has a record of its own', async () => {
  const rig = createRig({ items: createMany(3) });
  await rig.sync.runBurst();
  rig.settings = { ...rig.settings, account: 'b' };
  await rig.sync.runBurst();
  expect([...rig.store.states.keys()]).toEqual(['sync:a', 'sync:b']);
  expect(rig.countRequests()).toBe(2);
});
