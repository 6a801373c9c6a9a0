import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../utils/lang/time.ts';
import { StoreFault, type StreamPageCommit } from '../../utils/sync/ports.ts';
import { findStream, parseSyncState } from '../../utils/sync/state.ts';
import { createMemoryStore } from './memory-store.ts';
import { createMany, createRig, type Rig, START } from './rig.ts';

const stateOf = (rig: Rig) => parseSyncState(rig.store.states.get('sync:a'), rig.now);

/** A store whose commits `refuse` may fail. */
function createFailing(refuse: (commit: StreamPageCommit<unknown>) => unknown) {
  const memory = createMemoryStore();
  return {
    ...memory,
    commitStreamPage: async (commit: StreamPageCommit<unknown>) => {
      const error = refuse(commit);
      if (error !== undefined) throw error;
      return memory.commitStreamPage(commit);
    },
  };
}

describe('a step', () => {
  test('is one request and one stream page', async () => {
    const rig = createRig({ items: createMany(100) });
    const outcome = await rig.sync.step();
    expect(outcome).toMatchObject({ kind: 'progress', rejected: 0, report: { known: 0, refused: 0 } });
    expect(rig.countRequests()).toBe(1);
    expect(rig.store.rows.size).toBe(40);
  });

  test('counts its request before it is sent', async () => {
    const rig = createRig({ items: createMany(1) });
    let spent = -1;
    const { answer } = rig.standIn;
    rig.standIn.answer = (request) => {
      spent = stateOf(rig).spent.today;
      return answer(request);
    };
    await rig.sync.step();
    expect(spent).toBe(1);
  });

  test('keeps what is already known and refuses what was deleted here', async () => {
    const rig = createRig({ items: createMany(3) });
    rig.store.tombstones.add(createMany(3)[1]?.context_attributes.notification_id ?? '');
    expect(await rig.sync.step()).toMatchObject({ report: { refused: 1, known: 0 } });
    expect(rig.store.rows.size).toBe(2);
  });
});

describe('a burst', () => {
  test('ends after so many pages, at a time, or at a signal', async () => {
    const rig = createRig({ items: createMany(400) });
    await rig.sync.runBurst({ maxPages: 2 });
    expect(rig.countRequests()).toBe(2);
    await rig.sync.runBurst({ untilMs: rig.now });
    expect(rig.countRequests()).toBe(1);
    await rig.sync.runBurst({ signal: AbortSignal.abort() });
    expect(rig.countRequests()).toBe(1);
    await rig.sync.runBurst();
    expect(rig.store.rows.size).toBe(400);
  });

  test('never runs twice at once, here or in another context', async () => {
    const rig = createRig({ items: createMany(400) });
    const [first, second, third] = await Promise.all([
      rig.sync.runBurst(),
      rig.sync.runBurst(),
      rig.sync.step(),
    ]);
    expect([first.kind, second.kind, third.kind]).toEqual(['idle', 'busy', 'busy']);
    const elsewhere = createRig({ lock: async () => undefined });
    expect(await elsewhere.sync.runBurst()).toEqual({ kind: 'busy' });
    expect(elsewhere.countRequests()).toBe(0);
  });

  test('a bug in the store passes, and does not block the next burst', async () => {
    const bug = new TypeError('bug');
    let fails = true;
    const rig = createRig({ store: createFailing(() => (fails ? bug : undefined)) });
    await expect(rig.sync.runBurst()).rejects.toBe(bug);
    fails = false;
    expect((await rig.sync.runBurst()).kind).toBe('idle');
  });
});

describe('settings', () => {
  test('without access to the server nothing is asked, not even on demand; with it the sync goes on at once', async () => {
    const rig = createRig({ items: createMany(3), settings: { hasAccess: false } });
    rig.sync.openPoll();
    expect(await rig.sync.runBurst()).toEqual({ kind: 'stopped', why: 'no-access', message: '' });
    expect(await rig.sync.readStatus()).toMatchObject({ phase: 'stopped', why: 'no-access' });
    expect(rig.countRequests()).toBe(0);
    expect((await rig.sync.readStatus()).spent.today).toBe(0);
    rig.settings = { ...rig.settings, hasAccess: true };
    expect(await rig.sync.runBurst()).toMatchObject({ kind: 'idle' });
    expect(rig.store.rows.size).toBe(3);
  });

  test('paused: nothing is asked, not even on demand', async () => {
    const rig = createRig({ items: createMany(3), settings: { paused: true } });
    rig.sync.openPoll();
    expect(await rig.sync.runBurst()).toEqual({ kind: 'paused' });
    expect(rig.countRequests()).toBe(0);
    rig.settings = { ...rig.settings, paused: false };
    expect((await rig.sync.runBurst()).kind).toBe('idle');
  });

  test('a filter outside the grammar stops the sync, with the place of the mistake in words', async () => {
    const rig = createRig({ settings: { filter: 'colour:red' } });
    rig.sync.openPoll();
    expect(await rig.sync.runBurst()).toMatchObject({
      kind: 'stopped',
      why: 'bad-request',
      message: expect.stringContaining('colour'),
    });
    expect(rig.countRequests()).toBe(0);
  });

  test("a filter that VirusTotal refuses stops it with VirusTotal's words, until it is changed or asked for again", async () => {
    const fault = { kind: 'refuse', status: 400, code: 'BadRequestError', message: 'nonsense' } as const;
    const rig = createRig({ items: createMany(3), settings: { filter: 'source_type:nonsense' } });
    const heal = rig.standIn.faults.add({ fault });
    const stopped = { kind: 'stopped', why: 'bad-request', message: 'nonsense' };
    expect(await rig.sync.runBurst()).toMatchObject(stopped);
    rig.now += DAY_MS;
    expect(await rig.sync.runBurst()).toMatchObject(stopped);
    expect(rig.countRequests()).toBe(1);
    rig.sync.openPoll();
    await rig.sync.runBurst();
    expect(rig.countRequests()).toBe(1);
    heal();
    rig.settings = { ...rig.settings, filter: '' };
    expect((await rig.sync.runBurst()).kind).toBe('idle');
  });

  test.each([
    ['without a filter', ''],
    ['with one that it took before', 'origin:hunting'],
  ])('a request refused %s is no refused filter: the sync tries again by itself', async (_, filter) => {
    const rig = createRig({ items: createMany(100), settings: { filter } });
    if (filter !== '') await rig.sync.step();
    // The cursor, and then the walk that begins again without it.
    rig.standIn.faults.add({ fault: { kind: 'refuse', status: 400, code: 'BadRequestError' }, times: 2 });
    await rig.sync.runBurst();
    expect(await rig.sync.readStatus()).toMatchObject({ phase: 'waiting', why: 'bad-request' });
    for (let i = 0; i < 3; i++) {
      rig.now += 5 * MINUTE_MS;
      await rig.sync.runBurst();
    }
    expect(rig.store.rows.size).toBe(100);
    expect(await rig.sync.readStatus()).toMatchObject({ phase: 'idle', gaps: [] });
  });

  test('a stream page of the walk under way keeps the filter, limit and form it began with', async () => {
    const rig = createRig({ items: createMany(30), settings: { limit: 10, descriptorsOnly: true } });
    await rig.sync.step();
    rig.settings = { ...rig.settings, limit: 40, descriptorsOnly: false };
    await rig.sync.runBurst();
    expect(rig.standIn.log.map(({ query }) => [query['limit'], query['descriptors_only']])).toEqual([
      ['10', 'true'],
      ['10', 'true'],
      ['10', 'true'],
    ]);
  });

  test('one request a minute: the walk goes on each minute', async () => {
    const rig = createRig({ items: createMany(100), settings: { perMinute: 1 } });
    for (let minute = 0; minute < 3; minute++) {
      expect(await rig.sync.runBurst()).toMatchObject(
        minute < 2
          ? { kind: 'waiting', why: 'budget-minute', nextAt: START + (minute + 1) * MINUTE_MS }
          : { kind: 'idle' },
      );
      rig.now += MINUTE_MS;
    }
    expect(rig.store.rows.size).toBe(100);
  });

  test('a long first sync leaves the day enough requests for its polls', async () => {
    const rig = createRig({ items: createMany(4000, { stepSeconds: 100 }), settings: { perDay: 40 } });
    expect(await rig.sync.runBurst()).toMatchObject({ why: 'budget-day', nextAt: START + 5 * MINUTE_MS });
    expect(rig.countRequests()).toBe(20);
    rig.now += 5 * MINUTE_MS;
    expect(await rig.sync.runBurst()).toMatchObject({ why: 'budget-day', nextAt: START + 10 * MINUTE_MS });
    expect(rig.countRequests()).toBe(1);
    for (let poll = 0; poll < 30; poll++) {
      rig.now += 5 * MINUTE_MS;
      await rig.sync.runBurst();
    }
    expect(rig.countRequests()).toBe(19);
    expect(await rig.sync.runBurst()).toMatchObject({ why: 'budget-day', nextAt: START + 12 * HOUR_MS });
  });
});

describe('trouble upstream', () => {
  test('waits, tells since when and until when, and goes on', async () => {
    const rig = createRig({
      items: createMany(50),
      faults: { rules: [{ on: [1], fault: { kind: 'unavailable' } }] },
    });
    expect(await rig.sync.runBurst()).toMatchObject({
      kind: 'waiting',
      why: 'server',
      nextAt: START + 22_500,
    });
    rig.now += 22_499;
    expect((await rig.sync.runBurst()).kind).toBe('waiting');
    rig.now += 1;
    expect((await rig.sync.runBurst()).kind).toBe('idle');
    expect(rig.countRequests()).toBe(3);
    expect(stateOf(rig).trouble).toBeUndefined();
  });

  test('an hour of 429 is called what it is', async () => {
    const rig = createRig({ faults: { rules: [{ fault: { kind: 'rate-limit' } }] } });
    const reasons: string[] = [];
    for (let minute = 0; minute < 180; minute++) {
      const outcome = await rig.sync.runBurst();
      if (outcome.kind === 'waiting') reasons.push(outcome.why);
      rig.now += MINUTE_MS;
    }
    const firstLong = reasons.indexOf('long-quota');
    expect(firstLong).toBeGreaterThanOrEqual(60);
    expect(reasons.slice(firstLong).every((why) => why === 'long-quota')).toBe(true);
    expect(rig.countRequests()).toBeLessThan(12);
  });

  test.each(['seconds', 'date'] as const)(
    'a server that says "now" for ever (%s) is not hammered',
    async (as) => {
      const rig = createRig({ faults: { rules: [{ fault: { kind: 'rate-limit', retryAfter: 0, as } }] } });
      expect(await rig.sync.runBurst()).toMatchObject({ kind: 'waiting', why: 'quota' });
      expect(rig.countRequests()).toBe(1);
      // An alarm every half a minute, for an hour.
      for (let alarm = 0; alarm < 120; alarm++) {
        rig.now += MINUTE_MS / 2;
        await rig.sync.runBurst();
      }
      expect(rig.countRequests()).toBeLessThan(9);
    },
  );

  test('a refused key stops until it changes, or the user asks', async () => {
    const rig = createRig({ items: createMany(3), forbidden: true });
    expect(await rig.sync.runBurst()).toMatchObject({ kind: 'stopped', why: 'forbidden' });
    rig.now += DAY_MS;
    expect((await rig.sync.runBurst()).kind).toBe('stopped');
    expect(rig.countRequests()).toBe(1);
    rig.sync.openPoll();
    expect((await rig.sync.runBurst()).kind).toBe('stopped');
    expect(rig.countRequests()).toBe(1);
    rig.standIn.configure({ forbidden: false });
    rig.settings = { ...rig.settings, keyVersion: '2' };
    expect((await rig.sync.runBurst()).kind).toBe('idle');
  });

  test('"sync now" ends a wait, not a budget', async () => {
    const rig = createRig({
      items: createMany(3),
      settings: { perMinute: 2 },
      faults: { rules: [{ on: [1], fault: { kind: 'drop' } }] },
    });
    expect(await rig.sync.runBurst()).toMatchObject({ why: 'offline' });
    rig.sync.openPoll();
    expect((await rig.sync.runBurst()).kind).toBe('idle');
    rig.sync.openPoll();
    expect(await rig.sync.runBurst()).toMatchObject({ why: 'budget-minute' });
    expect(rig.countRequests()).toBe(2);
  });

  test('"sync now" during a burst makes its next step poll', async () => {
    const rig = createRig({ items: createMany(400) });
    const burst = rig.sync.runBurst();
    rig.sync.openPoll();
    await burst;
    expect(rig.standIn.log.filter(({ query }) => query['cursor'] === undefined)).toHaveLength(2);
  });
});

describe('a store that cannot', () => {
  const full = () => new StoreFault('disk-full', undefined);

  test('a full disk asks for no request at all when nothing can be written', async () => {
    const rig = createRig({ items: createMany(3), store: createFailing(full) });
    expect(await rig.sync.runBurst()).toEqual({ kind: 'store-fault', code: 'disk-full' });
    expect(rig.countRequests()).toBe(0);
  });

  test('a page that does not fit is not asked for again and again, and nothing of it is kept', async () => {
    let isFull = true;
    const rig = createRig({
      items: createMany(50),
      store: createFailing(({ notifications }) => (isFull && notifications.length > 0 ? full() : undefined)),
    });
    expect(await rig.sync.runBurst()).toEqual({ kind: 'store-fault', code: 'disk-full' });
    expect(await rig.sync.runBurst()).toMatchObject({ kind: 'waiting', why: 'disk-full' });
    expect(rig.countRequests()).toBe(1);
    isFull = false;
    rig.now += MINUTE_MS;
    expect((await rig.sync.runBurst()).kind).toBe('idle');
    expect((await rig.sync.readStatus()).gaps).toEqual([]);
  });

  test('a disk too full even for the record of it', async () => {
    let commits = 0;
    const rig = createRig({
      items: createMany(3),
      store: createFailing(() => (++commits > 1 ? full() : undefined)),
    });
    expect(await rig.sync.runBurst()).toEqual({ kind: 'store-fault', code: 'disk-full' });
  });

  test('a bug while a page is kept passes', async () => {
    const bug = new TypeError('bug');
    const rig = createRig({
      items: createMany(3),
      store: createFailing(({ notifications }) => (notifications.length > 0 ? bug : undefined)),
    });
    await expect(rig.sync.runBurst()).rejects.toBe(bug);
  });
});

test('a clock that goes back makes the poll due', async () => {
  const rig = createRig({ items: createMany(3) });
  await rig.sync.runBurst();
  rig.skewMs = -DAY_MS;
  await rig.sync.runBurst();
  expect(rig.countRequests()).toBe(2);
});

test('a server that tells no time is believed to share ours', async () => {
  const rig = createRig({ items: createMany(3) });
  rig.tellsTime = false;
  rig.skewMs = HOUR_MS;
  await rig.sync.runBurst();
  expect(findStream(stateOf(rig), '').top?.since).toBe(START + HOUR_MS);
});
