import type { IndicatorKey } from '../ioc/indicator.ts';

/** What the archive holds of a key; `unread` when any of its hunting notifications is unread. */
export type KeyState = 'none' | 'known' | 'unread';

/** Notifications that do not count: those that a rule in `rules` or a source in `sources` raised. */
export interface IgnoredCauses {
  /** Rule names. */
  readonly rules: ReadonlySet<string>;
  /** Source ids. */
  readonly sources: ReadonlySet<string>;
}

/** What matching asks of the archive. Answers are about rows, never about an index that may be behind or too generous. */
export interface KnownKeys {
  /** For each key, in the same order, whether the archive holds it. */
  findStates(keys: readonly IndicatorKey[], ignored?: IgnoredCauses): Promise<readonly KeyState[]>;
  /**
   * For each host key (`domain:`, `ipv4:`, `ipv6:`), in the same order, the latest stored URL on that very host; none of
   * `passedOver`, and any other where very many of the host's latest notifications are of those.
   */
  findUrlsOnHosts(
    hosts: readonly IndicatorKey[],
    ignored?: IgnoredCauses,
    passedOver?: ReadonlySet<IndicatorKey>,
  ): Promise<readonly (IndicatorKey | undefined)[]>;
  /** How many notifications know their URL by its `url_id` alone. */
  countUrlIds(): Promise<number>;
}
