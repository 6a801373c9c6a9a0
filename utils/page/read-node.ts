import type { PagePlaces } from './page-places.ts';
import { LINKS, placeLink } from './place-link.ts';
import { type FindCandidates, placeStretches, placeTexts } from './place-texts.ts';
import { readTree, type TextReader, type TreeReadDeps } from './read-tree.ts';
import { findCustomRoots, findLikelyRoots, type OpenRoot } from './shadow-roots.ts';
import { createTextWalk } from './walk-texts.ts';

export interface ReadDeps extends TreeReadDeps {
  readonly findCandidates: FindCandidates;
  /** Host name of the page's own address; `''` where it has none. */
  readonly pageHost: string;
  /** An element's shadow root, open or closed. */
  readonly openRoot: OpenRoot;
  readonly places: PagePlaces;
  /** True while no text can have been read twice. */
  readonly isFirstSlice: () => boolean;
  /** A shadow root came up; false when it is known. */
  readonly onRoot: (root: ShadowRoot) => boolean;
}

/** One reading of a part of the page. Yields when its slice is used up; go on after the page has had its turn. */
export type Reading = Generator<undefined, void>;

function createReader({ places, findCandidates, isFirstSlice }: ReadDeps): TextReader {
  return {
    readRun: (run) => places.putTexts(run, placeTexts(run, findCandidates), !isFirstSlice()),
    readNode(read) {
      const found = placeStretches(read, findCandidates);
      if (found.length > 0) places.putTexts({ nodes: [read.node], offset: 0 }, found, !isFirstSlice());
    },
  };
}

/** Text from `start` to where nothing goes on from `last` any more. */
export function* readTexts(deps: ReadDeps, start: Node, last?: Node): Reading {
  const walk = createTextWalk(createReader(deps).readRun, start, last);
  while (!walk.advance(deps.mayGoOn)) {
    walk.pause();
    yield;
  }
}

/** Links between two looks at the clock. */
const LINKS_PER_LOOK = 16;

function* readLinks(deps: ReadDeps, top: Node): Reading {
  const { places } = deps;
  const read = (link: Element) =>
    places.putLink(link, placeLink(link, deps.pageHost, deps.findCandidates, places.isNamed));

  const around = top.nodeType === Node.ELEMENT_NODE ? (top as Element) : top.parentElement;
  const outer = around?.closest(LINKS);
  if (outer) read(outer);
  if (!('querySelectorAll' in top)) return;
  const inside = (top as ParentNode).querySelectorAll(LINKS);
  for (let index = 0; index < inside.length; index++) {
    const link = inside[index];
    if (link?.isConnected) read(link);
    if (index % LINKS_PER_LOOK === 0 && !deps.mayGoOn()) yield;
  }
}

/** Links in and around `top`, and the shadow trees in it, each whole. */
export function* readLinksAndRoots(deps: ReadDeps, top: Node): Reading {
  yield* readLinks(deps, top);
  yield* readRoots(deps, findLikelyRoots(top, deps.openRoot));
}

function* readRoots(deps: ReadDeps, roots: Iterable<ShadowRoot | undefined>): Reading {
  for (const root of roots) {
    if (root !== undefined && deps.onRoot(root)) {
      yield* readOwn(deps, root);
      yield* readCustomRoots(deps, root);
    }
    if (!deps.mayGoOn()) yield;
  }
}

/** The shadow trees of custom elements in a document or shadow tree, each whole. */
export function* readCustomRoots(deps: ReadDeps, tree: Document | ShadowRoot): Reading {
  yield* readRoots(deps, findCustomRoots(tree, deps.openRoot));
}

/** The text and links of a document or shadow tree. */
export function* readOwn(deps: ReadDeps, tree: Document | ShadowRoot): Reading {
  yield* readTree(deps, tree, createReader(deps));
  yield* readLinks(deps, tree);
}
