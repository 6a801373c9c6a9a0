/**
 * Finds everything in a text that may be an indicator, fanged or defanged: the first half of matching. It offers too
 * much on purpose, because the second half is exact: a candidate that the archive does not hold is never shown. So no
 * list of TLDs is needed here, and no reading of an ambiguous text has to be chosen.
 */
import { type Candidate, EVIDENCE } from './candidate.ts';
import { HOST, isAt, SPACE } from './characters.ts';
import { findHashes } from './find-hashes.ts';
import { findWords } from './find-words.ts';
import type { Meter } from './scan.ts';

const NONE: readonly Candidate[] = [];
const NO_SEAMS: readonly number[] = [];
/** Where steps go that nobody counts. */
const UNREAD: Meter = { steps: 0 };
/** `a.bc` and `::1` are the shortest there are. */
const SHORTEST = 3;
/** A word of more pieces is coloured source or animated text: its pieces mean nothing. */
const MAX_EDGES = 8;
/** How far from a seam a word is read again. */
const REACH = 400;

/** By place, the outer before the inner; in one place by key, the clearest first. */
function compare(a: Candidate, b: Candidate): number {
  return (
    a.start - b.start ||
    b.end - a.end ||
    (a.key < b.key ? -1 : Number(a.key > b.key)) ||
    b.evidence - a.evidence
  );
}

const isRepeat = (a: Candidate, b: Candidate | undefined) =>
  b !== undefined && a.start === b.start && a.end === b.end && a.key === b.key;

function inOrder(found: Candidate[]): readonly Candidate[] {
  if (found.length < 2) return found.length === 0 ? NONE : found;
  found.sort(compare);
  return found.filter((candidate, index) => !isRepeat(candidate, found[index - 1]));
}

/** Where the white space before `at`, or after it, is; not further than REACH. */
function findWordEdge(text: string, at: number, step: -1 | 1): number {
  let edge = at;
  while (Math.abs(edge - at) < REACH && !isAt(text, step < 0 ? edge - 1 : edge, SPACE)) edge += step;
  return edge;
}

/** Whether what stands before a seam could go on behind it, and as well end there: `com` + `is`, `/` + `with`. */
function isAmbiguous(text: string, seam: number): boolean {
  return isAt(text, seam, HOST) && (isAt(text, seam - 1, HOST) || '/?=&#'.includes(text.charAt(seam - 1)));
}

/** The edges of the pieces of each word that seams part, its own two included; none of words of many pieces. */
function findPieces(text: string, seams: readonly number[]): number[][] {
  const words: number[][] = [];
  let word: number[] = [];
  let end = -1;
  for (const seam of seams) {
    if (!isAmbiguous(text, seam)) continue;
    if (seam < end) {
      word.splice(-1, 0, seam);
      continue;
    }
    end = findWordEdge(text, seam, 1);
    word = [findWordEdge(text, seam, -1), seam, end];
    words.push(word);
  }
  return words.filter(({ length }) => length <= MAX_EDGES);
}

/** What begins or ends at a seam of the word; only a guess where a candidate of that kind goes on across it. */
function findAtSeams(text: string, edges: readonly number[], whole: readonly Candidate[]): Candidate[] {
  const [first, last] = [edges[0], edges.at(-1)];
  const readPiece = (from: number, to: number): Candidate[] =>
    findCandidates(text.slice(from, to))
      .filter((part) => (from !== first && part.start === 0) || (to !== last && part.end === to - from))
      .map((part) => {
        const [start, end] = [part.start + from, part.end + from];
        const holds = (other: Candidate) =>
          other.kind === part.kind && other.start <= start && other.end >= end;
        return { ...part, start, end, evidence: whole.some(holds) ? EVIDENCE.implied : part.evidence };
      });
  return edges.flatMap((from, index) =>
    edges.slice(index + 1).flatMap((to) => (from === first && to === last ? [] : readPiece(from, to))),
  );
}

/** Adds the readings of the pieces to `whole`, which is in order. */
function addPieces(
  text: string,
  seams: readonly number[],
  whole: readonly Candidate[],
): readonly Candidate[] {
  const found = [...whole];
  let next = 0;
  for (const edges of findPieces(text, seams)) {
    const [first = 0, last = 0] = [edges[0], edges.at(-1)];
    while ((whole[next]?.start ?? last) < first) next++;
    let end = next;
    while ((whole[end]?.start ?? last) < last) end++;
    found.push(...findAtSeams(text, edges, whole.slice(next, end)));
  }
  return found.length === whole.length ? whole : inOrder(found);
}

/**
 * Every candidate of `text`, in order of place, the outer before the inner. What is found and its order depend on the
 * text alone. Linear in `text.length`; `meter`, for tests, counts the characters looked at closely.
 *
 * `seams`: ascending offsets at which the text was put together of pieces that a reader may tell apart, such as the end
 * of a `<code>` that the next word touches (`https://x[.]example/` + `with`). The whole is read, and what ends or begins
 * at a seam as well.
 */
export function findCandidates(
  text: string,
  seams: readonly number[] = NO_SEAMS,
  meter: Meter = UNREAD,
): readonly Candidate[] {
  if (text.length < SHORTEST) return NONE;
  const found: Candidate[] = [];
  findHashes(text, found, meter);
  findWords(text, found, meter);
  const whole = inOrder(found);
  return seams.length === 0 ? whole : addPieces(text, seams, whole);
}
