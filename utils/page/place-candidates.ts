import type { Candidate } from '../ioc/candidate.ts';
import type { LinkStretch } from './build-run.ts';
import { findBreaks } from './join.ts';
import { findLinkCandidates } from './link-targets.ts';
import type { PlacedCandidate } from './placed-candidate.ts';
import { findPlace, type TextRun } from './text-run.ts';

export interface PlaceDeps {
  readonly findCandidates: (text: string) => readonly Candidate[];
  /** Host name of the page's own address; `''` where it has none. */
  readonly pageHost: string;
}

/** Nothing shorter is an indicator (`::1` is the shortest there is). */
const SHORTEST = 3;
const NOTHING: readonly PlacedCandidate[] = [];

let runCount = 0;

/**
 * Every candidate of a run, in the order of the text; those of its links' targets after them. The commonest answer,
 * none, allocates nothing.
 */
export function placeCandidates(
  run: TextRun,
  links: readonly LinkStretch[],
  deps: PlaceDeps,
): readonly PlacedCandidate[] {
  const placed: PlacedCandidate[] = [];
  const runNumber = runCount++;

  function add(found: Candidate, from: 'text' | 'href', start: number, end: number): void {
    const at = findPlace(run, start, end);
    if (at === undefined) return;
    const { key, kind, evidence } = found;
    const text = run.text.slice(start, end);
    placed.push({ key, kind, evidence, from, ...at, run: runNumber, start, end, text });
  }

  function addPart(from: number, to: number): void {
    const text = from === 0 && to === run.text.length ? run.text : run.text.slice(from, to);
    for (const found of deps.findCandidates(text)) add(found, 'text', from + found.start, from + found.end);
  }

  function addLink(stretch: LinkStretch, known: ReadonlySet<string>): void {
    const start = run.starts[stretch.first] ?? 0;
    const label = run.text.slice(start, run.starts[stretch.last + 1] ?? run.text.length);
    const from = start + label.length - label.trimStart().length;
    const to = start + label.trimEnd().length;
    const target = stretch.link.getAttribute('href') ?? '';
    for (const found of findLinkCandidates(target, deps.pageHost, deps.findCandidates)) {
      if (!known.has(found.key)) add(found, 'href', from, to);
    }
  }

  if (run.text.length >= SHORTEST) {
    let from = 0;
    if (run.nodes.length > 1) {
      for (const at of findBreaks(run)) {
        addPart(from, at);
        from = at;
      }
    }
    addPart(from, run.text.length);
  }
  if (links.length > 0) {
    const known = new Set<string>(placed.map((found) => found.key));
    for (const stretch of links) addLink(stretch, known);
  }
  return placed.length === 0 ? NOTHING : placed;
}
