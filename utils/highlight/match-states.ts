import type { IndicatorKey } from '../ioc/indicator.ts';
import {
  type AskMatchesReply,
  type DetailModifier,
  type MatchState,
  type SiteMode,
  STATE_CODES,
} from '../messaging/protocol.ts';
import { createTicks, type Later } from './ticks.ts';

export interface MatchStatesDeps {
  /** Rejects when there is no usable answer. */
  readonly ask: (keys: readonly IndicatorKey[]) => Promise<AskMatchesReply>;
  /** At every moment of a question (ticks.ts), whether states have come in or not. `mode`: the last one heard. */
  readonly onTick: (mode: SiteMode | undefined) => void;
  readonly later: Later;
  readonly signal: AbortSignal;
}

export interface MatchStates {
  /** Asks about those of the keys that were not asked about yet. */
  want(keys: Iterable<IndicatorKey>): void;
  /** The archive has changed: every answer is asked for again, and kept until the new one is there. */
  renew(keys: Iterable<IndicatorKey>): void;
  stateOf(key: IndicatorKey): MatchState;
  /** The last one heard. */
  readonly modifier: DetailModifier;
  /** The last one heard; empty until then. */
  readonly paintStyle: string;
}

/** Keys of one message, so that no answer takes long. */
const MOST_KEYS = 10_000;
/**
 * A page that goes on bringing candidates is asked about four times a second: each answer paints every box anew, and at
 * the first moment of all that would be every other frame.
 */
const MOST_SKIPPED = 3;
const RETRY_DELAYS_MS = [1_000, 5_000, 30_000] as const;
const STATE_BY_CODE = new Map<string, MatchState>(
  (Object.keys(STATE_CODES) as MatchState[]).map((state) => [STATE_CODES[state], state]),
);

/**
 * What the background says about each candidate's key. When a question is asked depends on the page's candidates alone,
 * and an answer that comes in is only laid aside: it is read at the question's next tick, with all that follows from it.
 */
export function createMatchStates({ ask, onTick, later, signal }: MatchStatesDeps): MatchStates {
  let states = new Map<IndicatorKey, MatchState>();
  /** Asked about since the archive last changed. */
  let asked = new Set<IndicatorKey>();
  /** Not asked yet, by how often they failed: what has failed is no question with what has not. */
  const waiting = new Map<number, IndicatorKey[]>();
  const arrived: (() => void)[] = [];
  let unanswered = 0;
  let mode: SiteMode | undefined;
  let modifier: DetailModifier = 'Alt';
  let paintStyle = '';
  /** A question's first tick is still to come: the next question waits for it. */
  let isFresh = false;

  const ticks = createTicks(
    later,
    (isLast) => {
      isFresh = false;
      for (const take of arrived.splice(0)) take();
      onTick(mode);
      if (waiting.size > 0) askWaiting();
      else if (isLast && unanswered > 0) ticks.restart();
    },
    signal,
    MOST_SKIPPED,
  );

  function askWaiting(): void {
    if (isFresh || waiting.size === 0 || signal.aborted) return;
    isFresh = true;
    for (const [failures, keys] of waiting) {
      while (keys.length > 0) send(keys.splice(0, MOST_KEYS), failures);
    }
    waiting.clear();
    ticks.restart();
  }

  function send(keys: readonly IndicatorKey[], failures: number): void {
    // After `renew` the same keys are asked again: what comes of this question is old by then.
    const round = asked;
    const arrive = (take: () => void) => {
      arrived.push(() => {
        unanswered--;
        if (round === asked) take();
      });
    };
    unanswered++;
    ask(keys).then(
      (reply) => arrive(() => takeReply(keys, reply)),
      () => arrive(() => retry(keys, failures)),
    );
  }

  function takeReply(keys: readonly IndicatorKey[], reply: AskMatchesReply): void {
    ({ mode, modifier, paintStyle } = reply);
    for (const [index, key] of keys.entries()) {
      states.set(key, STATE_BY_CODE.get(reply.states.charAt(index)) ?? 'none');
    }
  }

  /** The background may be starting or busy: the same keys again, later. A dead extension is seen elsewhere. */
  function retry(keys: readonly IndicatorKey[], failures: number): void {
    for (const key of keys) asked.delete(key);
    const delay = RETRY_DELAYS_MS[failures];
    if (delay !== undefined) later(() => want(keys, failures + 1), delay);
  }

  function want(keys: Iterable<IndicatorKey>, failures = 0): void {
    const list = waiting.get(failures) ?? [];
    for (const key of keys) {
      if (asked.has(key)) continue;
      asked.add(key);
      list.push(key);
    }
    if (list.length > 0) waiting.set(failures, list);
    askWaiting();
  }

  return {
    want: (keys) => want(keys),
    renew(keys) {
      asked = new Set();
      waiting.clear();
      want(keys);
      // What is no longer on the page is forgotten with its answer.
      states = new Map([...states].filter(([key]) => asked.has(key)));
    },
    stateOf: (key) => states.get(key) ?? 'none',
    get modifier() {
      return modifier;
    },
    get paintStyle() {
      return paintStyle;
    },
  };
}
