import { createBookmarks } from './bookmark.ts';
import { createRunBuilder } from './build-run.ts';
import { findRunStart } from './dirty-range.ts';
import { closestOf, findAll, isTree, matches, nameOf, parentElementOf, parentOf, previousOf } from './dom.ts';
import type { PagePlaces } from './page-places.ts';
import { LINKS, placeLink } from './place-link.ts';
import { type FindCandidates, placeStretches, placeTexts } from './place-texts.ts';
import { gatherPiece, readPiece } from './read-region.ts';
import { isUnreadTag, type Pause, readTree, type TextReader, type TreeReadDeps } from './read-tree.ts';
import { isBlankText } from './safe-gap.ts';
import {
  findCustomRoots,
  findLikelyRoot,
  findLikelyRoots,
  listElements,
  type OpenRoot,
} from './shadow-roots.ts';
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
export type Reading = Generator<Pause, void>;

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

/** Elements that are read in one step, at most. */
const MOST_IN_STEP = 512;
/** Blank texts and comments in front of an element that are looked past. */
const MOST_BLANKS = 4;

/** Whether tags alone tell that nothing before `element` goes on in it or behind it. */
function beginsApart(element: Element): boolean {
  let before = previousOf(element);
  for (let count = 0; count < MOST_BLANKS && before !== null; count++) {
    const isUnseen = isText(before) ? isBlankText(before.data) : before.nodeType === Node.COMMENT_NODE;
    if (!isUnseen) return before.nodeType === Node.ELEMENT_NODE && splitsText(before as Element);
    before = previousOf(before);
  }
  const parent = parentOf(element);
  return before === null && parent instanceof Element && splitsText(parent);
}

/** A changed block whose text is its own affair, and little: what a feed adds, or a cell that is set anew. */
interface SmallBlock {
  readonly block: Element;
  /** How many elements it is, with those in it. */
  readonly size: number;
  readonly links: readonly Element[];
  readonly roots: readonly ShadowRoot[];
}

/** The small block that `node` is, or is a text of. */
function findSmallBlock(node: Node, openRoot: OpenRoot): SmallBlock | undefined {
  const block = isText(node) ? node.parentNode : node;
  if (!(block instanceof Element) || findTagRole(block) !== 'block' || !beginsApart(block)) return undefined;
  const inner = findAll(block, '*');
  if (inner.length > MOST_IN_STEP) return undefined;
  const links: Element[] = [];
  const roots: ShadowRoot[] = [];
  const addRoot = (element: Element, name: string) => {
    const root = findLikelyRoot(element, name, openRoot);
    if (root !== null) roots.push(root);
  };
  // Most of what a feed adds goes through here: each element is asked for its name once.
  for (const element of inner) {
    const name = nameOf(element);
    if (isUnreadTag(name)) return undefined;
    if (name === 'a') links.push(element);
    else addRoot(element, name);
  }
  addRoot(block, nameOf(block));
  return { block, size: 1 + inner.length, links, roots };
}

/** The texts of blocks, looked through all at once before their nodes are; false when that could not be ended. */
function* readBlocks(deps: ReadDeps, blocks: readonly Element[]): Generator<Pause, boolean> {
  const gathered = gatherPiece(blocks);
  if (gathered === undefined) return false;
  const reader = createReader(deps);
  const regionDeps = {
    ...deps,
    reader,
    runs: createRunBuilder(reader.readRun),
    bookmarks: createBookmarks(),
  };
  deps.places.dropTexts(gathered.piece.nodes);
  return (yield* readPiece(regionDeps, gathered.piece, gathered.text)) === undefined;
}

function* readSmallBlocks(deps: ReadDeps, group: readonly SmallBlock[]): Reading {
  const blocks = group.map(({ block }) => block);
  if (!(yield* readBlocks(deps, blocks))) {
    // The page has changed meanwhile.
    for (const block of blocks) if (block.isConnected) yield* readTexts(deps, findRunStart(block), block);
  }
  yield* readEachLink(deps, group.flatMap(listLinks));
  const roots = group.flatMap((each) => each.roots);
  yield* readRoots(deps, roots);
}

function listLinks({ block, links }: SmallBlock): readonly Element[] {
  const around = closestOf(block, LINKS);
  return around === null ? links : [around, ...links];
}

/** Links between two looks at the clock. */
const LINKS_PER_LOOK = 16;

function readLink({ places, pageHost, findCandidates }: ReadDeps, link: Element): void {
  places.putLink(link, placeLink(link, pageHost, findCandidates, places.isNamed));
}

function* readEachLink(deps: ReadDeps, links: ArrayLike<Element>): Reading {
  for (let index = 0; index < links.length; index++) {
    const link = links[index];
    if (link?.isConnected) readLink(deps, link);
    if (index % LINKS_PER_LOOK === 0 && !deps.mayGoOn()) yield;
  }
}

function* readLinks(deps: ReadDeps, top: Node): Reading {
  // A link that has lost its target.
  if (top instanceof Element && !matches(top, LINKS)) deps.places.putLink(top, []);
  const around = top.nodeType === Node.ELEMENT_NODE ? (top as Element) : parentElementOf(top);
  const outer = around && closestOf(around, LINKS);
  if (outer) readLink(deps, outer);
  if (isTree(top)) yield* readEachLink(deps, findAll(top, LINKS));
}

/** Its texts and what touches them, the links in and around it, and the shadow trees in it, each whole. */
function* readChangedNode(deps: ReadDeps, node: Node): Reading {
  yield* readTexts(deps, findRunStart(node), node);
  yield* readLinks(deps, node);
  yield* readRoots(deps, findLikelyRoots(listElements(node), deps.openRoot));
}

/**
 * The nodes that the page has added or changed, as `take` hands them out. What a page changes is mostly small blocks, many
 * at once: one after the other, getting ready would take most of the time.
 */
export function* readChanged(deps: ReadDeps, take: () => Node | undefined): Reading {
  let node = take();
  while (node !== undefined) {
    const group: SmallBlock[] = [];
    for (let size = 0; node !== undefined && size < MOST_IN_STEP; node = take()) {
      const found = findSmallBlock(node, deps.openRoot);
      if (found === undefined) break;
      if (found.block === group.at(-1)?.block) continue;
      group.push(found);
      size += found.size;
    }
    if (group.length > 0) yield* readSmallBlocks(deps, group);
    else if (node !== undefined) {
      yield* readChangedNode(deps, node);
      node = take();
    }
    if (!deps.mayGoOn()) yield;
    // It was taken before the pause.
    while (node?.isConnected === false) node = take();
  }
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
