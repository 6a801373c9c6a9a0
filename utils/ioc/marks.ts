import { findHashRun } from './find-hashes.ts';
import { createWordMarks, isColonOfInterest, type Marks } from './word-marks.ts';

/** Of `::1` any, whatever stands before it: that may be a neighbour's. */
const isColon = (text: string, at: number) => text.charAt(at + 1) === ':' || isColonOfInterest(text, at);

/**
 * The places of a text around which a candidate may stand: every candidate holds or touches one. Holds as well for the
 * candidates of the pieces that `text` was put together from in any way, without what parts table cells, say: that is
 * how a page's text is looked through before its nodes are.
 */
export function createMarks(text: string): Marks {
  const words = createWordMarks(text, isColon);
  let hash = -1;
  return {
    next(from) {
      if (hash < from) hash = findHashRun(text, from);
      return Math.min(hash, words.next(from));
    },
  };
}
