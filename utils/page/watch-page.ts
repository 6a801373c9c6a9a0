import { createDirtyNodes } from './dirty-nodes.ts';
import { findRunStart } from './dirty-range.ts';
import { findByTag, rootElementOf, textOf } from './dom.ts';
import { findInView } from './in-view.ts';
import { type Pace, runAfter, startSlice } from './pace.ts';
import { createPagePlaces, type PagePlaces, type PlacesChange } from './page-places.ts';
import {
  type ReadDeps,
  type Reading,
  readChanged,
  readCustomRoots,
  readOwn,
  readTexts,
} from './read-node.ts';
import type { Pause } from './read-tree.ts';
import { AWAY_MS, createRestlessness } from './restlessness.ts';
import { createRootSweeps } from './root-sweeps.ts';

export interface PageWatchDeps
  extends Pick<ReadDeps, 'findCandidates' | 'findMarks' | 'pageHost' | 'openRoot'> {
  readonly document: Document;
  readonly pace: Pace;
  /** Candidates came or went. Called after a slice of work, never inside the page's own. */
  readonly onChange: (change: PlacesChange) => void;
  /** A shadow root was found: its events do not reach the document. */
  readonly onRoot: (root: ShadowRoot) => void;
  /** Once, when the document's own text has been read; its shadow trees come next. */
  readonly onReadThrough: () => void;
  /** The DOM has changed, before anything is read again: what is drawn may be stale. */
  readonly onMutation: () => void;
  /** `document.open()` has dropped every listener and put another root element in place. */
  readonly onReplaced: () => void;
  readonly signal: AbortSignal;
}

export interface PageWatch {
  readonly places: PagePlaces;
  /** Shadow roots found so far. */
  readonly roots: ReadonlySet<ShadowRoot>;
  /** Some of the page was not read, by a fault of ours: to be said, for nobody would miss it. */
  readonly hasFailed: boolean;
}

/** Changed nodes are read again at the latest after this long. */
const IDLE_CAP_MS = 500;
/** Slices spent on what is in view before a long document is read on from its top. */
const SLICES_IN_VIEW = 3;
/** Elements of a page that is read again whole in no time. */
const SMALL_PAGE = 2_000;
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
  const roots = new Set<ShadowRoot>();
  const dirty = createDirtyNodes(() => [document, ...roots]);
  const restlessness = createRestlessness();
  let mayGoOn = startSlice(pace);
  let version = 0;
  let isFirstSlice = true;
  let isReadThrough = false;
  let isIdleAsked = false;
  /** One reading at a time: an older one would put back what a newer one has found gone. */
  let isReading = false;
  let isWatching = true;
  let hasFailed = false;
  let awayUntil = 0;
  let rootElement = rootElementOf(document);

  const observer = new MutationObserver((records) => {
    if (signal.aborted) return;
    if (records.some(movesText)) version++;
    dirty.add(records);
    if (rootElementOf(document) !== rootElement) onReplaced();
    deps.onMutation();
    askIdle();
    if (restlessness.add(records.length) && isIdleAsked && isSoonRead()) lookAway();
  });
  const sweeps = createRootSweeps({
    ...deps,
    trees: () => [document, ...roots],
    onRoot(root) {
      if (!addRoot(root)) return;
      dirty.addNode(root);
      askIdle();
    },
  });
  const readDeps: ReadDeps = {
    ...deps,
    places,
    mayGoOn: () => mayGoOn(),
    version: () => (isWatching ? version : ++version),
    isFirstSlice: () => isFirstSlice,
    onRoot: addRoot,
  };

  /** Nothing on it would be lost by reading all of it again, and there is next to nothing to read. */
  const isSoonRead = () => places.isEmpty && findByTag(document, '*')[SMALL_PAGE] === undefined;

  /**
   * To be told of a change costs the page a microsecond or two, and a page that works at its limit makes thousands in the
   * time between two readings. A small one that has no candidates is read whole when it is idle, unwatched until then.
   */
  function lookAway(): void {
    isWatching = false;
    awayUntil = pace.now() + AWAY_MS;
    observer.disconnect();
    dirty.addAll();
  }

  function lookAgain(): void {
    restlessness.startReading();
    if (isWatching) return;
    isWatching = true;
    version++;
    for (const tree of [document, ...roots]) observer.observe(tree, OBSERVED);
    if (rootElementOf(document) !== rootElement) onReplaced();
  }

  /** An empty element beside body, as our own overlay is one, moves nothing of what is being read. */
  function movesText({ target, addedNodes, removedNodes }: MutationRecord): boolean {
    const isText = (node: Node) => textOf(node) !== '';
    return target !== rootElement || [...addedNodes, ...removedNodes].some(isText);
  }

  function onReplaced(): void {
    rootElement = rootElementOf(document);
    sweeps.rearm();
    deps.onReplaced();
  }

  function addRoot(root: ShadowRoot): boolean {
    if (roots.has(root)) return false;
    roots.add(root);
    observer.observe(root, OBSERVED);
    deps.onRoot(root);
    return true;
  }

  /** One slice of a reading. */
  function readOn(reading: Reading): IteratorResult<Pause, void> {
    mayGoOn = startSlice(pace);
    const slice = reading.next();
    isFirstSlice = false;
    const change = places.takeChange();
    if (change.added.length > 0 || change.removed.length > 0) deps.onChange(change);
    return slice;
  }

  async function readAlone(reading: Reading): Promise<void> {
    isReading = true;
    await readSlices(reading).finally(() => {
      isReading = false;
    });
    askIdle();
  }

  async function readSlices(reading: Reading, most = Number.POSITIVE_INFINITY): Promise<void> {
    for (let slice = 0; slice < most && !signal.aborted; slice++) {
      if (readOn(reading).done) return;
      await pace.yieldToPage();
    }
  }

  async function readDocument(): Promise<void> {
    await pace.yieldToPage();
    if (signal.aborted) return;
    const reading = readOwn(readDeps, document);
    const first = readOn(reading);
    if (!first.done) {
      await pace.yieldToPage();
      const inView = findInView(document, first.value);
      if (inView !== undefined) {
        await readSlices(readTexts(readDeps, findRunStart(inView.first), inView.last), SLICES_IN_VIEW);
      }
      await readSlices(reading);
    }
    if (signal.aborted) return;
    isReadThrough = true;
    deps.onReadThrough();
    await readAlone(readCustomRoots(readDeps, document));
    if (!signal.aborted) sweeps.start();
  }

  function askIdle(): void {
    if (isIdleAsked || isReading || !isReadThrough || (dirty.isEmpty && !places.hasRemains)) return;
    isIdleAsked = true;
    pace.whenIdle(readWhenDue, IDLE_CAP_MS, signal);
  }

  function readWhenDue(): void {
    const awayMs = isWatching ? 0 : awayUntil - pace.now();
    const ask = () => pace.whenIdle(readWhenDue, IDLE_CAP_MS - AWAY_MS, signal);
    isIdleAsked = awayMs > 0;
    if (isIdleAsked) runAfter(ask, awayMs, signal);
    else void readAlone(readDirty()).catch(fail);
  }

  function* readDirty(): Reading {
    lookAgain();
    if (dirty.startBatch()) {
      places.dropGone();
      for (const root of roots) if (!root.isConnected) roots.delete(root);
    }
    for (const node of places.takeRemains()) dirty.addNode(node);
    try {
      for (const pause of readChanged(readDeps, dirty.take)) {
        // What was read may have changed again when our turn comes.
        dirty.endBatch();
        yield pause;
      }
    } finally {
      // A fault ends it too: what was taken counts as read until then.
      dirty.endBatch();
    }
  }

  /** Not `reportError`, which the page would hear of. */
  function fail(error: unknown): void {
    hasFailed = true;
    console.error(error);
    // What changes from now on may go better.
    isReadThrough = true;
    askIdle();
  }

  observer.observe(document, OBSERVED);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  void readDocument().catch(fail);
  return {
    places,
    roots,
    get hasFailed() {
      return hasFailed;
    },
  };
}
