/**
 * Whether two text nodes of a run are really read as one. Tags decide most of it; inline tags can be laid out as blocks
 * all the same (`<span class="line">`, flex children).
 *
 * What stands between two nodes is looked at only where the answer matters, at a tight edge with something like an
 * indicator around it; computed style, which may force a style pass, only where tags leave it open. On prose that is
 * next to never.
 */
import { findTagRole } from './tag-role.ts';
import type { TextRun } from './text-run.ts';

const LONGEST_TOKEN = 128;
const SHORTEST_HASH = 32;
const TOKEN_BEFORE = /\S*\s*$/;
const TOKEN_AFTER = /^\s*\S*/;
const NETWORK_MARK = /[.:\u3002\uff0e\uff61]|dot/i;
/** Elements between two neighbouring texts; more is no sentence any more. */
const MOST_STEPS = 256;

/** Whether the text around position `at` could be (part of) an indicator. */
function mayHoldIndicator(text: string, at: number): boolean {
  const before = TOKEN_BEFORE.exec(text.slice(Math.max(0, at - LONGEST_TOKEN), at))?.[0] ?? '';
  const after = TOKEN_AFTER.exec(text.slice(at, at + LONGEST_TOKEN))?.[0] ?? '';
  return (
    before.length + after.length >= SHORTEST_HASH || NETWORK_MARK.test(before) || NETWORK_MARK.test(after)
  );
}

/** A flow element that CSS lays out as something else, or whose children stand in a shadow tree of its own. */
function splitsByStyle(element: Element): boolean {
  if (element.shadowRoot !== null) return true;
  const { display, float, position } = getComputedStyle(element);
  if (display === 'none') return false;
  const isInline = display === 'inline' || display === 'contents' || display.startsWith('ruby');
  return !isInline || float !== 'none' || position === 'absolute' || position === 'fixed';
}

/** Whether an element entered or left on the way from one text node to a later one splits them. */
export function isSplitBetween(from: Text, to: Text): boolean {
  const flows: Element[] = [];
  let node: Node = from;
  let mayDescend = false;

  /** False when the element splits by its tag. */
  const passes = (element: Node): boolean => {
    if (!(element instanceof Element)) return true;
    const role = findTagRole(element);
    if (role === 'flow') flows.push(element);
    mayDescend = role === 'flow';
    return role === 'flow' || role === 'skip';
  };

  for (let steps = 0; node !== to; steps++) {
    if (steps > MOST_STEPS) return true;
    let next: Node | null = mayDescend ? node.firstChild : null;
    while (next === null) {
      next = node.nextSibling;
      if (next !== null) break;
      const parent: Node | null = node.parentNode;
      if (parent === null || !passes(parent)) return true;
      node = parent;
    }
    mayDescend = false;
    if (!passes(next)) return true;
    node = next;
  }
  return flows.some(splitsByStyle);
}

/** Positions in the run's text that split it, ascending; usually none. */
export function findBreaks(run: TextRun): readonly number[] {
  const breaks: number[] = [];
  for (const { from, to } of run.tight) {
    const at = run.starts[to] ?? 0;
    const before = run.nodes[from];
    const after = run.nodes[to];
    if (before === undefined || after === undefined || !mayHoldIndicator(run.text, at)) continue;
    if (isSplitBetween(before, after)) breaks.push(at);
  }
  return breaks;
}
