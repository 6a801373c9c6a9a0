import { parseFilter } from '../../../utils/ioc/filter.ts';
import { createFilterTest } from '../../../utils/ioc/filter-evaluate.ts';
import type { Notification } from '../../../utils/ioc/notification.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../utils/lang/time.ts';
import type { StreamSource } from '../../../utils/sync/ports.ts';
import { createStreamClient } from '../../../utils/vt/client.ts';
import { parseItem } from '../../../utils/vt/parse.ts';
import type { ApiItem } from '../../virustotal/api-item.ts';
import type { Fault } from '../../virustotal/faults.ts';
import type { Dice } from '../../virustotal/generator/dice.ts';
import { createInProcessFetch } from '../../virustotal/in-process-fetch.ts';
import { createItem } from '../../virustotal/item.ts';
import { createStandIn, type StandIn } from '../../virustotal/stand-in.ts';

export const RETENTION_S = (7 * DAY_MS) / SECOND_MS;
/** Late rows come within the overlap, less what a slow answer takes. */
const LATEST_S = 14 * 60;

/** A row that was on the server at some time. */
export interface LedgerRow {
  readonly notification: Notification;
  /** The user took it off VirusTotal: no loss. */
  isRemoved: boolean;
}

/** The server's side of a simulated world: rows come, come late and go, answers fail, time passes. */
export interface Upstream {
  readonly standIn: StandIn;
  /** Every row that ever matched the filter. */
  readonly ledger: Map<string, LedgerRow>;
  /** The server's time, ms since the epoch. */
  now: number;
  /** How far the browser's clock is ahead of it. */
  skewMs: number;
  /** The chance, in a thousand, that a request fails. */
  faultsPerMille: number;
  /** Rows come and go while a walk is under way. */
  isBusy: boolean;
  readonly source: StreamSource;
  arrive(count: number): void;
  /** A row with a date that is yet to come, which must not hide what comes until then. */
  arriveFromFuture(): void;
  /** The user deletes some rows on VirusTotal. */
  removeSome(count: number): void;
}

const FAULTS: readonly Fault[] = [
  { kind: 'rate-limit' },
  { kind: 'rate-limit', retryAfter: 90 },
  { kind: 'rate-limit', retryAfter: 600, as: 'date' },
  { kind: 'rate-limit', code: 'TooManyRequestsError' },
  { kind: 'unavailable' },
  { kind: 'bad-gateway' },
  { kind: 'deadline' },
  { kind: 'refuse', status: 401, code: 'WrongCredentialsError' },
  { kind: 'refuse', status: 403, code: 'ForbiddenError' },
  { kind: 'refuse', status: 500, code: 'InternalError' },
  { kind: 'redirect' },
  { kind: 'not-json' },
  { kind: 'not-virustotal' },
  { kind: 'expired-cursor' },
  { kind: 'expired-cursor' },
  { kind: 'drop' },
  { kind: 'lose-answer' },
  { kind: 'cut' },
  { kind: 'truncate' },
];

const DOMAIN_COUNT = 40;

export function createUpstream(dice: Dice, filter: string, start: number): Upstream {
  const standIn = createStandIn({
    retentionMs: 7 * DAY_MS,
    clock: () => upstream.now,
    emptyLastPage: dice.chance(1, 4),
    metaCount: dice.chance(3, 4),
  });
  const parsed = parseFilter(filter, 'stream');
  if (!parsed.ok) throw new Error(parsed.error.message);
  const matches = createFilterTest(parsed.value);
  const ledger = new Map<string, LedgerRow>();
  let rows = 0;
  const insert = (items: readonly ApiItem[]) => {
    standIn.insert(items);
    for (const item of items) {
      const read = parseItem(item);
      if (!read.ok) throw new Error(read.error.reason);
      if (matches(read.value)) ledger.set(read.value.id, { notification: read.value, isRemoved: false });
    }
  };
  const arrive = (count: number) => {
    const burst = dice.chance(1, 3) ? dice.below(LATEST_S) : undefined;
    insert(
      Array.from({ length: count }, () =>
        createRow(dice, ++rows, upstream.now, burst ?? dice.below(LATEST_S)),
      ),
    );
  };
  const upstream: Upstream = {
    standIn,
    ledger,
    now: start,
    skewMs: 0,
    faultsPerMille: 0,
    isBusy: false,
    arrive,
    arriveFromFuture: () => insert([createRow(dice, ++rows, upstream.now, -dice.below(2 * 86_400))]),
    removeSome(count) {
      const all = [...ledger.values()].filter(({ isRemoved }) => !isRemoved);
      for (let i = 0; i < count && all.length > 0; i++) {
        const row = dice.pick(all);
        row.isRemoved = standIn.remove([row.notification.id]) > 0 || row.isRemoved;
      }
    },
    source: createSource(dice, standIn, () => upstream),
  };
  // What is there when the user installs: a week of rows, some seconds crowded.
  const crowded = dice.below(RETENTION_S);
  const age = () => (dice.chance(1, 4) ? crowded : dice.below(RETENTION_S - 60));
  insert(Array.from({ length: 5 + dice.below(50) }, () => createRow(dice, ++rows, start, age())));
  return upstream;
}

/** Ids are not in the order of time. */
function createRow(dice: Dice, number: number, now: number, ageSeconds: number): ApiItem {
  return createItem({
    id: `${dice.below(9)}${String(number).padStart(9, '0')}`,
    date: Math.floor(now / SECOND_MS) - ageSeconds,
    origin: dice.chance(1, 3) ? 'subscriptions' : 'hunting',
    entity: { type: 'domain', domain: `h${dice.below(DOMAIN_COUNT)}.example` },
    rule: `Rule_${dice.below(4)}`,
    ruleset: 'ruleset',
  });
}

/** The real client over the stand-in; every request takes time, and the world goes on meanwhile. */
function createSource(dice: Dice, standIn: StandIn, find: () => Upstream): StreamSource {
  const answer = createInProcessFetch(standIn);
  return createStreamClient({
    baseUrl: 'http://127.0.0.1',
    apiKey: 'huntlight-test-key',
    clock: () => find().now + find().skewMs,
    async fetch(input, init) {
      const upstream = find();
      upstream.now += dice.below(3 * SECOND_MS);
      if (upstream.isBusy && dice.chance(1, 3)) upstream.arrive(1 + dice.below(3));
      if (upstream.isBusy && dice.chance(1, 20)) upstream.removeSome(1);
      if (dice.chance(upstream.faultsPerMille, 1000))
        standIn.faults.add({ fault: dice.pick(FAULTS), times: 1, on: [standIn.log.length + 1] });
      const served = new Date(upstream.now).toUTCString();
      const response = await answer(input, init);
      response.headers.set('date', served);
      upstream.now += dice.below(dice.chance(1, 20) ? MINUTE_MS / 2 : SECOND_MS);
      return response;
    },
  });
}
