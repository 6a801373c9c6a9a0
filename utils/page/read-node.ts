import type { PagePlaces } from './page-places.ts';
import { LINKS, placeLink } from './place-link.ts';
import { type FindCandidates, placeTexts } from './place-texts.ts';
import { type OpenRoot, sweepRoots } from './shadow-roots.ts';
import { createTextWalk } from './walk-texts.ts';

export interface ReadDeps {
  readonly findCandidates: FindCandidates;
  /** Host name of the page's own address; `''` where it has none. */
  readonly pageHost: string;
  /** An element's shadow root, open or closed. */
  readonly openRoot: OpenRoot;
  readonly places: PagePlaces;
  /** False when the current slice of time is used up. */
  readonly mayGoOn: () => boolean;
  /** True while no text can have been read twice. */
  readonly isFirstSlice: () => boolean;
  /** A shadow root came up; false when it is known. */
  readonly onRoot: (root: ShadowRoot) => boolean;
}

/** One reading of a part of the page. Yields when its slice is used up; go on after the page has had its turn. */
export type Reading = Generator<undefined, void>;

/** Text from `start` to where nothing goes on from `last` any more. */
export function* readTexts(deps: ReadDeps, start: Node, last?: Node): Reading {
  const { places } = deps;
  const walk = createTextWalk(
    (run) => places.putTexts(run, placeTexts(run, deps.findCandidates), !deps.isFirstSlice()),
    start,
    last,
  );
  while (!walk.advance(deps.mayGoOn)) {
    walk.pause();
    yield;
  }
}

function listLinks(top: Node): readonly Element[] {
  const around = (top instanceof Element ? top : top.parentElement)?.closest(LINKS) ?? undefined;
  const inside =
    top instanceof Element || top instanceof Document || top instanceof DocumentFragment
      ? [...top.querySelectorAll(LINKS)]
      : [];
  return around === undefined || around === inside[0] ? inside : [around, ...inside];
}

function* readLinks(deps: ReadDeps, top: Node): Reading {
  const { places } = deps;
  for (const link of listLinks(top)) {
    if (link.isConnected) {
      places.putLink(link, placeLink(link, deps.pageHost, deps.findCandidates, places.isNamed));
    }
    if (!deps.mayGoOn()) yield;
  }
}

/** Links in and around `top`, and the shadow trees in it, each whole. */
export function* readLinksAndRoots(deps: ReadDeps, top: Node): Reading {
  yield* readLinks(deps, top);
  for (const root of sweepRoots(top, deps.openRoot, false)) {
    if (root !== undefined && deps.onRoot(root)) yield* readTree(deps, root);
    if (!deps.mayGoOn()) yield;
  }
}

/** All of a document or shadow tree, and the shadow trees in it. */
export function* readTree(deps: ReadDeps, tree: Document | ShadowRoot): Reading {
  yield* readTexts(deps, tree);
  yield* readLinksAndRoots(deps, tree);
}
