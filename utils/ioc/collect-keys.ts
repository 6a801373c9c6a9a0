import { EVIDENCE, type Evidence } from './candidate.ts';
import { findCandidates } from './find-candidates.ts';
import type { IndicatorKey } from './indicator.ts';

/** What lists, CSV, JSON and XML put around a value. */
const EDGE = '\n\r,;|"\'<>';
const BLANK = ' \t';

/**
 * Adds the keys of everything in `text` that may be an indicator to `keys`, with the clearest evidence of each. A
 * candidate that is all there is between two edges (a line of a list, a cell of a table) was put there as one: it counts
 * as clearly as a marked one, where in prose `setup.sh` would be a file's name. A mere guess stays a guess.
 */
export function collectKeys(text: string, keys: Map<IndicatorKey, Evidence>): void {
  for (const { key, start, end, evidence } of findCandidates(text)) {
    const clear = evidence > EVIDENCE.implied && isAlone(text, start, end) ? EVIDENCE.marked : evidence;
    const known = keys.get(key);
    if (known === undefined || clear > known) keys.set(key, clear);
  }
}

function isAlone(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (before >= 0 && BLANK.includes(text.charAt(before))) before--;
  let after = end;
  while (after < text.length && BLANK.includes(text.charAt(after))) after++;
  return (
    (before < 0 || EDGE.includes(text.charAt(before))) &&
    (after === text.length || EDGE.includes(text.charAt(after)))
  );
}

/**
 * Where to cut a long text: the end of the first slice, at most `length` on. After a line where there is one, else after
 * a blank; a text without either for so long holds nothing that would be cut.
 */
export function findSliceEnd(text: string, start: number, length: number): number {
  const end = start + length;
  if (end >= text.length) return text.length;
  const line = text.lastIndexOf('\n', end - 1);
  if (line >= start) return line + 1;
  for (let at = end - 1; at > start; at--) if (/[\s,;|"'<>]/.test(text.charAt(at))) return at + 1;
  return end;
}
