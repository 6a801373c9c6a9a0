import type { IndicatorKey } from '../ioc/indicator.ts';
import { type AskMatchesReply, type MatchState, type SiteMode, STATE_CODES } from '../messaging/protocol.ts';

export interface MatchStatesDeps {
  /** Rejects when there is no usable answer. */
  readonly ask: (keys: readonly IndicatorKey[]) => Promise<AskMatchesReply>;
  /** States came in, or the site's mode did. */
  readonly onAnswer: (mode: SiteMode) => void;
  readonly later: (run: () => void, delayMs: number) => void;
  readonly signal: AbortSignal;
}

export interface MatchStates {
  /** Asks about those of the keys that have no answer yet. */
  want(keys: Iterable<IndicatorKey>): void;
  /** The archive has changed: every answer is asked for again, and kept until the new one is there. */
  renew(keys: Iterable<IndicatorKey>): void;
  stateOf(key: IndicatorKey): MatchState;
}

/** Keys of one message; a page with more asks again, so that no answer takes long. */
const MOST_KEYS = 10_000;
const RETRY_DELAYS_MS = [1_000, 5_000, 30_000] as const;
const STATE_BY_CODE = new Map<string, MatchState>(
  (Object.keys(STATE_CODES) as MatchState[]).map((state) => [STATE_CODES[state], state]),
);

/** What the background says about each candidate's key. One question at a time; what is known is not asked again. */
export function createMatchStates(deps: MatchStatesDeps): MatchStates {
  let states = new Map<IndicatorKey, MatchState>();
  let waiting = new Set<IndicatorKey>();
  /** Keys of the question under way. */
  let asking: ReadonlySet<IndicatorKey> = new Set();
  let failures = 0;

  async function askNext(): Promise<void> {
    if (asking.size > 0 || waiting.size === 0 || deps.signal.aborted) return;
    const keys = [...waiting].slice(0, MOST_KEYS);
    asking = new Set(keys);
    const asked = waiting;
    for (const key of keys) waiting.delete(key);
    try {
      const reply = await deps.ask(keys);
      failures = 0;
      for (const [index, key] of keys.entries()) {
        states.set(key, STATE_BY_CODE.get(reply.states.charAt(index)) ?? 'none');
      }
      if (!deps.signal.aborted) deps.onAnswer(reply.mode);
    } catch {
      // The background may be starting or busy: the same keys again, later. A dead extension is seen elsewhere.
      if (asked === waiting) for (const key of keys) waiting.add(key);
      const delay = RETRY_DELAYS_MS[failures++];
      if (delay !== undefined) deps.later(() => void askNext(), delay);
      return;
    } finally {
      asking = new Set();
    }
    void askNext();
  }

  return {
    want(keys) {
      for (const key of keys) if (!states.has(key) && !asking.has(key)) waiting.add(key);
      void askNext();
    },
    renew(keys) {
      waiting = new Set(keys);
      // What is no longer on the page is forgotten with its answer.
      states = new Map([...states].filter(([key]) => waiting.has(key)));
      failures = 0;
      void askNext();
    },
    stateOf: (key) => states.get(key) ?? 'none',
  };
}
