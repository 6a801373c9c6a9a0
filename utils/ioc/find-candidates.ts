/**
 * Finds everything in a text that may be an indicator, fanged or defanged: the first half of matching. It offers too
 * much on purpose, because the second half is exact: a candidate that the archive does not hold is never shown. So no
 * list of TLDs is needed here, and no reading of an ambiguous text has to be chosen.
 */
import { type Candidate, EVIDENCE } from './candidate.ts';
import { DIGIT, HOST, isAt, SPACE } from './characters.ts';
import { findHashes } from './find-hashes.ts';
import { findWords } from './find-words.ts';
import type { Meter } from './scan.ts';

const NONE: readonly Candidate[] = [];
const NO_SEAMS: readonly number[] = [];
/** Where steps go that nobody counts. */
const UNREAD: Meter = { steps: 0 };
/** `a.bc` and `::1` are the shortest there are. */
const SHORTEST = 3;
/** A word of more pieces is a row of labels, coloured source or animated text: not every stretch of it is read. */
const MAX_EDGES = 8;
/** How far from a seam a word is read again. */
const REACH = 1024;

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

/** The edges of the pieces of each word that seams part, its own two included. */
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
  return words;
}

/**
 * The stretches of a word that are read for themselves. Of many pieces: each alone (labels that only a margin parts), and
 * the word without its first or last one (a line's number before coloured source). Of a single letter more follow.
 */
function listStretches(text: string, edges: readonly number[]): (readonly [number, number])[] {
  if (edges.length <= MAX_EDGES) {
    const all = edges.flatMap((from, index) => edges.slice(index + 1).map((to) => [from, to] as const));
    return all.filter(([from, to]) => from !== edges[0] || to !== edges.at(-1));
  }
  const alone = edges.slice(1).map((to, index) => [edges[index] ?? to, to] as const);
  const stands = ([from, to]: readonly [number, number] | undefined = [0, 0]) =>
    to - from > 1 || isAt(text, from, DIGIT);
  const [first = 0, second = 0, beforeLast = 0, last = 0] = [edges[0], edges[1], edges.at(-2), edges.at(-1)];
  return [
    ...alone,
    ...(stands(alone[0]) ? [[second, last] as const] : []),
    ...(stands(alone.at(-1)) ? [[first, beforeLast] as const] : []),
  ];
}

/** What begins or ends at a seam of the word; only a guess where a candidate of that kind goes on across it. */
function findAtSeams(text: string, edges: readonly number[], whole: readonly Candidate[]): Candidate[] {
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  // A word that goes on beyond reach: what touches the cut is a part of something.
  const isCut = [first > 0 && !isAt(text, first - 1, SPACE), last < text.length && !isAt(text, last, SPACE)];
  const readPiece = ([from, to]: readonly [number, number]): Candidate[] =>
    findCandidates(text.slice(from, to))
      .filter((part) => {
        const [atStart, atEnd] = [part.start === 0, part.end === to - from];
        if ((isCut[0] && from === first && atStart) || (isCut[1] && to === last && atEnd)) return false;
        return (from !== first && atStart) || (to !== last && atEnd);
      })
      .map((part) => {
        const [start, end] = [part.start + from, part.end + from];
        const holds = (other: Candidate) =>
          other.kind === part.kind && other.start <= start && other.end >= end;
        return { ...part, start, end, evidence: whole.some(holds) ? EVIDENCE.implied : part.evidence };
      });
  return listStretches(text, edges).flatMap(readPiece);
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
