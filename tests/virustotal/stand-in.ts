import { createApi } from './api.ts';
import type { ApiItem } from './api-item.ts';
import { type ApiSettings, DEFAULT_SETTINGS } from './api-settings.ts';
import { createArrivals } from './arrivals.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { type FaultScript, type HappeningFault, isAnswer, isDelivery, isHappening } from './faults.ts';
import { createFaultyAnswer, type Delivery, spoil, whole } from './faulty-answer.ts';
import { parseFilter } from './filter.ts';
import type { LoggedRequest } from './request-log.ts';
import type { RowSource } from './row-source.ts';
import { createStream, keyOf, type Stream } from './stream.ts';

export interface StandInOptions extends Partial<ApiSettings> {
  /** Rows held in memory. */
  readonly items?: readonly ApiItem[];
  /** Rows made when asked for (generator/). */
  readonly generated?: RowSource;
  readonly faults?: FaultScript;
  /** Default `Date.now`. */
  readonly clock?: () => number;
}

/** A request as it comes from any transport; header names in lower case. */
export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** A VirusTotal without a network: the HTTP server and the in-process fetch put one around it. */
export interface StandIn {
  answer(request: RawRequest): Delivery;
  readonly log: readonly LoggedRequest[];
  readonly faults: Pick<FaultPlan, 'add' | 'clear'>;
  /** New rows, at the top or late with older dates. Throws on a `notification_id` that is there already. */
  insert(items: readonly ApiItem[]): void;
  /** Takes single notifications away; returns how many were there. */
  remove(ids: Iterable<string>): number;
  /** Takes every notification older than this (UTC seconds) away, as upstream's 7 days do. */
  expire(date: number): void;
  /** Changes the rules from the next request on. */
  configure(settings: Partial<ApiSettings>): void;
  /** Ends a running DELETE by filter now. */
  finishDeletion(): void;
  /** All current rows as full items, newest first: the oracle. `filter` as in a request. */
  rows(filter?: string, order?: 'date-' | 'date+'): Generator<ApiItem>;
}

export function createStandIn(options: StandInOptions = {}): StandIn {
  const { items = [], generated, faults = { rules: [] }, clock = Date.now, ...given } = options;
  let settings: ApiSettings = { ...DEFAULT_SETTINGS, ...given };
  const stream = createStream(items, generated);
  const api = createApi(stream, () => settings, clock);
  const plan = createFaultPlan(faults);
  const arrive = createArrivals(faults.seed ?? 1);
  const log: LoggedRequest[] = [];

  const answer = (request: RawRequest): Delivery => {
    const { method, url } = request;
    const { 'x-apikey': key, ...headers } = request.headers;
    const hasCursor = url.searchParams.has('cursor');
    const number = log.length + 1;
    const struck = plan.strike({ number, method, hasCursor });
    for (const fault of struck.filter(isHappening)) happen(stream, fault, arrive, clock());
    const instead = struck.filter(isAnswer).map((fault) => createFaultyAnswer(fault, hasCursor, clock()));
    const plain = instead.find((made) => made !== undefined) ?? whole(api.answer({ method, url, key }));
    const delivery = struck.filter(isDelivery).reduce(spoil, plain);
    log.push({
      number,
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
      key: key === undefined ? 'none' : key === settings.key ? 'right' : 'wrong',
      status: delivery.status,
      at: clock(),
      faults: struck.map(({ kind }) => kind),
    });
    return delivery;
  };

  return {
    answer,
    log,
    faults: plan,
    insert: stream.insert,
    remove: stream.remove,
    expire: stream.expire,
    configure(changed) {
      settings = { ...settings, ...changed };
    },
    finishDeletion: api.finishDeletion,
    *rows(filter = '', order = 'date-') {
      api.settle();
      for (const { source, index } of stream.walk(parseFilter(filter), { order })) yield source.itemAt(index);
    },
  };
}

type Arrive = ReturnType<typeof createArrivals>;

function happen(stream: Stream, fault: HappeningFault, arrive: Arrive, now: number): void {
  if (fault.kind === 'expire') {
    const oldest = stream.walk(parseFilter(''), { order: 'date+' }).take(fault.count);
    stream.remove(Array.from(oldest, (row) => keyOf(row).id));
    return;
  }
  if (fault.kind === 'insert') {
    stream.insert(fault.items);
    return;
  }
  const ageSeconds = fault.kind === 'arrive-late' ? fault.ageSeconds : 0;
  stream.insert(arrive(fault.count, Math.floor(now / 1000) - ageSeconds));
}
