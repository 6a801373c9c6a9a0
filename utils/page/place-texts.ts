import { type Candidate, EVIDENCE, type Evidence } from '../ioc/candidate.ts';
import { isVersionNext, VERSION_REACH } from '../ioc/find-addresses.ts';
import { ownCopy } from '../lang/own-copy.ts';
import { findJoints } from './join.ts';
import type { PlacedCandidate } from './placed-candidate.ts';
import { holdsText } from './tag-role.ts';
import { findPlace, type TextRun } from './text-run.ts';

/** `seams`: where the text was put together of pieces (utils/ioc/find-candidates.ts). */
export type FindCandidates = (text: string, seams?: readonly number[]) => readonly Candidate[];

/** Nothing shorter is an indicator (`::1`). */
const SHORTEST = 3;
const NO_SEAMS: readonly number[] = [];
const NOTHING: readonly PlacedCandidate[] = [];

/** Every candidate of a run, in the order of the text. The commonest answer, none, allocates nothing. */
export function placeTexts(run: TextRun, findCandidates: FindCandidates): readonly PlacedCandidate[] {
  if (run.text.length < SHORTEST) return NOTHING;
  const placed: PlacedCandidate[] = [];

  const { breaks, seams } = findJoints(run);

  let nextSeam = 0;

  function takeSeams(from: number, to: number): readonly number[] {
    const first = nextSeam;
    while ((seams[nextSeam] ?? to) < to) nextSeam++;
    return first === nextSeam ? NO_SEAMS : seams.slice(first, nextSeam).map((at) => at - from);
  }

  function addPart(from: number, to: number): void {
    const part = from === 0 && to === run.text.length ? run.text : run.text.slice(from, to);
    for (const { key, kind, evidence, start, end } of findCandidates(part, takeSeams(from, to))) {
      const at = findPlace(run, from + start, from + end);
      if (at === undefined || !holdsText(at.startNode.parentNode)) continue;
      placed.push({
        key: ownCopy(key),
        kind,
        evidence,
        from: 'text',
        ...at,
        text: ownCopy(part.slice(start, end)),
      });
    }
  }

  let from = 0;
  for (const at of breaks) {
    addPart(from, at);
    from = at;
  }
  addPart(from, run.text.length);
  return placed.length === 0 ? NOTHING : placed;
}

/** Where in a region's text a node's own begins, and what of it is to be read. */
export interface NodeStretches {
  readonly node: Text;
  readonly regionText: string;
  readonly start: number;
  readonly stretches: readonly { readonly start: number; readonly end: number }[];
  /** Where in the region's text begins what a reader reads on into the node, told as far back as `reach`. */
  readonly findLead: (reach: number) => number;
}

/** Every candidate of some stretches of one node that nothing goes on from. */
export function placeStretches(
  { node, regionText, start, stretches, findLead }: NodeStretches,
  findCandidates: FindCandidates,
): readonly PlacedCandidate[] {
  const placed: PlacedCandidate[] = [];

  /** A stretch lacks the words before it: `version 1.2.3.4`, `<b>Version:</b> 1.2.3.4`. */
  function weigh({ kind, evidence }: Candidate, at: number): Evidence {
    if (kind !== 'ipv4' || evidence !== EVIDENCE.plain) return evidence;
    const lead = Math.max(findLead(VERSION_REACH), at - VERSION_REACH);
    return isVersionNext(regionText.slice(lead, at)) ? EVIDENCE.doubtful : evidence;
  }

  for (const stretch of stretches) {
    const text = regionText.slice(stretch.start, stretch.end);
    const offset = stretch.start - start;
    for (const candidate of findCandidates(text)) {
      const { key, kind, start, end } = candidate;
      placed.push({
        key: ownCopy(key),
        kind,
        evidence: weigh(candidate, stretch.start + start),
        from: 'text',
        startNode: node,
        startOffset: offset + start,
        endNode: node,
        endOffset: offset + end,
        text: ownCopy(text.slice(start, end)),
      });
    }
  }
  return placed.length === 0 || !holdsText(node.parentNode) ? NOTHING : placed;
}
