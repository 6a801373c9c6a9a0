/**
 * Every message between Huntlight's contexts, with its moment, its reply and its failures. Nothing else is ever sent.
 * Content scripts learn ids, kinds, paint classes and what those look like: never notification text, except the glance card's few lines.
 */
import type { IndicatorKey } from '../ioc/indicator.ts';

/** How a candidate is painted; also its answer from the background. `none` is painted too, invisibly (page-blind). */
export type MatchState = 'none' | 'match' | 'unread' | 'related';

/** One character each, so that an answer's length depends on the question alone. */
export const STATE_CODES: Readonly<Record<MatchState, string>> = {
  none: '.',
  match: 'm',
  unread: 'u',
  related: 'r',
};

/** What a site may be shown. `quiet` adds nothing to the page: badge, popup and panel only. */
export type SiteMode = 'highlight' | 'quiet' | 'off';

/** As `KeyboardEvent.getModifierState` names them. */
export type DetailModifier = 'Alt' | 'Control' | 'Shift' | 'off';

/** Content script -> background, once the page has candidates, then for new ones. No message without candidates. */
export interface AskMatches {
  readonly type: 'ask-matches';
  /** Distinct keys joined by '\n', visible ones first. */
  readonly keys: string;
}
export interface AskMatchesReply {
  /** One code of STATE_CODES per key, in the order asked. */
  readonly states: string;
  readonly mode: SiteMode;
  /** The key that turns a click on a candidate into "show all of it"; `off`: none does. */
  readonly modifier: DetailModifier;
  /** The style rules of the paint states, by the user's choice alone (utils/highlight/paint-style.ts). */
  readonly paintStyle: string;
}

/** Content script -> background, on a trusted hover or keyboard request for ANY candidate. */
export interface AskGlance {
  readonly type: 'ask-glance';
  readonly key: IndicatorKey;
}
export interface AskGlanceReply {
  /** Empty for a candidate that is not in the archive. Label and text: visible characters only, drawn on a canvas. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
}

/** Content script -> background, on modifier + click or the command, for ANY candidate. */
export interface OpenDetail {
  readonly type: 'open-detail';
  readonly key: IndicatorKey;
}

/** Background -> every content script, when keys were added or removed, or settings changed: ask again. */
export interface ArchiveChanged {
  readonly type: 'archive-changed';
}

/** Background -> content scripts of a tab, when the user switches this site off or the extension is replaced. */
export interface Retire {
  readonly type: 'retire';
}

export type ContentRequest = AskMatches | AskGlance | OpenDetail;
export type ContentNotice = ArchiveChanged | Retire;

/** What a frame's content script tells the background when it asks for the page's candidates (executeScript). */
export interface FrameReport {
  /** Every distinct key found in this frame, in document order, joined by '\n': one string crosses fastest. */
  readonly keys: string;
  /** The clearest evidence of each (utils/ioc/candidate.ts), one digit per key. */
  readonly evidence: string;
  /** What was not looked at or cannot be drawn, in counted words' codes. */
  readonly coverage: readonly { readonly what: string; readonly count: number }[];
  /** Where each key stands, one code of PLACE_CODES a key, '?' where it is not known. Only when the desk asks. */
  readonly places?: string;
}

/** Seen from what the frame shows now. `closed`: in a closed `details`; `hidden`: not rendered, or seen by nobody. */
export type MatchPlace = 'in-view' | 'above' | 'below' | 'beside' | 'closed' | 'hidden';
export const PLACE_CODES: Readonly<Record<MatchPlace, string>> = {
  'in-view': 'v',
  above: 'a',
  below: 'b',
  beside: 's',
  closed: 'c',
  hidden: 'h',
};

/**
 * Isolated-world global under which a frame's content script, for as long as it runs, can be told to go by the next one
 * that is run there.
 */
export const RETIRE_GLOBAL = '__huntlightRetire';

/** Isolated-world global under which a frame's content script answers `executeScript`; invisible to the page. */
export const FRAME_REPORT_GLOBAL = '__huntlightFrameReport';

/** Under this one, what else can be asked of it: `FrameHands` (entrypoints/in-page.ts). */
export const FRAME_HANDS_GLOBAL = '__huntlightFrameHands';
/** Set by around.js, which is run in a frame when the desk asks about it: `FrameAround` (entrypoints/around.ts). */
export const FRAME_AROUND_GLOBAL = '__huntlightFrameAround';

/**
 * Background -> the sample report, an extension page that runs the content script's code by itself: no extension may
 * inject into its own pages. The reply is a FrameReport.
 */
export const READ_OWN_FRAME = { type: 'read-own-frame' } as const;

/**
 * Isolated-world globals that a file registered along with the content script sets before it: the site is `quiet`; sites
 * differ, so that a frame of another site than its tab's cannot tell its mode by itself.
 */
export const QUIET_SITE_GLOBAL = '__huntlightQuiet';
export const MIXED_SITES_GLOBAL = '__huntlightMixed';
/** And this one, at any time before the page has loaded: the user lets the site see what matched. */
export const OPEN_SITE_GLOBAL = '__huntlightOpen';
