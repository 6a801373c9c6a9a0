import { parentOf, walk } from './dom.ts';
import { findTagRole } from './tag-role.ts';

/** Records of changes that wait to be looked at one by one; of more, only what they changed is noted. */
const MOST_RECORDS = 4_000;
/** Changes of one element from which on it is looked whether reading all of it again is less work than asking each. */
const MANY_CHANGES = 16;
/** Nodes that wait to be read again; more than this, and everything is read again instead. */
const MOST_DIRTY = 5_000;

/**
 * Which nodes the page has changed since they were read. Taking records in happens inside the page's own work, so they
 * are merely kept; the thinking is done when the page is idle, and most changed nodes are gone again by then. To ask a
 * record for its nodes takes microseconds: where there are thousands, the elements that they changed are read again whole.
 */
export interface DirtyNodes {
  add(records: readonly MutationRecord[]): void;
  addNode(node: Node): void;
  /** Anything may have changed. */
  addAll(): void;
  /** Looks through what has come since the last batch; true when nodes have gone. */
  startBatch(): boolean;
  /** The next node to read again that is still in the document and not read with another one of this batch. */
  take(): Node | undefined;
  /** The batch is over: what was read may change from now on. */
  endBatch(): void;
  /** Nothing to read again, and no node has gone since the last batch. */
  readonly isEmpty: boolean;
}

function joins(node: Node | null): node is Node {
  return node !== null && (!(node instanceof Element) || findTagRole(node) === 'flow');
}

/** What to read again where nodes went away: text that touched theirs now ends there or touches other text. */
function findGapSide({ previousSibling, nextSibling, target }: MutationRecord): Node | undefined {
  return [nextSibling, previousSibling, target].find(joins) ?? undefined;
}

/** Whether there are fewer nodes in `tree` than `count`. */
function isSmaller(tree: Node, count: number): boolean {
  const walker = walk(tree, NodeFilter.SHOW_ALL);
  let left = count;
  while (left > 0 && walker.nextNode() !== null) left--;
  return left > 0;
}

/** `trees`: all that is watched, each of which is read again whole when too much has changed. */
export function createDirtyNodes(trees: () => Iterable<Node>): DirtyNodes {
  const dirty = new Set<Node>();
  const readInBatch = new Set<Node>();
  let hasGone = false;
  let pending: (readonly MutationRecord[])[] = [];
  let count = 0;
  /** Everything is to be read again: no record says more. */
  let isAll = false;

  function isCovered(node: Node): boolean {
    if (readInBatch.has(node)) return true;
    for (let at = parentOf(node); at !== null; at = parentOf(at)) {
      if (dirty.has(at) || readInBatch.has(at)) return true;
    }
    return false;
  }

  function addRecord(record: MutationRecord): void {
    if (record.type !== 'childList') {
      dirty.add(record.target);
      return;
    }
    const { addedNodes } = record;
    if (record.removedNodes.length > 0) hasGone = true;
    if (addedNodes.length === 0) {
      const side = findGapSide(record);
      if (side !== undefined) dirty.add(side);
    } else {
      for (let index = 0; index < addedNodes.length; index++) {
        const node = addedNodes[index];
        if (node !== undefined) dirty.add(node);
      }
    }
  }

  /** The changes of one element. What has left the document went with an ancestor, whose change says so. */
  function addChanges(target: Node, records: readonly MutationRecord[]): void {
    if (!target.isConnected) return;
    if (records.length < MANY_CHANGES || !isSmaller(target, records.length)) {
      for (const record of records) addRecord(record);
      return;
    }
    dirty.add(target);
    hasGone = true;
  }

  function addAll(): void {
    pending = [];
    dirty.clear();
    for (const tree of trees()) dirty.add(tree);
    hasGone = true;
    isAll = true;
  }

  function limit(): void {
    if (dirty.size > MOST_DIRTY) addAll();
  }

  return {
    add(records) {
      if (isAll) return;
      pending.push(records);
      count += records.length;
      if (count <= MOST_RECORDS) return;
      for (const kept of pending) for (const { target } of kept) if (target.isConnected) dirty.add(target);
      pending = [];
      hasGone = true;
      limit();
    },
    addNode: (node) => dirty.add(node),
    addAll,
    startBatch() {
      for (const [target, records] of Map.groupBy(pending.flat(), (record) => record.target)) {
        addChanges(target, records);
      }
      pending = [];
      count = 0;
      limit();
      const had = hasGone;
      hasGone = false;
      isAll = false;
      return had;
    },
    take() {
      for (const node of dirty) {
        dirty.delete(node);
        if (!node.isConnected || isCovered(node)) continue;
        readInBatch.add(node);
        return node;
      }
      return undefined;
    },
    endBatch: () => readInBatch.clear(),
    get isEmpty() {
      return pending.length === 0 && dirty.size === 0 && !hasGone;
    },
  };
}
