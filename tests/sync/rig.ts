import { DAY_MS, MINUTE_MS } from '../../utils/lang/time.ts';
import { createSync, type Sync, type SyncDeps } from '../../utils/sync/create-sync.ts';
import type { SyncSettings } from '../../utils/sync/settings.ts';
import { createStreamClient } from '../../utils/vt/client.ts';
import { createInProcessFetch } from '../virustotal/in-process-fetch.ts';
import { createItem, type ItemDescription } from '../virustotal/item.ts';
import { createStandIn, type StandIn, type StandInOptions } from '../virustotal/stand-in.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';

export const START = Date.UTC(2026, 2, 10, 12);

export const SETTINGS: SyncSettings = {
  account: 'a',
  keyVersion: '1',
  filter: '',
  intervalMs: 5 * MINUTE_MS,
  perMinute: 1000,
  perDay: 100_000,
  limit: 40,
  descriptorsOnly: false,
  paused: false,
  hasAccess: true,
};

/** The real engine and client against the stand-in, with a store in memory and a clock that only moves when told. */
export interface Rig {
  readonly sync: Sync;
  readonly standIn: StandIn;
  readonly store: MemoryStore;
  settings: SyncSettings;
  /** ms since the epoch, the browser's and the server's. */
  now: number;
  /** How far the browser's clock is ahead of the server's. */
  skewMs: number;
  random: number;
  /** Whether the server sends its clock along. */
  tellsTime: boolean;
  /** Requests since the last time this was asked. */
  countRequests(): number;
}

export type RigOptions = StandInOptions & { readonly settings?: Partial<SyncSettings> } & Partial<
    Pick<SyncDeps, 'store' | 'lock'>
  >;

export function createRig({ settings, lock, ...options }: RigOptions = {}): Rig {
  const standIn = createStandIn({ retentionMs: 7 * DAY_MS, clock: () => rig.now, ...options });
  const fetchInProcess = createInProcessFetch(standIn);
  const memory = createMemoryStore();
  const clock = () => rig.now + rig.skewMs;
  let asked = 0;
  const client = createStreamClient({
    baseUrl: 'http://127.0.0.1',
    apiKey: 'huntlight-test-key',
    clock,
    timeoutMs: 50,
    fetch: async (...args) => {
      const response = await fetchInProcess(...args);
      if (rig.tellsTime) response.headers.set('date', new Date(rig.now).toUTCString());
      return response;
    },
  });
  const rig: Rig = {
    standIn,
    store: memory,
    settings: { ...SETTINGS, ...settings },
    now: START,
    skewMs: 0,
    random: 0.5,
    tellsTime: true,
    countRequests() {
      const count = standIn.log.length - asked;
      asked = standIn.log.length;
      return count;
    },
    sync: createSync({
      source: client,
      store: options.store ?? memory,
      clock,
      random: () => rig.random,
      readSettings: async () => rig.settings,
      ...(lock === undefined ? {} : { lock }),
    }),
  };
  return rig;
}

/** An item dated `ageSeconds` before START; the age is also its id, unless another is given. */
export function createAged(ageSeconds: number, more: Partial<ItemDescription> = {}) {
  const date = START / 1000 - ageSeconds;
  const entity = { type: 'domain', domain: `h${ageSeconds}.example` } as const;
  return createItem({ id: String(10_000_000_000 + ageSeconds), date, entity, rule: 'rule', ...more });
}

/** `count` items, the newest `firstAge` seconds old, one every `stepSeconds`. */
export function createMany(count: number, { firstAge = 0, stepSeconds = 60 } = {}) {
  return Array.from({ length: count }, (_, index) => createAged(firstAge + index * stepSeconds));
}
