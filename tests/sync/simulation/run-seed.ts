import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../utils/lang/time.ts';
import type { Archive } from '../../../utils/store/archive-api.ts';
import { openArchive } from '../../../utils/store/open-archive.ts';
import { createSync, type Sync } from '../../../utils/sync/create-sync.ts';
import type { StreamSource, SyncStore } from '../../../utils/sync/ports.ts';
import type { SyncSettings } from '../../../utils/sync/settings.ts';
import { findStream, OVERLAP_S, parseSyncState } from '../../../utils/sync/state.ts';
import { createDice, type Dice } from '../../virustotal/generator/dice.ts';
import { type Books, findFalseClaim, findFinalFault } from './check.ts';
import { createLife, createMortalPorts, KILL_POINTS, type KillPoint, type Life } from './kills.ts';
import { createUpstream, type Upstream } from './upstream.ts';

export interface SeedReport {
  readonly seed: number;
  /** What was wrong; absent when every promise was kept. */
  readonly fault?: string;
  readonly kills: readonly KillPoint[];
  readonly requests: number;
  /** Stream pages that reached the engine, and how many of them had reached it before. */
  readonly pages: number;
  readonly refetched: number;
  readonly rows: number;
  readonly failures: number;
  readonly storeFaults: number;
  /** Seconds of recorded loss. */
  readonly lostSeconds: number;
}

const START = Date.UTC(2026, 2, 10, 12);
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const FILTERS = [
  '',
  '',
  'origin:hunting',
  'notification_tag:rule_1 entity_type:domain',
  `date:${isoDay(START - 3 * DAY_MS)}+`,
  `origin:hunting date:${isoDay(START - 5 * DAY_MS)}+ date:${isoDay(START + 60 * DAY_MS)}-`,
];

interface World {
  readonly dice: Dice;
  readonly upstream: Upstream;
  readonly archive: Archive;
  readonly books: Books;
  readonly counts: { pages: number; refetched: number; failures: number; storeFaults: number };
  readonly kills: KillPoint[];
  readonly delivered: Set<string>;
  settings: SyncSettings;
  polledAt: number;
  /** Disks are full now and then. */
  isStormy: boolean;
  /** Who holds the lock. */
  holder?: Life | undefined;
}

/** One world, the same for the same seed: the real engine, client and archive, a server that misbehaves, a worker that dies. */
export async function runSeed(seed: number): Promise<SeedReport> {
  const dice = createDice(seed, 50, 0);
  const filter = dice.pick(FILTERS);
  const name = `simulation-${seed}`;
  const opened = await openArchive(name);
  if (!opened.ok) throw new Error(opened.error.code);
  const archive = opened.value;
  const world: World = {
    dice,
    upstream: createUpstream(dice, filter, START),
    archive,
    books: { stored: new Set(), deletedHere: new Set() },
    counts: { pages: 0, refetched: 0, failures: 0, storeFaults: 0 },
    kills: [],
    delivered: new Set(),
    settings: createSettings(dice, filter),
    polledAt: 0,
    isStormy: true,
  };
  try {
    const fault = (await liveThrough(world, seed)) ?? (await comeToRest(world));
    return await report(world, seed, fault);
  } finally {
    archive.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
  }
}

function createSettings(dice: Dice, filter: string): SyncSettings {
  return {
    account: 'a',
    keyVersion: '0',
    filter,
    intervalMs: 5 * MINUTE_MS,
    perMinute: dice.chance(1, 4) ? 3 : 1000,
    perDay: dice.chance(1, 6) ? 40 : 100_000,
    limit: 2 + dice.below(9),
    descriptorsOnly: dice.chance(1, 8),
    paused: false,
  };
}

async function liveThrough(world: World, seed: number): Promise<string | undefined> {
  const { dice, upstream } = world;
  upstream.faultsPerMille = dice.pick([0, 50, 250]);
  upstream.isBusy = dice.chance(1, 2);
  upstream.standIn.configure({ cursorLifetimeMs: dice.pick([Infinity, Infinity, HOUR_MS, 2 * SECOND_MS]) });
  const target = KILL_POINTS[seed % KILL_POINTS.length];
  const oneIn = dice.pick([0, 15, 60]);
  for (let round = 8 + dice.below(8); round > 0; round--) {
    happen(world);
    const lives = dice.chance(1, 10) ? 2 : 1;
    await Promise.all(
      Array.from({ length: lives }, () =>
        liveOnce(world, createLife({ dice, oneIn, ...(dice.chance(1, 4) && target && { target }) })),
      ),
    );
    const stream = findStream(
      parseSyncState(await world.archive.readSyncState('sync:a'), 0),
      world.settings.filter,
    );
    const fault = findFalseClaim(stream, upstream, world.books);
    if (fault !== undefined) return `after a round, ${round} to go: ${fault}`;
  }
  return undefined;
}

/** What happens between two alarms. */
function happen({ dice, upstream }: World): void {
  upstream.now += dice.pick([
    MINUTE_MS / 2,
    MINUTE_MS,
    5 * MINUTE_MS,
    5 * MINUTE_MS,
    HOUR_MS,
    9 * HOUR_MS,
    DAY_MS,
  ]);
  if (dice.chance(1, 25)) upstream.now += 9 * DAY_MS;
  if (dice.chance(1, 8))
    upstream.skewMs = dice.pick([0, HOUR_MS, -HOUR_MS, 3 * DAY_MS, -3 * DAY_MS, 20 * DAY_MS]);
  if (dice.chance(2, 3)) upstream.arrive(1 + dice.below(8));
  if (dice.chance(1, 12)) upstream.arrive(20 + dice.below(20));
  if (dice.chance(1, 30)) upstream.arriveFromFuture();
  if (dice.chance(1, 6)) upstream.removeSome(1 + dice.below(3));
}

/** One wake-up of the worker: a burst, cut short by death perhaps. */
async function liveOnce(world: World, life: Life): Promise<void> {
  const { dice, settings } = world;
  if (dice.chance(1, 6)) world.settings = { ...settings, keyVersion: `${world.upstream.now}` };
  if (dice.chance(1, 10))
    world.settings = { ...settings, paused: !settings.paused, limit: 2 + dice.below(9) };
  const sync = join(world, life);
  if (dice.chance(1, 5)) sync.openPoll();
  const burst = sync.runBurst(dice.chance(1, 2) ? {} : { maxPages: 1 + dice.below(6) });
  const at = await Promise.race([life.death, burst.then(() => undefined)]);
  if (at !== undefined) {
    world.kills.push(at);
    if (world.holder === life) world.holder = undefined;
  }
  await deleteSome(world);
  if (dice.chance(1, 4))
    await world.archive.setRead(
      [...world.books.stored].filter(() => dice.chance(1, 3)),
      dice.chance(4, 5),
    );
}

/** The user deletes rows here only: no walk may bring them back. */
async function deleteSome({ dice, archive, books, upstream }: World): Promise<void> {
  if (!dice.chance(1, 6)) return;
  const ids = [...books.stored].filter((id) => !books.deletedHere.has(id) && dice.chance(1, 10));
  await archive.deleteNotifications(ids, upstream.now);
  for (const id of ids) books.deletedHere.add(id);
}

function join(world: World, life: Life): Sync {
  const { dice, upstream } = world;
  const shouldFail = (at: string) => {
    const fails = world.isStormy && at.startsWith('keep') && dice.chance(1, 40);
    if (fails) world.counts.storeFaults++;
    return fails;
  };
  const { source, store } = createMortalPorts(life, countPages(world), keepBooks(world), shouldFail);
  return createSync({
    source,
    store,
    clock: () => upstream.now + upstream.skewMs,
    random: () => dice.below(1000) / 1000,
    readSettings: () => life.pass('read settings', async () => world.settings),
    // As Web Locks: held by one, and free again when its holder dies.
    async lock(work) {
      const isFree = await life.pass('lock', async () => {
        if (world.holder !== undefined) return false;
        world.holder = life;
        return true;
      });
      if (!isFree) return undefined;
      try {
        return await work();
      } finally {
        world.holder = undefined;
      }
    },
  });
}

/** Counts what reaches the engine, and what does so twice. */
function countPages(world: World): StreamSource {
  const { upstream, counts, delivered } = world;
  return {
    async readStreamPage(request) {
      const answer = await upstream.source.readStreamPage(request);
      if (!answer.ok) {
        counts.failures++;
        return answer;
      }
      const signature = `${request.filter}|${request.cursor ?? ''}|${world.polledAt}`;
      counts.pages++;
      if (delivered.has(signature)) counts.refetched++;
      delivered.add(signature);
      return answer;
    },
  };
}

/** The real archive; what reaches it is written down even if the worker does not live to hear of it. */
function keepBooks(world: World): SyncStore<unknown> {
  const { archive, books } = world;
  return {
    readSyncState: (id) => archive.readSyncState(id),
    async commitStreamPage(commit) {
      const report = await archive.commitStreamPage(commit);
      for (const { id } of report.added) books.stored.add(id);
      const { top, polledAt = 0 } = findStream(parseSyncState(commit.state, 0), world.settings.filter);
      world.polledAt = polledAt;
      if (top !== undefined) books.connectedAt ??= top.watchedTo + OVERLAP_S;
      return report;
    },
  };
}

/** Calm weather until nothing is left to do, then the account is settled. */
async function comeToRest(world: World): Promise<string | undefined> {
  const { upstream, dice, settings, books, archive } = world;
  Object.assign(upstream, { faultsPerMille: 0, isBusy: false, skewMs: 0 });
  upstream.standIn.configure({ cursorLifetimeMs: Number.POSITIVE_INFINITY });
  world.isStormy = false;
  world.settings = { ...settings, paused: false, perMinute: 1000, perDay: 1e6, keyVersion: 'calm' };
  for (let polls = 0; polls < 6; polls++) {
    upstream.now += 20 * MINUTE_MS;
    const sync = join(world, createLife({ dice, oneIn: 0 }));
    sync.openPoll();
    await sync.runBurst();
  }
  const fault = await findFinalFault(archive, { upstream, filter: settings.filter, books });
  if (fault !== undefined) return fault;
  const { refetched, failures, storeFaults } = world.counts;
  const allowed = world.kills.length + failures + storeFaults;
  return refetched > allowed ? `${refetched} pages again for ${allowed} kills and failures` : undefined;
}

async function report(world: World, seed: number, fault: string | undefined): Promise<SeedReport> {
  const { losses } = findStream(
    parseSyncState(await world.archive.readSyncState('sync:a'), 0),
    world.settings.filter,
  );
  return {
    seed,
    kills: world.kills,
    requests: world.upstream.standIn.log.length,
    rows: world.books.stored.size,
    lostSeconds: losses.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    ...world.counts,
    ...(fault === undefined ? {} : { fault }),
  };
}
