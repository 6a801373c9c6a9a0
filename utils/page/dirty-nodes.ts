import { findTagRole } from './tag-role.ts';

/** Nodes that wait to be read again; more than this, and the whole document is read again instead. */
const MOST_DIRTY = 5_000;

/**
 * Which nodes the page has changed since they were read. Taking records in happens inside the page's own work, so it
 * is next to nothing; the thinking is done when the page is idle, and most changed nodes are gone again by then.
 */
export interface DirtyNodes {
  add(records: readonly MutationRecord[]): void;
  addNode(node: Node): void;
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

export function createDirtyNodes(document: Document): DirtyNodes {
  const dirty = new Set<Node>();
  const readInBatch = new Set<Node>();
  let hasGone = false;

  function isCovered(node: Node): boolean {
    if (readInBatch.has(node)) return true;
    for (let at = node.parentNode; at !== null; at = at.parentNode) {
      if (dirty.has(at) || readInBatch.has(at)) return true;
    }
    return false;
  }

  function addRecord(record: MutationRecord): void {
    const { addedNodes } = record;
    if (record.type !== 'childList') dirty.add(record.target);
    else if (addedNodes.length === 0) {
      hasGone = true;
      const side = findGapSide(record);
      if (side !== undefined) dirty.add(side);
    } else {
      for (let index = 0; index < addedNodes.length; index++) {
        const node = addedNodes[index];
        if (node !== undefined) dirty.add(node);
      }
    }
  }

  return {
    add(records) {
      for (const record of records) addRecord(record);
      if (dirty.size <= MOST_DIRTY) return;
      dirty.clear();
      dirty.add(document);
    },
    addNode: (node) => dirty.add(node),
    take() {
      hasGone = false;
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
      return dirty.size === 0 && !hasGone;
    },
  };
}
