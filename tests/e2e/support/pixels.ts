import { decode } from 'fast-png';
import type { Tab } from './browser.ts';

/** CSS pixels, from the viewport's corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How many pixels inside `box` differ between two screenshots of one page, as a share of its area. What a person sees,
 * whichever way it was drawn: the way to assert on paint in a browser whose closed roots nothing can open.
 */
export function comparePaint(before: Uint8Array, after: Uint8Array, box: Box): number {
  const [a, b] = [decode(before), decode(after)];
  if (a.width !== b.width || a.height !== b.height) throw new Error('the screenshots differ in size');
  let changed = 0;
  let looked = 0;
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(a.height, box.y + box.height); y++)
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(a.width, box.x + box.width); x++) {
      looked++;
      if (distance(a, b, x, y) > INVISIBLE) changed++;
    }
  return looked === 0 ? 0 : changed / looked;
}

/** The share of a box's pixels whose red, green and blue `accepts` takes. */
export function readShare(
  screenshot: Uint8Array,
  box: Box,
  accepts: (colour: readonly [number, number, number]) => boolean,
): number {
  const { width, height, channels, data } = decode(screenshot);
  let taken = 0;
  let looked = 0;
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++)
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x++) {
      const at = (y * width + x) * channels;
      looked++;
      if (accepts([Number(data[at]), Number(data[at + 1]), Number(data[at + 2])])) taken++;
    }
  return looked === 0 ? 0 : taken / looked;
}

/** An unmatched box is painted at alpha 0.004, which rounds to a step of at most 2 in a channel. */
const INVISIBLE = 3;

type Picture = ReturnType<typeof decode>;

function distance(a: Picture, b: Picture, x: number, y: number): number {
  let most = 0;
  for (let channel = 0; channel < 3; channel++) {
    const left = Number(a.data[(y * a.width + x) * a.channels + channel]);
    const right = Number(b.data[(y * b.width + x) * b.channels + channel]);
    most = Math.max(most, Math.abs(left - right));
  }
  return most;
}

/** Where the first occurrence of `text` stands on the page, in the viewport. */
export async function findTextBox(tab: Tab, text: string): Promise<Box> {
  const box = await tab.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { x, y, width, height } = range.getClientRects()[0] ?? range.getBoundingClientRect();
      return { x, y, width, height };
    }
    return undefined;
  }, text);
  if (box === undefined) throw new Error(`the page does not hold ${text}`);
  return box;
}
