import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isInCanvasReach, readFrameView } from '../utils/highlight/canvas-reach.ts';
import { createDisplay } from '../utils/highlight/display.ts';
import { createMatchStates } from '../utils/highlight/match-states.ts';
import type { Overlay } from '../utils/highlight/overlay.ts';
import { EVIDENCE } from '../utils/ioc/candidate.ts';
import { findCandidates } from '../utils/ioc/find-candidates.ts';
import { createMarks } from '../utils/ioc/marks.ts';
import {
  askGlance,
  askMatches,
  isConnected,
  listenForNotices,
  openDetail,
} from '../utils/messaging/content.ts';
import { extensionApi } from '../utils/messaging/extension-api.ts';
import {
  FRAME_HANDS_GLOBAL,
  FRAME_REPORT_GLOBAL,
  type FrameReport,
  type MatchState,
  MIXED_SITES_GLOBAL,
  OPEN_SITE_GLOBAL,
  QUIET_SITE_GLOBAL,
  RETIRE_GLOBAL,
  type SiteMode,
} from '../utils/messaging/protocol.ts';
import { createPace } from '../utils/page/pace.ts';
import type { PlacedCandidate } from '../utils/page/placed-candidate.ts';
import { watchPage } from '../utils/page/watch-page.ts';
import { whenSettled } from '../utils/page/when-settled.ts';

interface Scope {
  [QUIET_SITE_GLOBAL]?: true;
  [MIXED_SITES_GLOBAL]?: true;
  [OPEN_SITE_GLOBAL]?: true;
  [RETIRE_GLOBAL]?: () => void;
  [FRAME_REPORT_GLOBAL]?: () => FrameReport;
  [FRAME_HANDS_GLOBAL]?: FrameHands;
}

/** What the background can have done in a frame for the desk, by scripts that it runs there. */
export interface FrameHands {
  places(): readonly PlacedCandidate[];
  /** Draws what is beyond the cap, for as long as the page is shown. */
  showRest(): void;
}

/** Chromium and Firefox each have their own way into closed shadow roots; it works for extensions only. */
function openRoot(element: Element): ShadowRoot | null {
  const firefox = element as Element & { openOrClosedShadowRoot?: ShadowRoot | null };
  if (firefox.openOrClosedShadowRoot !== undefined) return firefox.openOrClosedShadowRoot;
  const { dom } = extensionApi as { dom?: { openOrClosedShadowRoot(of: Element): ShadowRoot | null } };
  return dom?.openOrClosedShadowRoot(element) ?? null;
}

/** Whether this frame's page is another site's than the tab's, whose mode it goes by. */
function isOfAnotherSite(): boolean {
  try {
    return window.top?.location.hostname === undefined;
  } catch {
    return true;
  }
}

/**
 * The site's mode as the registration says it (entrypoints/background/registration.ts), so that the overlay need not
 * wait for an answer, whose time would tell what matched. `undefined`: only the background knows.
 */
function readMode(scope: Scope): SiteMode | undefined {
  // Own properties only, as below; and gone once read: the next run in this frame brings its own.
  const isQuiet = Object.hasOwn(scope, QUIET_SITE_GLOBAL);
  const isMixed = Object.hasOwn(scope, MIXED_SITES_GLOBAL);
  delete scope[QUIET_SITE_GLOBAL];
  delete scope[MIXED_SITES_GLOBAL];
  if (isMixed && isOfAnotherSite()) return undefined;
  return isQuiet ? 'quiet' : 'highlight';
}

function start(scope: Scope, mode: SiteMode | undefined, stop: AbortController): void {
  const { signal } = stop;
  const retire = () => stop.abort();
  const later = (run: () => void, delayMs: number) => void setTimeout(run, delayMs);
  let display: { readonly overlay: Overlay; readonly stop: AbortController } | undefined;
  // Stays, unlike the mode: with the next run in this frame nobody brings it again.
  const isOpen = Object.hasOwn(scope, OPEN_SITE_GLOBAL);
  const mayDraw = import.meta.env.FIREFOX || isOpen || !isInCanvasReach(readFrameView(window));
  let isHighlighting = mode === 'highlight';
  let showsRest = false;

  const states = createMatchStates({
    ask: askMatches,
    onTick(newMode) {
      if (newMode !== undefined) applyMode(newMode);
      display?.overlay.repaint();
    },
    later,
    signal,
  });
  const watched = watchPage({
    document,
    pageHost: location.hostname,
    findCandidates,
    findMarks: createMarks,
    pace: createPace(window),
    openRoot,
    onChange(change) {
      if (display !== undefined) display.overlay.change(change);
      else if (isHighlighting && mayDraw && change.added.length > 0) display = show();
      states.want(change.added.map((placed) => placed.key));
    },
    onRoot: (root) => display?.overlay.watchRoot(root),
    onReadThrough: () => undefined,
    onMutation: () => display?.overlay.followChange(),
    onReplaced: () => display?.overlay.rearm(),
    signal,
  });
  const { places, roots } = watched;

  /** What is merely implied (a guessed scheme, a parent domain) counts when it is stored itself, not by relation. */
  function findState({ key, evidence }: PlacedCandidate): MatchState {
    const state = states.stateOf(key);
    return state === 'related' && evidence === EVIDENCE.implied ? 'none' : state;
  }

  function applyMode(newMode: SiteMode): void {
    if (newMode === 'off') retire();
    isHighlighting = newMode === 'highlight';
    if (isHighlighting && mayDraw) display ??= show();
    else {
      display?.stop.abort();
      display = undefined;
    }
  }

  function show() {
    const stopDisplay = new AbortController();
    signal.addEventListener('abort', () => stopDisplay.abort(), { once: true });
    const overlay = createDisplay({
      document,
      stateOf: findState,
      paintStyle: () => states.paintStyle,
      openRoot,
      isConnected,
      retire,
      askGlance,
      openDetail,
      modifier: () => states.modifier,
      later,
      signal: stopDisplay.signal,
    });
    for (const root of roots) overlay.watchRoot(root);
    if (showsRest) overlay.showRest();
    overlay.change({ added: places.all(), removed: [] });
    return { overlay, stop: stopDisplay };
  }

  listenForNotices((notice) => {
    if (notice.type === 'retire') retire();
    else states.renew(places.keys().keys());
  }, signal);
  // A page that comes back from the back/forward cache has missed every notice meanwhile.
  addEventListener(
    'pageshow',
    ({ persisted, isTrusted }) => {
      if (persisted && isTrusted) states.renew(places.keys().keys());
    },
    { signal },
  );
  scope[FRAME_REPORT_GLOBAL] = () => {
    const keys = places.keys();
    return {
      keys: [...keys.keys()].join('\n'),
      evidence: [...keys.values()].join(''),
      coverage: [
        ...Object.entries(display?.overlay.coverage ?? {}).map(([what, count]) => ({ what, count })),
        { what: 'given-up', count: Number(display?.overlay.host.hasGivenUp ?? false) },
        { what: 'in-canvas-reach', count: Number(isHighlighting && !mayDraw && !places.isEmpty) },
        { what: 'not-kept', count: places.notKept },
        { what: 'failed', count: Number(watched.hasFailed) },
      ].filter(({ count }) => count > 0),
    };
  };
  scope[FRAME_HANDS_GLOBAL] = {
    places: places.all,
    showRest() {
      showsRest = true;
      display?.overlay.showRest();
    },
  };
  signal.addEventListener(
    'abort',
    () => {
      delete scope[FRAME_REPORT_GLOBAL];
      delete scope[FRAME_HANDS_GLOBAL];
    },
    { once: true },
  );
}

export default defineUnlistedScript(() => {
  const scope = globalThis as Scope;
  // The script may be run again in a frame where it runs already (an update's injection): the newer one stays.
  // Its own property only: a page's `<a id="__huntlightRetire">` shows up as a global here too.
  if (Object.hasOwn(scope, RETIRE_GLOBAL)) scope[RETIRE_GLOBAL]?.();
  const stop = new AbortController();
  const mode = readMode(scope);
  scope[RETIRE_GLOBAL] = () => stop.abort();
  stop.signal.addEventListener('abort', () => delete scope[RETIRE_GLOBAL], { once: true });
  // A pace of its own: one that has waited for idle time yields as idle work does, and the first reading is none.
  void whenSettled(document, createPace(window), stop.signal).then(() => {
    if (!stop.signal.aborted) start(scope, mode, stop);
  });
});
