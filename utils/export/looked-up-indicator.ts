import type { Indicator, IndicatorKey } from '../ioc/indicator.ts';
import type { IndicatorSummary } from '../ioc/notification.ts';

/** One line of a page's indicators or of a bulk look-up: what was asked, and what the archive answered. */
export interface LookedUpIndicator {
  readonly indicator: Indicator;
  readonly state: 'match' | 'unread' | 'related' | 'none';
  /** The indicator of the archive that it meets, and how (utils/match), where that is another key. */
  readonly relation?: { readonly how: string; readonly key: IndicatorKey };
  /** What the archive knows of it; with state `related`: of the indicator it is related to. Absent for `none`. */
  readonly summary?: IndicatorSummary;
}
