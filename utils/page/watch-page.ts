import { createDirtyNodes } from './dirty-nodes.ts';
import { findRunStart } from './dirty-range.ts';
import { findInView } from './in-view.ts';
import { type Pace, startSlice } from './pace.ts';
import { createPagePlaces, type PagePlaces, type PlacesChange } from './page-places.ts';
import { type PlaceDeps, placeCandidates } from './place-candidates.ts';
import { createRootSweeps } from './root-sweeps.ts';
import { findLikelyRoot, type OpenRoot } from './shadow-roots.ts';
import { createRunWalk, type RunWalk } from './walk-runs.ts';

export interface PageWatchDeps extends PlaceDeps {
  readonly document: Document;
  readonly pace: Pace;
  /** An element's shadow root, open or closed. */
  readonly openRoot: OpenRoot;
  /** Our own host in the page: never read. */
  readonly isOwn: (element: Element) => boolean;
  /** Candidates came or went. Called after a slice of work, never inside the page's own. */
  readonly onChange: (change: PlacesChange) => void;
  /** A shadow root was found: its events do not reach the document. */
  readonly onRoot: (root: ShadowRoot) => void;
  /** Once, when the whole document has been read. */
  readonly onReadThrough: () => void;
  /** The DOM has changed, before anything is read again: what is drawn may be stale. */
  readonly onMutation: () => void;
  readonly signal: AbortSignal;
}

export interface PageWatch {
  readonly places: PagePlaces;
  /** `document.open()` may have dropped what we listened for. */
  rearm(): void;
}

/** Changed nodes are read again at the latest after this long. */
const IDLE_CAP_MS = 500;
/** Slices spent on what is in view before a long document is read from its top. */
const SLICES_IN_VIEW = 3;
/** Attributes are the page's noisiest changes: only where links point is of interest. */
const OBSERVED: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['href'],
};

/**
 * Reads the page's text for candidates, the part in view first, then again whatever changes. Adds nothing to the
 * page and keeps nothing of it but the places of candidates. Ends with the signal.
 */
export function watchPage(deps: PageWatchDeps): PageWatch {
  const { document, pace, signal } = deps;
  const places = createPagePlaces();
  const dirty = createDirtyNodes(document);
  const roots = new WeakSet<ShadowRoot>();
  let isIdleAsked = false;
  let isFirstSlice = true;
  let isReadThrough = false;

  const observer = new MutationObserver((records) => {
    if (signal.aborted) return;
    dirty.add(records);
    deps.onMutation();
    askIdle();
  });
  const sweeps = createRootSweeps({
    ...deps,
    isKnown: (root) => roots.has(root),
    onHost(host) {
      dirty.addNode(host);
      askIdle();
    },
  });

  function walkFrom(start: Node, last?: Node): RunWalk {
    return createRunWalk(
      {
        openRoot: (element) => findLikelyRoot(element, deps.openRoot),
        isOwn: deps.isOwn,
        onRun: (run, links) => places.put(run, placeCandidates(run, links, deps), !isFirstSlice),
        onRoot,
      },
      start,
      last,
    );
  }

  function onRoot(root: ShadowRoot): void {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, OBSERVED);
    deps.onRoot(root);
  }

  function report(): void {
    const change = places.takeChange();
    if (change.added.length > 0 || change.removed.length > 0) deps.onChange(change);
  }

  function askIdle(): void {
    if (isIdleAsked || !isReadThrough) return;
    isIdleAsked = true;
    pace.whenIdle(readDirty, IDLE_CAP_MS, signal);
  }

  function readDirty(): void {
    isIdleAsked = false;
    places.dropGone();
    const mayGoOn = startSlice(pace);
    do {
      const node = dirty.take();
      if (node === undefined) break;
      const walk = walkFrom(findRunStart(node), node);
      if (!walk.advance(mayGoOn)) void readOn(walk, Number.POSITIVE_INFINITY);
    } while (mayGoOn());
    dirty.endBatch();
    report();
    if (!dirty.isEmpty) askIdle();
  }

  /** Reads on in slices, until the walk has ended or `slices` are used up. */
  async function readOn(walk: RunWalk, slices: number): Promise<void> {
    for (let count = 0; count < slices && !signal.aborted; count++) {
      walk.pause();
      await pace.yieldToPage();
      if (signal.aborted) return;
      const hasEnded = walk.advance(startSlice(pace));
      report();
      if (hasEnded) return;
    }
  }

  async function readAll(): Promise<void> {
    const walk = walkFrom(document);
    const hasEnded = walk.advance(startSlice(pace));
    isFirstSlice = false;
    report();
    if (!hasEnded) {
      walk.pause();
      await pace.yieldToPage();
      const inView = findInView(document);
      if (inView !== undefined)
        await readOn(walkFrom(findRunStart(inView.first), inView.last), SLICES_IN_VIEW);
      await readOn(walk, Number.POSITIVE_INFINITY);
    }
    if (signal.aborted) return;
    isReadThrough = true;
    deps.onReadThrough();
    sweeps.start();
    if (!dirty.isEmpty) askIdle();
  }

  observer.observe(document, OBSERVED);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  void readAll();
  return {
    places,
    rearm() {
      observer.observe(document, OBSERVED);
      sweeps.rearm();
    },
  };
}
