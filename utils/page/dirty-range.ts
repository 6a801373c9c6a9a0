/**
 * How much to read again when the page has changed: from where an indicator that touches the change may begin.
 * `walk-texts.ts` finds the end; this finds the beginning, walking backwards.
 */

import { lastChildOf, parentOf, previousOf } from './dom.ts';
import { isSafeGap } from './safe-gap.ts';
import { findTagRole } from './tag-role.ts';
import { RUN_SIZE } from './text-run.ts';
import { isText } from './walk-texts.ts';

/** Nodes looked at backwards before giving up: a run so long is read from there. */
const MOST_STEPS = 512;
/** Characters of the later text that tell whether a gap is safe. */
const HEAD = 64;

function roleOf(node: Node) {
  return node instanceof Element ? findTagRole(node) : 'flow';
}

/** The node before `node` in reverse order of ends; `undefined` where something that splits text stands between. */
function findBefore(node: Node): Node | undefined {
  const sibling = previousOf(node);
  if (sibling === null) {
    const parent = parentOf(node);
    return parent instanceof Element && roleOf(parent) === 'flow' ? parent : undefined;
  }
  let at: Node = sibling;
  for (;;) {
    const role = roleOf(at);
    if (role === 'block' || role === 'wall') return undefined;
    const child: ChildNode | null = role === 'skip' ? null : lastChildOf(at);
    if (child === null) return at;
    at = child;
  }
}

/** Where to begin reading so that whatever touches the beginning of `changed` is read whole. */
export function findRunStart(changed: Node): Node {
  let start: Node = changed;
  let head = isText(changed) ? changed.data.slice(0, HEAD) : '';
  let length = 0;
  let at: Node | undefined = changed;
  for (let steps = 0; steps < MOST_STEPS && length < RUN_SIZE; steps++) {
    at = findBefore(at);
    if (at === undefined) return start;
    if (!isText(at) || at.data === '') continue;
    if (head.trim() !== '' && isSafeGap(at.data, head)) return start;
    length += at.data.length;
    head = (at.data + head).slice(0, HEAD);
    start = at;
  }
  return start;
}
