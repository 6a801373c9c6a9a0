import type { MatchState } from '../messaging/protocol.ts';
import type { PlacesChange } from '../page/page-places.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { type Box, createBoxes } from './boxes.ts';
import { type ClipChain, readClipChain, readVisibleArea } from './clip-chain.ts';
import type { Hit } from './glance-pointer.ts';
import { createOverlayHost } from './overlay-host.ts';
import { choosePaints } from './paint.ts';
import { createPlaceReader } from './place-rects.ts';
import { contains, intersect, type Rect } from './rect.ts';
import { createRowsInView } from './rows-in-view.ts';

/** Candidates drawn at once, matched or not. The rest of a fuller view is counted as not drawn. */
export const MOST_BOXES = 400;

export interface OverlayDeps {
  readonly document: Document;
  readonly stateOf: (placed: PlacedCandidate) => MatchState;
  /** False once this script's extension is gone: everything goes, then. */
  readonly isConnected: () => boolean;
  readonly retire: () => void;
  readonly signal: AbortSignal;
}

export interface Overlay {
  readonly host: HTMLElement;
  change(change: PlacesChange): void;
  /** States have changed. */
  repaint(): void;
  /** Something may have moved: measure again in the next frame. */
  askLayout(): void;
  /** Events of a shadow tree do not reach the document. */
  watchRoot(root: ShadowRoot): void;
  /** `document.open()` has dropped every listener. */
  rearm(): void;
  /** The candidate under a point: the one painted there, else the innermost. */
  findAt(x: number, y: number): Hit | undefined;
  /** Makes an element for our closed root. */
  readonly create: () => HTMLElement;
  readonly root: ShadowRoot;
  readonly notDrawn: number;
}

const MOVING_EVENTS = ['scroll', 'toggle', 'load', 'transitionend', 'animationend', 'fullscreenchange'];

/** Boxes over the text of candidates: uniform, whatever their state (docs/threat-model.md). */
export function createOverlay(deps: OverlayDeps): Overlay {
  const { document, signal } = deps;
  const view = document.defaultView ?? window;
  const host = createOverlayHost(document);
  const create = () => document.createElementNS(host.host.namespaceURI, 'div') as HTMLElement;
  const boxes = createBoxes(create, {
    flow: host.flow.element,
    fixed: host.fixed.element,
  });
  const reader = createPlaceReader(document);
  const rows = createRowsInView(document, askLayout, signal);
  const sizes = new ResizeObserver(askLayout);
  let shown: readonly Box[] = [];
  const paints: ReadonlyMap<PlacedCandidate, MatchState> = new Map();
  let notDrawn = 0;
  let isAsked = false;

  function askLayout(): void {
    if (isAsked || signal.aborted) return;
    isAsked = true;
    view.requestAnimationFrame(layOut);
  }

  function layOut(): void {
    isAsked = false;
    if (signal.aborted) return;
    if (!deps.isConnected()) deps.retire();
    else if (host.mount()) draw();
  }

  function draw(): void {
    const frames = { flow: host.flow.readFrame(), fixed: host.fixed.readFrame() };
    shown = measure();
    boxes.show(shown, frames);
    repaint();
  }

  function measure(): readonly Box[] {
    const viewport: Rect = { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight };
    const clipBoxes = new Map<Element, Rect>();
    const measured: Box[] = [];
    notDrawn = 0;
    for (const [row, candidates] of rows.rows()) {
      const chain: ClipChain = readClipChain(row);
      if (chain.isHidden) continue;
      const area = readVisibleArea(chain, viewport, clipBoxes);
      if (area === undefined) continue;
      for (const placed of candidates) {
        const rects = reader.read(placed).flatMap((rect) => intersect(rect, area) ?? []);
        if (rects.length === 0) continue;
        if (measured.length < MOST_BOXES) measured.push({ placed, isFixed: chain.isFixed, rects });
        else notDrawn++;
      }
    }
    reader.release();
    return measured;
  }

  function repaint(): void {
    boxes.paint(
      choosePaints(
        shown.map((box) => box.placed),
        deps.stateOf,
      ),
    );
  }

  function findAt(x: number, y: number): Hit | undefined {
    let best: Hit | undefined;
    let bestRank = -1;
    for (const { placed, rects } of shown) {
      const rect = rects.find((line) => contains(line, x, y));
      const rank = (paints.get(placed) === 'none' ? 0 : 1) - (placed.end - placed.start) / 1e9;
      if (rect === undefined || rank <= bestRank) continue;
      best = { placed, rect };
      bestRank = rank;
    }
    return best;
  }

  function listen(target: EventTarget): void {
    for (const type of MOVING_EVENTS) {
      target.addEventListener(type, askLayout, { capture: true, passive: true, signal });
    }
  }

  function rearm(): void {
    listen(document);
    view.addEventListener('resize', askLayout, { passive: true, signal });
    sizes.disconnect();
    sizes.observe(document.documentElement);
    if (document.body !== null) sizes.observe(document.body);
    askLayout();
  }

  rearm();
  signal.addEventListener(
    'abort',
    () => {
      sizes.disconnect();
      host.unmount();
    },
    { once: true },
  );

  return {
    host: host.host,
    change({ added, removed }) {
      for (const placed of removed) rows.remove(placed);
      for (const placed of added) rows.add(placed);
      askLayout();
    },
    repaint,
    askLayout,
    watchRoot: listen,
    rearm,
    findAt,
    create,
    root: host.root,
    get notDrawn() {
      return notDrawn;
    },
  };
}
