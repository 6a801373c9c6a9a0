import type { Candidate } from '../ioc/candidate.ts';
import { findBreaks } from './join.ts';
import type { PlacedCandidate } from './placed-candidate.ts';
import { holdsText } from './tag-role.ts';
import { findPlace, type TextRun } from './text-run.ts';

/** `seams`: where the text was put together of pieces (utils/ioc/find-candidates.ts). */
export type FindCandidates = (text: string, seams?: readonly number[]) => readonly Candidate[];

/** Nothing shorter is an indicator (`::1`). */
const SHORTEST = 3;
const NOTHING: readonly PlacedCandidate[] = [];
const NO_SEAMS: readonly number[] = [];

/** Where between `from` and `to` text nodes touch: `<code>evil[.]example</code>with`. Counted from `from`. */
function findSeams({ tight, starts }: TextRun, from: number, to: number): readonly number[] {
  if (tight.length === 0) return NO_SEAMS;
  return tight.map((edge) => (starts[edge.to] ?? 0) - from).filter((at) => at > 0 && at < to - from);
}

/** Every candidate of a run, in the order of the text. The commonest answer, none, allocates nothing. */
export function placeTexts(run: TextRun, findCandidates: FindCandidates): readonly PlacedCandidate[] {
  if (run.text.length < SHORTEST) return NOTHING;
  const placed: PlacedCandidate[] = [];

  function addPart(from: number, to: number): void {
    const part = from === 0 && to === run.text.length ? run.text : run.text.slice(from, to);
    for (const { key, kind, evidence, start, end } of findCandidates(part, findSeams(run, from, to))) {
      const at = findPlace(run, from + start, from + end);
      if (at === undefined || !holdsText(at.startNode.parentNode)) continue;
      placed.push({ key, kind, evidence, from: 'text', ...at, text: part.slice(start, end) });
    }
  }

  let from = 0;
  for (const at of findBreaks(run)) {
    addPart(from, at);
    from = at;
  }
  addPart(from, run.text.length);
  return placed.length === 0 ? NOTHING : placed;
}
