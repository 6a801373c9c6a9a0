import { findRunStart } from './dirty-range.ts';
import { type Pace, startSlice } from './pace.ts';
import { createPagePlaces, type PagePlaces, type PlacesChange } from './page-places.ts';
import { type PlaceDeps, placeCandidates } from './place-candidates.ts';
import { createRunWalk, type RunWalk, type WalkDeps } from './walk-runs.ts';

export interface PageWatchDeps extends PlaceDeps, Pick<WalkDeps, 'openRoot' | 'isOwn'> {
  readonly document: Document;
  readonly pace: Pace;
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

/** Changed nodes are read again at the latest after this long. */
const IDLE_CAP_MS = 500;
/** Changes that wait to be read; beyond it the whole document is read again instead, later. */
const MOST_DIRTY = 5_000;
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
export function watchPage(deps: PageWatchDeps): PagePlaces {
  const places = createPagePlaces();
  const roots = new WeakSet<ShadowRoot>();
  const dirty = new Set<Node>();
  let isIdleAsked = false;
  let isFirstPass = true;

  const walkDeps: WalkDeps = {
    openRoot: deps.openRoot,
    isOwn: deps.isOwn,
    onRun(run, links) {
      places.put(run, placeCandidates(run, links, deps), !isFirstPass);
    },
    onRoot(root) {
      if (roots.has(root)) return;
      roots.add(root);
      observer.observe(root, OBSERVED);
      deps.onRoot(root);
    },
  };

  function report(): void {
    const change = places.takeChange();
    if (change.added.length > 0 || change.removed.length > 0) deps.onChange(change);
  }

  function onMutations(records: readonly MutationRecord[]): void {
    if (deps.signal.aborted) return;
    for (const record of records) {
      if (record.type !== 'childList') dirty.add(record.target);
      else if (record.addedNodes.length > 0) for (const node of record.addedNodes) dirty.add(node);
      else if (record.previousSibling !== null && record.nextSibling !== null) dirty.add(record.nextSibling);
    }
    deps.onMutation();
    askIdle();
  }
  const observer = new MutationObserver(onMutations);

  function askIdle(): void {
    if (isIdleAsked || isFirstPass) return;
    isIdleAsked = true;
    deps.pace.whenIdle(readDirty, IDLE_CAP_MS, deps.signal);
  }

  function readDirty(): void {
    isIdleAsked = false;
    places.dropGone();
    if (dirty.size > MOST_DIRTY) {
      dirty.clear();
      dirty.add(deps.document);
    }
    const mayGoOn = startSlice(deps.pace);
    for (const node of dirty) {
      dirty.delete(node);
      if (node.isConnected) readAgain(node, mayGoOn);
      if (!mayGoOn()) break;
    }
    report();
    if (dirty.size > 0) askIdle();
  }

  function readAgain(node: Node, mayGoOn: () => boolean): void {
    const walk = createRunWalk(walkDeps, findRunStart(node), node);
    if (!walk.advance(mayGoOn) && walk.position !== undefined) void readOn(walk);
  }

  /** Reads on in slices until the walk ends. */
  async function readOn(walk: RunWalk): Promise<void> {
    while (!deps.signal.aborted) {
      const hasEnded = walk.advance(startSlice(deps.pace));
      report();
      if (hasEnded) return;
      walk.pause();
      await deps.pace.yieldToPage();
    }
  }

  async function readAll(): Promise<void> {
    await readOn(createRunWalk(walkDeps, deps.document));
    if (deps.signal.aborted) return;
    isFirstPass = false;
    deps.onReadThrough();
    if (dirty.size > 0) askIdle();
  }

  observer.observe(deps.document, OBSERVED);
  deps.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  void readAll();
  return places;
}
