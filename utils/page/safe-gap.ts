/**
 * Where a text may be cut without cutting an indicator: at white space, unless a defanged form may go on across it
 * (` [.] `, ` dot `). Long runs are cut there so that no single step is long, and rescans start there.
 */

const SPACE = /\s/;
/** What may stand next to white space inside a defanged indicator: brackets, dots, colons, slashes, d-o-t. */
const GOES_ON_BEFORE = /[[({<.:/\\\u3002\uff0e\uff61tT]/;
const GOES_ON_AFTER = /[\])}>.:/\\\u3002\uff0e\uff61[({<dD]/;
/** Where a text without white space (minified code, data) may be cut at all. */
const DELIMITER = /[\s"'`,;{}|]/;

function isGap(before: string, after: string): boolean {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left.length === before.length && right.length === after.length) return false;
  return !GOES_ON_BEFORE.test(left.slice(-1)) && !GOES_ON_AFTER.test(right.slice(0, 1));
}

/** Whether no indicator can stand across the edge between two texts. */
export function isSafeGap(before: string, after: string): boolean {
  return isGap(before.slice(-8), after.slice(0, 8));
}

/**
 * Where to end a piece of `text` that begins at `from`: at most `from + size`, at the last safe gap, else at the last
 * delimiter, else anywhere (a stretch of that length without either holds no indicator that could be told apart).
 */
export function findCut(text: string, from: number, size: number): number {
  const limit = from + size;
  if (limit >= text.length) return text.length;
  const lowest = from + (size >> 1);
  for (let at = limit; at > lowest; at--) {
    if (SPACE.test(text.charAt(at)) && isGap(text.slice(at - 8, at), text.slice(at, at + 8))) return at;
  }
  for (let at = limit; at > lowest; at--) if (DELIMITER.test(text.charAt(at))) return at;
  return limit;
}
