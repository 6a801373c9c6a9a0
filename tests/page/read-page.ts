import { createMarks } from '../../utils/ioc/marks.ts';
import { createPace } from '../../utils/page/pace.ts';
import type { PagePlaces } from '../../utils/page/page-places.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';
import { type PageWatchDeps, watchPage } from '../../utils/page/watch-page.ts';
import { fakeFindCandidates } from './fake-find-candidates.ts';

/** Closed roots are reachable in tests because the test has made them. */
export const closedRoots = new WeakMap<Element, ShadowRoot>();

export const openRoot = (element: Element): ShadowRoot | null =>
  element.shadowRoot ?? closedRoots.get(element) ?? null;

export interface Reading {
  readonly places: PagePlaces;
  readonly stop: AbortController;
  readonly isReadThrough: () => boolean;
  readonly hasFailed: () => boolean;
}

export function watch(deps: Partial<PageWatchDeps> = {}): Reading {
  const stop = new AbortController();
  let isReadThrough = false;
  const watched = watchPage({
    document,
    pageHost: 'page.test',
    findCandidates: fakeFindCandidates,
    findMarks: createMarks,
    pace: createPace(window),
    openRoot,
    onChange: () => undefined,
    onRoot: () => undefined,
    onReadThrough: () => {
      isReadThrough = true;
    },
    onReplaced: () => undefined,
    onMutation: () => undefined,
    signal: stop.signal,
    ...deps,
  });
  const { places } = watched;
  return { places, stop, isReadThrough: () => isReadThrough, hasFailed: () => watched.hasFailed };
}

/** What a place covers, read back from the document: exactly what a reader would see lit. */
export function readBack(placed: PlacedCandidate): string {
  const range = document.createRange();
  range.setStart(placed.startNode, placed.startOffset);
  range.setEnd(placed.endNode, placed.endOffset);
  return range.toString();
}
