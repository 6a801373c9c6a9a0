import type { ExtensionHand } from './arm.ts';

/**
 * A probe: a hostile page that records what it can observe. Two browsers load the same page, one whose archive holds
 * none of the page's indicators and one whose archive holds some; both records must be the same.
 */

export type BrowserName = 'chromium' | 'firefox';

/** What the page's script is given. A real attacker knows less: neither the extension's id nor its rule names. */
export interface PageContext {
  /** Texts of the page's indicators; the `n`-th stands in `#ioc-n`. */
  readonly indicators: readonly string[];
  readonly secrets: readonly string[];
  readonly extensionOrigin: string;
}

export interface Layout {
  /** Every indicator is a URL that holds two more candidates. */
  readonly nested: boolean;
  /** More candidates in view than are drawn. */
  readonly cap: boolean;
}

/** The user's hand: trusted input, as the browser itself dispatches it. */
export interface Hand extends Omit<ExtensionHand, 'release'> {
  /** To the middle of the `n`-th indicator, or to an offset from its left edge. */
  moveTo(n: number, offset?: { x?: number; y?: number }): Promise<void>;
  moveAway(): Promise<void>;
  click(modifier?: 'Alt'): Promise<void>;
  press(key: string): Promise<void>;
  /** Lets `ms` of the page's time pass: observers sample at their own pace. */
  rest(ms: number): Promise<void>;
  toFront(): Promise<void>;
}

export interface Probe {
  /** As page-blind highlighting numbers them (docs/threat-model.md). */
  readonly number: number;
  readonly name: string;
  readonly browsers: readonly BrowserName[];
  /**
   * Runs in the page before any of its content is parsed; only its argument is in scope. Returns how to read the
   * record. Must be self-contained: its source text is what is served. It must hold its observers as long as its record:
   * Chromium has dropped a MutationObserver that nothing else held, in the middle of a visit.
   */
  readonly page: (context: PageContext) => () => unknown;
  /** Instead of the plain list. Indicators in `#ioc-n`. */
  readonly markup?: (indicators: readonly string[]) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** More that the page's server has: path -> text. */
  readonly files?: Readonly<Record<string, string>>;
  /** The layout it is about, where it is about one. */
  readonly layout?: Partial<Layout>;
  /** What the user does on the page once the overlay is there. */
  readonly act?: (hand: Hand) => Promise<void>;
  /** What must be true of the record in any browser with the extension; returns what is not. */
  readonly findFaults?: (record: never) => readonly string[];
  /** The record must also equal the one of a browser without the extension. */
  readonly likeWithout?: true;
  /** The page takes the overlay down, or never shows it: paint is not waited for at the end. */
  readonly mayLosePaint?: true;
  /** Something of the page's lies over the first indicator: a hover there brings no card, in no arm. */
  readonly coversFirst?: true;
  /** `npm test` leaves it to `npm run hostile`. */
  readonly matrixOnly?: true;
}
