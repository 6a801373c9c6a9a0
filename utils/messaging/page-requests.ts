/** The messages of "On this page" about what it lists: each acts on the page of one tab. */
import type { IndicatorKey } from '../ioc/indicator.ts';

/** On the list's next and previous, where the user allows it on this site; refused (`shown: false`) elsewhere. */
export interface ShowMatch {
  readonly type: 'show-match';
  readonly tabId: number;
  readonly key: IndicatorKey;
}
export interface ShowMatchReply {
  /** False: none of its places can be scrolled to. */
  readonly shown: boolean;
}

/** On "show the rest": draws what is beyond the cap, matched or not, until the page is left. */
export interface ShowRest {
  readonly type: 'show-rest';
  readonly tabId: number;
}
