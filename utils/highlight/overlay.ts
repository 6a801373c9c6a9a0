import type { MatchState } from '../messaging/protocol.ts';
import { bodyOf, rootElementOf } from '../page/dom.ts';
import { SLICE_MS } from '../page/pace.ts';
import type { PlacesChange } from '../page/page-places.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { createAfterLayout } from './after-layout.ts';
import { createBoxes } from './boxes.ts';
import { createDrawTurns, type Drawing } from './draw-turns.ts';
import type { Hit } from './hit.ts';
import { createMotionEvents } from './motion-events.ts';
import { createOverlayHost, type OverlayHost } from './overlay-host.ts';
import { choosePaints, findHolders, type Paint } from './paint.ts';
import { contains } from './rect.ts';
import { createRestWatch } from './rest-watch.ts';
import { createRowsInView } from './rows-in-view.ts';
import { createScene, type Scene } from './scene.ts';

export interface OverlayDeps {
  readonly document: Document;
  readonly stateOf: (placed: PlacedCandidate) => MatchState;
  /** What each state looks like now (paint-style.ts). */
  readonly paintStyle: () => string;
  readonly openRoot: (element: Element) => ShadowRoot | null;
  /** False once this script's extension is gone: everything goes, then. */
  readonly isConnected: () => boolean;
  readonly retire: () => void;
  readonly signal: AbortSignal;
}

export interface Overlay {
  readonly host: OverlayHost;
  change(change: PlacesChange): void;
  /** States may have changed. The browser paints every box anew, whether its own state has changed or not. */
  repaint(): void;
  /** The page has changed, and text may have moved. */
  followChange(): void;
  /** Draws what is beyond the cap too, matched or not. */
  showRest(): void;
  /** Events of a shadow tree do not reach the document. */
  watchRoot(root: ShadowRoot): void;
  /** `document.open()` has dropped every listener. */
  rearm(): void;
  /** The innermost box under a point, by geometry alone; and the candidate that speaks there: a painted one first. */
  findAt(x: number, y: number): Hit | undefined;
  /** What is in view and not drawn, in the words of FrameReport.coverage. */
  readonly coverage: Scene['coverage'];
}

/** Text is at rest when nothing has moved for so long; then what covers it is looked for. */
const REST_MS = 150;
/** A transition or animation is followed frame by frame for so long; then its end or the next event tells. */
const FOLLOW_MS = 1_000;

/** Boxes over the text of candidates: uniform, whatever their state (docs/threat-model.md). */
export function createOverlay(deps: OverlayDeps): Overlay {
  const { document, signal } = deps;
  const host = createOverlayHost(document);
  const boxes = createBoxes(() => host.create(), { flow: host.flow.element, fixed: host.fixed.element });
  const scene = createScene(document, deps.openRoot);
  const layout = createAfterLayout(window, host.flow.probe, prepare, layOut, signal);
  const turns = createDrawTurns({ askFrame: layout.ask, begin: measureAndDraw, onDrawn, signal });
  const { askNow: askLayout, askInTurn: followChange } = turns;
  const rows = createRowsInView(document, followChange, signal);
  const atRest = createRestWatch(document, askLayout, signal);
  const motion = createMotionEvents(askLayout, follow, signal);
  const outline = new ResizeObserver(askLayout);
  /** Class and style of html and body alone: what opens a modal or locks scrolling mostly shows there. */
  const roots = new MutationObserver(askLayout);
  let holders: readonly (readonly number[])[] = [];
  let paints: readonly Paint[] = [];
  let isOdd = false;
  let followUntil = 0;
  let restTimer = 0;

  function follow(): void {
    followUntil = performance.now() + FOLLOW_MS;
    askLayout();
  }

  function prepare(): boolean {
    if (deps.isConnected()) return host.mount();
    deps.retire();
    return false;
  }

  function layOut(): void {
    if (signal.aborted) return;
    window.clearTimeout(restTimer);
    atRest.disarm();
    turns.run();
  }

  function* measureAndDraw(): Drawing {
    yield* scene.measure(rows.rows());
    yield;
    draw();
  }

  function onDrawn(): void {
    if (performance.now() < followUntil) askLayout();
    else restTimer = window.setTimeout(rest, REST_MS, scene.probeCovers());
  }

  function measure(): void {
    const measuring = scene.measure(rows.rows());
    while (measuring.next(false).done !== true);
  }

  function draw(): void {
    if (scene.mustRaise) {
      host.raise();
      // Above the dialog we would show through it until the page is at rest: look at once what it covers.
      if (probe(scene.probeCovers(), Number.POSITIVE_INFINITY)) measure();
    } else if (!scene.isOnTop) host.lower();
    boxes.show(scene.boxes, { flow: host.flow.readFrame(), fixed: host.fixed.readFrame() });
    holders = findHolders(scene.boxes);
    paint();
  }

  /** Looks on for what covers the boxes; `undefined` when the time is up before the end. */
  function probe(probing: Generator<undefined, boolean>, limitMs: number): boolean | undefined {
    const end = performance.now() + limitMs;
    for (;;) {
      const { done, value } = probing.next();
      if (done === true) return value;
      if (performance.now() >= end) return undefined;
    }
  }

  /** A full screen of candidates takes longer than a frame may: piece by piece, until the next layout ends it. */
  function rest(probing: Generator<undefined, boolean>): void {
    if (signal.aborted) return;
    const hasChanged = probe(probing, SLICE_MS);
    if (hasChanged === undefined) {
      restTimer = window.setTimeout(rest, 0, probing);
      return;
    }
    if (hasChanged) {
      measure();
      draw();
    }
    atRest.arm(scene.rows);
  }

  function paint(): void {
    paints = choosePaints(scene.boxes, holders, deps.stateOf);
    for (const [index, { spot }] of scene.boxes.entries()) {
      boxes.paint(spot, paints[index]?.state ?? 'none', isOdd);
    }
  }

  function findAt(x: number, y: number): Hit | undefined {
    let hit: Hit | undefined;
    let speaker: Paint | undefined;
    for (const [index, { spot, rects }] of scene.boxes.entries()) {
      const rect = rects.find((line) => contains(line, x, y));
      const paint = paints[index];
      if (rect === undefined || paint === undefined) continue;
      const length = spot.place.text.length;
      if (hit === undefined || length < hit.spot.place.text.length)
        hit = { placed: paint.placed, spot, rect };
      if (paint.state === 'none') continue;
      if (speaker === undefined || length < speaker.placed.text.length) speaker = paint;
    }
    return hit && { ...hit, placed: speaker?.placed ?? hit.placed };
  }

  function rearm(): void {
    motion.listen(document);
    addEventListener('resize', askLayout, { passive: true, signal });
    for (const element of [rootElementOf(document), bodyOf(document)]) {
      if (element === null) continue;
      outline.observe(element);
      roots.observe(element, { attributes: true, attributeFilter: ['class', 'style'] });
    }
    askLayout();
  }

  rearm();
  signal.addEventListener(
    'abort',
    () => {
      window.clearTimeout(restTimer);
      outline.disconnect();
      roots.disconnect();
      host.unmount();
    },
    { once: true },
  );

  return {
    host,
    change({ added, removed }) {
      for (const placed of removed) rows.remove(placed);
      for (const placed of added) rows.add(placed);
      followChange();
    },
    repaint() {
      isOdd = !isOdd;
      // Also when it is the same: the moment when it came must not show.
      host.setPaintStyle(deps.paintStyle());
      paint();
    },
    followChange,
    showRest() {
      scene.showRest();
      askLayout();
    },
    watchRoot: (root) => motion.listen(root),
    rearm,
    findAt,
    get coverage() {
      return scene.coverage;
    },
  };
}
