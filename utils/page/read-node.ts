import { createBookmarks } from './bookmark.ts';
import { createRunBuilder } from './build-run.ts';
import { findRunStart } from './dirty-range.ts';
import type { PagePlaces } from './page-places.ts';
import { LINKS, placeLink } from './place-link.ts';
import { type FindCandidates, placeStretches, placeTexts } from './place-texts.ts';
import { readRegion } from './read-region.ts';
import { readTree, type TextReader, type TreeReadDeps, UNREAD } from './read-tree.ts';
import { isBlankText } from './safe-gap.ts';
import { findCustomRoots, findLikelyRoots, type OpenRoot } from './shadow-roots.ts';
import { findTagRole, splitsText } from './tag-role.ts';
import { createTextWalk, isText } from './walk-texts.ts';

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

/** Elements that are dropped and looked through in one step, at most. */
const MOST_IN_STEP = 512;
/** Blank texts and comments in front of an element that are looked past. */
const MOST_BLANKS = 4;

/** Whether tags alone tell that nothing before `element` goes on in it or behind it. */
function beginsApart(element: Element): boolean {
  let before = element.previousSibling;
  for (let count = 0; count < MOST_BLANKS && before !== null; count++) {
    const isUnseen = isText(before) ? isBlankText(before.data) : before.nodeType === Node.COMMENT_NODE;
    if (!isUnseen) return before.nodeType === Node.ELEMENT_NODE && splitsText(before as Element);
    before = before.previousSibling;
  }
  const parent = element.parentNode;
  return before === null && parent instanceof Element && splitsText(parent);
}

/** Whether the text of `element` is its own affair, and little: it can be looked through before its nodes are. */
const isSmallRegion = (element: Element) =>
  findTagRole(element) === 'block' &&
  beginsApart(element) &&
  element.querySelector(UNREAD) === null &&
  element.querySelectorAll('*').length <= MOST_IN_STEP;

function* readChangedTexts(deps: ReadDeps, node: Node): Reading {
  if (node instanceof Element && isSmallRegion(node)) {
    const reader = createReader(deps);
    const regionDeps = {
      ...deps,
      reader,
      runs: createRunBuilder(reader.readRun),
      bookmarks: createBookmarks(),
    };
    deps.places.dropIn(node);
    // Where the page has changed meanwhile, as it is read below.
    if ((yield* readRegion(regionDeps, node)) === undefined) return;
  }
  yield* readTexts(deps, findRunStart(node), node);
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

/**
 * A node that the page has added or changed: its texts and what touches them, the links in and around it, and the shadow
 * trees in it, each whole.
 */
export function* readChanged(deps: ReadDeps, node: Node): Reading {
  yield* readChangedTexts(deps, node);
  yield* readLinks(deps, node);
  yield* readRoots(deps, findLikelyRoots(node, deps.openRoot));
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
