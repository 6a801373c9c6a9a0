import { createOverlay, type Overlay } from '../../utils/highlight/overlay.ts';
import { createPaintStyle, type PaintChoice, USUAL_PAINT } from '../../utils/highlight/paint-style.ts';
import type { Rect } from '../../utils/highlight/rect.ts';
import { createMarks } from '../../utils/ioc/marks.ts';
import type { MatchState } from '../../utils/messaging/protocol.ts';
import { createPace } from '../../utils/page/pace.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';
import { watchPage } from '../../utils/page/watch-page.ts';
import { fakeFindCandidates } from '../page/fake-find-candidates.ts';
import { openRoot } from '../page/read-page.ts';

/** The real reading and the real overlay over the test's document. */
export interface Stage {
  readonly overlay: Overlay;
  readonly stop: AbortController;
  /** Boxes in the overlay now: the paint and where it is on screen. */
  boxes(): readonly { readonly state: string; readonly rect: Rect }[];
  setStates(stateOf: (placed: PlacedCandidate) => MatchState): void;
  setPaint(choice: PaintChoice): void;
}

export function setUp(stateOf: (placed: PlacedCandidate) => MatchState = () => 'match'): Stage {
  const stop = new AbortController();
  let current = stateOf;
  let style = createPaintStyle(USUAL_PAINT);
  watchPage({
    document,
    pageHost: 'page.test',
    findCandidates: fakeFindCandidates,
    findMarks: createMarks,
    pace: createPace(window),
    openRoot,
    onChange: (change) => overlay.change(change),
    onRoot: (root) => overlay.watchRoot(root),
    onReadThrough: () => undefined,
    onReplaced: () => overlay.rearm(),
    onMutation: () => overlay.followChange(),
    signal: stop.signal,
  });
  const overlay = createOverlay({
    document,
    stateOf: (placed) => current(placed),
    paintStyle: () => style,
    openRoot,
    isConnected: () => true,
    retire: () => stop.abort(),
    signal: stop.signal,
  });
  return {
    overlay,
    stop,
    boxes: () =>
      [...overlay.host.stage.querySelectorAll('.box')].map((box) => {
        const { left, top, right, bottom } = box.getBoundingClientRect();
        return { state: box.className.replace('box ', ''), rect: { left, top, right, bottom } };
      }),
    setStates(next) {
      current = next;
      overlay.repaint();
    },
    setPaint(choice) {
      style = createPaintStyle(choice);
      overlay.repaint();
    },
  };
}

/** Where the page itself draws `text` in `root`: line by line, neighbours on a line joined. */
export function findText(text: string, root: Node = document.body): Rect[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.nodeValue?.indexOf(text) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    return [...range.getClientRects()].map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
  }
  throw new Error(`no such text on the page: ${text}`);
}

export function isNear(a: Rect, b: Rect, px = 1): boolean {
  return (['left', 'top', 'right', 'bottom'] as const).every((side) => Math.abs(a[side] - b[side]) <= px);
}
