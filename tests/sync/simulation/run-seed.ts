import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../utils/lang/time.ts';
import type { Archive } from '../../../utils/store/archive-api.ts';
import { openArchive } from '../../../utils/store/open-archive.ts';
import { createSync, type Sync } from '../../../utils/sync/create-sync.ts';
import type { StreamSource, SyncStore } from '../../../utils/sync/ports.ts';
import type { SyncSettings } from '../../../utils/sync/settings.ts';
import { findStream, OVERLAP_S, parseSyncState } from '../../../utils/sync/state.ts';
import { findMiscount } from '../../store/find-miscount.ts';
import { createDice, type Dice } from '../../virustotal/generator/dice.ts';
import { type Books, countTombstones, findFalseClaim, findFinalFault } from './check.ts';
import { createLife, createMortalPorts, KILL_POINTS, type KillPoint, type Life } from './kills.ts';
import { createPageAccount, type PageAccount } from './page-account.ts';
import { maintainWorld, touchArchive } from './touch-archive.ts';
import { createUpstream, type Upstream } from './upstream.ts';

export interface SeedReport {
  readonly seed: number;
  /** What was wrong; absent when every promise was kept. */
  readonly fault?: string;
  readonly kills: readonly KillPoint[];
  readonly requests: number;
  /** Stream pages, as page-account.ts counts them. */
  readonly pages: number;
  readonly unkept: number;
  readonly again: number;
  readonly restarts: number;
  readonly overshoots: number;
  readonly rows: number;
  /** Rows that the user or local retention took out, and tombstones of them that upstream's forgetting let go. */
  readonly takenOut: number;
  readonly retainedOut: number;
  readonly pruned: number;
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

export interface World {
  readonly dice: Dice;
  readonly upstream: Upstream;
  readonly archive: Archive;
  readonly books: Books;
  /** Name of its database. */
  readonly name: string;
  readonly pages: PageAccount;
  readonly counts: { failures: number; storeFaults: number; takenOut: number; retainedOut: number };
  readonly kills: KillPoint[];
  settings: SyncSettings;
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
    name,
    books: { stored: new Set(), takenOut: new Set() },
    pages: createPageAccount(),
    counts: { failures: 0, storeFaults: 0, takenOut: 0, retainedOut: 0 },
    kills: [],
    settings: createSettings(dice, filter),
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
    hasAccess: true,
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
    const fault =
      findFalseClaim(stream, upstream, world.books) ??
      (dice.chance(1, 5) ? await maintainWorld(world) : undefined);
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
  // Long enough for upstream to have forgotten every row that was taken out here.
  if (dice.chance(1, 40)) upstream.now += 40 * DAY_MS;
  if (dice.chance(1, 8)) {
    const skews = [0, HOUR_MS, -HOUR_MS, 3 * DAY_MS, -3 * DAY_MS, 20 * DAY_MS, 400 * DAY_MS];
    upstream.skewMs = dice.pick(skews);
  }
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
    world.pages.onDeath(at);
    if (world.holder === life) world.holder = undefined;
  }
  await touchArchive(world);
}

function join(world: World, life: Life): Sync {
  const { dice, upstream } = world;
  const shouldFail = (at: string) => {
    // A record is written alone only where a stream page was refused: rare, unless the worker is to die over it.
    const rarity = life.target?.startsWith('keep fault') ? 3 : 25;
    const fails = world.isStormy && at.startsWith('keep') && dice.chance(1, rarity);
    if (fails) world.counts.storeFaults++;
    if (fails && at === 'keep page') world.pages.onStoreFault();
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

/** Counts what reaches the engine. */
function countPages({ upstream, counts, pages }: World): StreamSource {
  return {
    async readStreamPage(request) {
      const answer = await upstream.source.readStreamPage(request);
      if (!answer.ok) counts.failures++;
      pages.onAnswer(request, answer);
      return answer;
    },
  };
}

/** The real archive; what reaches it is written down even if the worker does not live to hear of it. */
function keepBooks(world: World): SyncStore<unknown> {
  const { archive, books, pages } = world;
  return {
    readSyncState: (id) => archive.readSyncState(id),
    async commitStreamPage(commit) {
      const report = await archive.commitStreamPage(commit);
      for (const { id } of report.added) books.stored.add(id);
      const stream = findStream(parseSyncState(commit.state, 0), world.settings.filter);
      const { top } = stream;
      pages.onCommit(stream, commit.servedAt === undefined ? undefined : commit, commit.at);
      books.servedAt = commit.servedAt ?? books.servedAt;
      if (top !== undefined) books.connectedAt ??= top.watchedTo + OVERLAP_S;
      return report;
    },
  };
}

/** Calm weather until nothing is left to do, then the account is settled. */
async function comeToRest(world: World): Promise<string | undefined> {
  const { upstream, dice, settings, books, archive, name } = world;
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
  return fault ?? (await findMiscount(name)) ?? world.pages.findExcess();
}

async function report(world: World, seed: number, fault: string | undefined): Promise<SeedReport> {
  const { pages } = world;
  const { losses } = findStream(
    parseSyncState(await world.archive.readSyncState('sync:a'), 0),
    world.settings.filter,
  );
  return {
    seed,
    kills: world.kills,
    requests: world.upstream.standIn.log.length,
    pages: pages.pages,
    unkept: pages.unkept,
    again: pages.again,
    restarts: pages.restarts,
    overshoots: pages.overshoots,
    rows: world.books.stored.size,
    pruned: world.books.takenOut.size - (await countTombstones(world.archive)),
    lostSeconds: losses.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    ...world.counts,
    ...(fault === undefined ? {} : { fault }),
  };
}
