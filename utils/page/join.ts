/**
 * Whether two text nodes that tags alone would join are really read as one. Inline tags can be laid out as blocks
 * (`<span class="line">`, flex children): then an indicator that seems to go on across them does not.
 *
 * Computed style is dear (it may force a style pass), so it is asked only where the answer matters: both sides of the
 * edge touch it with a visible character, and what touches could be an indicator. On prose that is next to never.
 */
import { findTagRole } from './tag-role.ts';
import type { TextRun } from './text-run.ts';

const LONGEST_TOKEN = 128;
const SHORTEST_HASH = 32;
const TOKEN_BEFORE = /[^\s]*$/;
const TOKEN_AFTER = /^[^\s]*/;
const NETWORK_MARK = /[.:\u3002\uff0e\uff61]|dot/i;

/** Whether the unbroken characters around position `at` could be (part of) an indicator. */
function mayHoldIndicator(text: string, at: number): boolean {
  const before = TOKEN_BEFORE.exec(text.slice(Math.max(0, at - LONGEST_TOKEN), at))?.[0] ?? '';
  if (before === '') return false;
  const after = TOKEN_AFTER.exec(text.slice(at, at + LONGEST_TOKEN))?.[0] ?? '';
  if (after === '') return false;
  return (
    before.length + after.length >= SHORTEST_HASH || NETWORK_MARK.test(before) || NETWORK_MARK.test(after)
  );
}

function splitsText(element: Element): boolean {
  if (findTagRole(element.localName) !== 'flow') return false;
  const style = getComputedStyle(element);
  const display = style.display;
  if (display === 'none') return false;
  const isInline = display === 'inline' || display === 'contents' || display.startsWith('ruby');
  return !isInline || style.float !== 'none' || style.position === 'absolute' || style.position === 'fixed';
}

/** Whether an element entered or left on the way from one text node to the next splits them. */
function isSplitBetween(from: Text, to: Text): boolean {
  let node: Node = from;
  while (node !== to) {
    let next: Node | null = node.firstChild;
    while (next === null) {
      next = node.nextSibling;
      if (next === null) {
        const parent: Node | null = node.parentNode;
        if (parent === null) return false;
        if (parent instanceof Element && splitsText(parent)) return true;
        node = parent;
      }
    }
    if (next instanceof Element && splitsText(next)) return true;
    node = next;
  }
  return false;
}

/** Positions in the run's text where CSS breaks it, ascending; usually none. */
export function findBreaks(run: TextRun): readonly number[] {
  const breaks: number[] = [];
  for (let index = 1; index < run.nodes.length; index++) {
    const at = run.starts[index] ?? 0;
    const before = run.nodes[index - 1];
    const after = run.nodes[index];
    if (before === undefined || after === undefined || !mayHoldIndicator(run.text, at)) continue;
    if (isSplitBetween(before, after)) breaks.push(at);
  }
  return breaks;
}
