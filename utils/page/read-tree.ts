/**
 * The first reading of a whole tree. Getting text out of a document costs far more than looking through it, and most of
 * it holds nothing; so the text of a region is taken in large pieces (native calls), looked through for marks, and of its
 * nodes only those are read that touch a suspicious stretch. The others are counted off by their lengths, without making
 * strings of them (read-region.ts).
 *
 *     a piece      ...second stage over portrelies on evil[.]example and waits...
 *     nodes        <p>...stage over port</p><p>relies on <b>evil[.]example</b> and waits</p>
 *     suspect                                            ^^^^^^^^^^^^^^ read <b>'s text, nothing else
 *
 * What parts texts (cells, blocks) is missing in a piece; so marks are those that hold for the pieces too, and the
 * nodes themselves are read as always (build-run.ts).
 */
import { createBookmarks, findAfter } from './bookmark.ts';
import { createRunBuilder } from './build-run.ts';
import { findByTag, firstChildOf, parentOf, walk } from './dom.ts';
import type { NodeStretches } from './place-texts.ts';
import { readRegion } from './read-region.ts';
import type { FindMarks } from './suspects.ts';
import { findTagRole } from './tag-role.ts';
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

/** Elements whose text is no part of the page's text. */
const UNREAD_TAGS: readonly string[] = ['script', 'style', 'noscript', 'title', 'datalist'];
export const isUnreadTag = (name: string): boolean => UNREAD_TAGS.includes(name);
/** Nodes, or regions, between two looks at the clock. */
const STEPS_PER_LOOK = 16;

/** Elements that hold text which nobody reads. The browser goes through the whole tree for each tag: 10 ms for 10 MB. */
function* findMixed(
  tree: Document | ShadowRoot,
  mayGoOn: () => boolean,
): Generator<Pause, ReadonlySet<Node>> {
  const mixed = new Set<Node>();
  for (const tag of UNREAD_TAGS) {
    if (!mayGoOn()) yield;
    const elements = findByTag(tree, tag);
    // Not up to `length`: of a live collection that is a walk through the whole document more.
    for (let index = 0, element = elements[0]; element !== undefined; element = elements[++index]) {
      if (firstChildOf(element) === null) continue;
      for (let at: Node | null = element; at !== null && !mixed.has(at); at = parentOf(at)) mixed.add(at);
    }
  }
  return mixed;
}

/** What a reading yields when its slice is used up: where it goes on, if it can tell. */
export type Pause = Node | null | undefined;

/** Hands over what in `tree` may hold something, in document order. */
export function* readTree(
  deps: TreeReadDeps,
  tree: Document | ShadowRoot,
  reader: TextReader,
): Generator<Pause, void> {
  const mixed: ReadonlySet<Node> = yield* findMixed(tree, deps.mayGoOn);
  const runs = createRunBuilder(reader.readRun);
  const bookmarks = createBookmarks();
  const regionDeps = { ...deps, reader, runs, bookmarks };
  const walker = walk(tree, TEXTS | NodeFilter.SHOW_ELEMENT);
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
    if (!isText(node) && isRegion(node as Element, mixed)) {
      runs.flush();
      const rest: Node | null | undefined = yield* readRegion(regionDeps, node as Element);
      node = moveTo(rest === undefined ? findAfter(node) : rest);
    } else {
      if (isText(node)) offset = runs.add(node, offset);
      if (offset === 0) node = walker.nextNode();
    }
    if (offset === 0 && steps < STEPS_PER_LOOK) continue;
    steps = 0;
    if (deps.mayGoOn()) continue;
    bookmarks.put(node);
    yield node;
    const place = bookmarks.find();
    if (place === node) continue;
    runs.flush();
    offset = 0;
    node = moveTo(place);
  }
  runs.flush();
}

/** Whether an element parts its text from what is around it, and holds none that nobody reads. */
const isRegion = (element: Element, mixed: ReadonlySet<Node>) =>
  findTagRole(element) === 'block' && !mixed.has(element);
