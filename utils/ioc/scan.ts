/** What the finders share while they read one stretch of a text. */
import type { Candidate, Evidence } from './candidate.ts';
import { createKey, type IndicatorKind } from './indicator.ts';
import { originalEnd, originalStart, type Refanged } from './refanged.ts';

/** Counts the characters that the finders look at; how tests show that the work is linear. */
export interface Meter {
  steps: number;
}

export interface Scan {
  /** The text as the reader sees it. */
  readonly source: string;
  readonly refanged: Refanged;
  readonly found: Candidate[];
  readonly meter: Meter;
}

/** Records `refanged.text[from, to)`, whose canonical form is `value`, at its place in the source. */
export function record(
  scan: Scan,
  kind: IndicatorKind,
  value: string,
  from: number,
  to: number,
  evidence: Evidence,
): void {
  const start = originalStart(scan.refanged, from);
  const end = originalEnd(scan.refanged, to);
  scan.found.push({ kind, value, key: createKey(kind, value), start, end, evidence });
}
