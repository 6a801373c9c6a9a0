/**
 * The first reading of a whole tree. Getting text out of a document costs far more than looking through it, and most of
 * it holds nothing; so the text of a large region is taken at once (`textContent`, one native call), looked through for
 * marks, and of its nodes only those are read that touch a suspicious stretch. The others are counted off by their
 * lengths, without making strings of them.
 *
 *     textContent  ...second stage over portrelies on evil[.]example and waits...
 *     nodes        <p>...stage over port</p><p>relies on <b>evil[.]example</b> and waits</p>
 *     suspect                                            ^^^^^^^^^^^^^^ read <b>'s text, nothing else
 *
 * What parts texts (cells, blocks) is missing in `textContent`; so marks are those that hold for the pieces too, and the
 * nodes themselves are read as always (build-run.ts).
 */
import { type Bookmarks, createBookmarks, findAfter } from './bookmark.ts';
import { createRunBuilder, RUN_SIZE, type RunBuilder } from './build-run.ts';
import type { NodeStretches } from './place-texts.ts';
import { createSuspects, type FindMarks, type Suspect } from './suspects.ts';
import { endsText, findTagRole } from './tag-role.ts';
import type { TextRun } from './text-run.ts';
import { isText, TEXTS } from './walk-texts.ts';

/** Gets the texts that are suspicious, each once. */
export interface TextReader {
  /** Neighbouring nodes that an indicator may go across. */
  readonly readRun: (run: TextRun) => void;
  /** Stretches of one node. */
  readonly readNode: (node: NodeStretches) => void;
}

export interface TreeReadDeps {
  readonly findMarks: FindMarks;
  /** False when the current slice of time is used up. */
  readonly mayGoOn: () => boolean;
  /** Another number when the page has changed in between. */
  readonly version: () => number;
}

/** Elements in a region: their text is taken in a few milliseconds, as one step. */
const REGION_SIZE = 65_536;
/** A longer text is read node by node: looking through it would be one step. */
const LONGEST_REGION = 2_000_000;
/** Elements whose text stands in `textContent` and is no part of the page's text. */
const UNREAD_TAGS = ['script', 'style', 'noscript', 'title', 'datalist'] as const;
/** Steps between two looks at the clock: a node each, and a region's text by its length. */
const STEPS_PER_LOOK = 64;
const CHARACTERS_PER_STEP = 512;

/** Elements whose `textContent` holds what nobody reads. */
function findMixed(tree: Document | ShadowRoot): ReadonlySet<Node> {
  const mixed = new Set<Node>();
  for (const tag of UNREAD_TAGS) {
    const elements =
      tree instanceof Document ? tree.getElementsByTagNameNS('*', tag) : tree.querySelectorAll(tag);
    for (let index = 0; index < elements.length; index++) {
      const element = elements[index];
      if (element === undefined || element.firstChild === null) continue;
      for (let at: Node | null = element; at !== null && !mixed.has(at); at = at.parentNode) mixed.add(at);
    }
  }
  return mixed;
}

/** Hands over what in `tree` may hold something, in document order. Yields when its slice is used up. */
export function* readTree(
  deps: TreeReadDeps,
  tree: Document | ShadowRoot,
  reader: TextReader,
): Generator<undefined, void> {
  const mixed = findMixed(tree);
  const runs = createRunBuilder(reader.readRun);
  const bookmarks = createBookmarks();
  const walker = document.createTreeWalker(tree, TEXTS | NodeFilter.SHOW_ELEMENT);
  let node = walker.nextNode();
  let offset = 0;
  let steps = 0;

  /** The first text or element at or after `place`. */
  function moveTo(place: Node | null): Node | null {
    if (place === null) return null;
    walker.currentNode = place;
    return isText(place) || place instanceof Element ? place : walker.nextNode();
  }

  while (node !== null) {
    steps++;
    const region = isText(node) ? undefined : takeRegion(node as Element, mixed);
    if (region !== undefined) {
      runs.flush();
      steps += region.length / CHARACTERS_PER_STEP;
      const rest: Node | null = yield* readRegion({ ...deps, reader, runs, bookmarks }, node, region);
      node = moveTo(rest ?? findAfter(node));
    } else {
      if (isText(node)) offset = runs.add(node, offset);
      if (offset === 0) node = walker.nextNode();
    }
    if (offset === 0 && steps < STEPS_PER_LOOK) continue;
    steps = 0;
    if (deps.mayGoOn()) continue;
    bookmarks.put(node);
    yield;
    const place = bookmarks.find();
    if (place === node) continue;
    runs.flush();
    offset = 0;
    node = moveTo(place);
  }
  runs.flush();
}

/** The text of an element that parts its own from what is around it; `undefined` where it must be read by its nodes. */
function takeRegion(element: Element, mixed: ReadonlySet<Node>): string | undefined {
  if (findTagRole(element) !== 'block' || mixed.has(element)) return undefined;
  if (element.getElementsByTagName('*')[REGION_SIZE] !== undefined) return undefined;
  const text = element.textContent;
  return text.length <= LONGEST_REGION ? text : undefined;
}

interface RegionDeps extends TreeReadDeps {
  readonly reader: TextReader;
  readonly runs: RunBuilder;
  readonly bookmarks: Bookmarks;
}

/** Reads what is suspicious in a region. Answers where to go on node by node if the page changes meanwhile. */
function* readRegion(
  { reader, runs, bookmarks, ...deps }: RegionDeps,
  region: Node,
  text: string,
): Generator<undefined, Node | null> {
  const suspects = createSuspects(text, deps.findMarks);
  let suspect = suspects.next(0);
  if (suspect.start === text.length) return null;
  const walker = document.createTreeWalker(region, TEXTS);
  let node = walker.nextNode() as Text | null;
  let start = 0;
  let offset = 0;
  let steps = 0;
  let isOpen = false;

  /** Reads the suspicious stretches that begin and end in the node; false when one goes on beyond it. */
  function readAlone(node: Text, end: number): boolean {
    let stretches: Suspect[] | undefined;
    while (suspect.start < end) {
      const isWithin = suspect.end <= end;
      if (!isWithin && !endsText(node)) return false;
      // A full stop before the next cell is no mark.
      if (suspect.mark < end - 1) {
        stretches ??= [];
        stretches.push(isWithin ? suspect : { ...suspect, end });
      }
      suspect = isWithin ? suspects.next(suspect.end) : suspects.nextFrom(end);
    }
    if (stretches !== undefined) reader.readNode({ node, regionText: text, start, stretches });
    return true;
  }

  while (node !== null && suspect.start < text.length) {
    const end = start + node.length;
    if (isOpen && offset === 0 && suspect.start >= start) {
      // Nothing goes on into this node.
      runs.flush();
      isOpen = false;
    }
    const isAlone = offset === 0 && suspect.start >= start && end - start <= RUN_SIZE;
    if (end > suspect.start && !(isAlone && readAlone(node, end))) {
      offset = runs.add(node, offset);
      isOpen = true;
      if (offset === 0 && suspect.end <= end) suspect = suspects.next(end);
    }
    if (offset === 0) {
      start = end;
      node = walker.nextNode() as Text | null;
      if (++steps < STEPS_PER_LOOK) continue;
    }
    steps = 0;
    if (deps.mayGoOn()) continue;
    const version = deps.version();
    bookmarks.put(node);
    yield;
    if (deps.version() !== version) return bookmarks.find();
  }
  runs.flush();
  return null;
}
