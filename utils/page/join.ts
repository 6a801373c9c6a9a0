/**
 * Whether two text nodes of a run are really read as one. Tags decide most of it; inline tags can be laid out as blocks
 * all the same (`<span class="line">`, flex children).
 *
 * What stands between two nodes is looked at only where the answer matters, at a tight edge with something like an
 * indicator around it; computed style, which may force a style pass, only where tags leave it open. On prose that is
 * next to never.
 */

import { firstChildOf, nextOf, parentElementOf, parentOf } from './dom.ts';
import { findGapAfter, findGapBefore, isSpokenDot, WIDE_DOTS } from './safe-gap.ts';
import { findTagRole, holdsText } from './tag-role.ts';
import type { TextRun } from './text-run.ts';

const LONGEST_TOKEN = 128;
const SHORTEST_HASH = 32;
/** Elements between two neighbouring texts; more is no sentence any more. */
const MOST_STEPS = 256;

/** Whether the character at `at` is a dot of any keyboard, a colon, or the last one of the word `dot`. */
function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x2e || code === 0x3a) return true;
  if (code === 0x74 || code === 0x54) return isSpokenDot(text.slice(Math.max(0, at - 2), at + 1));
  return code > 0x7f && WIDE_DOTS.includes(text.charAt(at));
}

/**
 * Whether the text around position `at` could be (part of) an indicator: what touches it, up to the next safe gaps, holds
 * a mark, or is as long as a hash. Asked at every edge between two texts that touch: in table cells, all of them.
 */
function mayHoldIndicator(text: string, at: number): boolean {
  const start = findGapBefore(text, at, Math.max(0, at - LONGEST_TOKEN));
  const end = findGapAfter(text, at, Math.min(text.length, at + LONGEST_TOKEN));
  for (let next = start; next < end; next++) if (isMark(text, next)) return true;
  return end - start >= SHORTEST_HASH;
}

/** A flow element that CSS lays out as something else, or whose children stand in a shadow tree of its own. */
function splitsByStyle(element: Element): boolean {
  if (element.shadowRoot !== null) return true;
  const { display, float, position } = getComputedStyle(element);
  if (display === 'none') return false;
  const isInline = display === 'inline' || display === 'contents' || display.startsWith('ruby');
  return !isInline || float !== 'none' || position === 'absolute' || position === 'fixed';
}

/** Whether a text is the number of a line beside its source, which is not copied with it. */
function isLineNumber(text: Text): boolean {
  const holder = parentElementOf(text);
  if (holder === null || !/^\s*\d+\s*$/.test(text.data)) return false;
  const outer = parentElementOf(holder);
  const isUnselectable = (element: Element) => getComputedStyle(element).userSelect === 'none';
  return isUnselectable(holder) && outer !== null && !isUnselectable(outer);
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
    let next: Node | null = mayDescend ? firstChildOf(node) : null;
    while (next === null) {
      next = nextOf(node);
      if (next !== null) break;
      const parent: Node | null = parentOf(node);
      if (parent === null || !passes(parent)) return true;
      node = parent;
    }
    mayDescend = false;
    if (!passes(next)) return true;
    node = next;
  }
  return flows.some(splitsByStyle) || isLineNumber(from);
}

/** Positions in a run's text, ascending; usually none. */
export interface Joints {
  /** Where what stands between two texts splits them. */
  readonly breaks: readonly number[];
  /** Where two texts touch that are read as one: `<code>evil[.]example</code>with`. */
  readonly seams: readonly number[];
}

/** What becomes of the run's tight edges where an indicator could be. */
export function findJoints(run: TextRun): Joints {
  const breaks: number[] = [];
  const seams: number[] = [];
  for (const { from, to } of run.tight) {
    const at = run.starts[to] ?? 0;
    const before = run.nodes[from];
    const after = run.nodes[to];
    if (before === undefined || after === undefined || !mayHoldIndicator(run.text, at)) continue;
    // A script's text, which was taken for page text as long as nothing touched it.
    const isSplit = !holdsText(before.parentNode) || isSplitBetween(before, after);
    (isSplit ? breaks : seams).push(at);
  }
  return { breaks, seams };
}
