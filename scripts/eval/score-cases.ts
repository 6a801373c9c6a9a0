import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Candidate } from '../../utils/ioc/candidate.ts';
import { canonicalKey } from '../../utils/ioc/canonical.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { createKey, type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import { isListed } from '../../utils/match/listing.ts';

const kind = v.picklist(['sha256', 'sha1', 'md5', 'domain', 'ipv4', 'ipv6', 'url']);
const caseShape = v.object({
  source: v.string(),
  text: v.string(),
  expect: v.array(v.object({ type: kind, value: v.string() })),
  absent: v.optional(v.array(v.string()), []),
  complete_types: v.optional(v.array(kind), []),
  ambiguous: v.optional(v.boolean(), false),
  note: v.optional(v.string()),
});

/** One text, what it must yield and what it must not. */
export type Case = v.InferOutput<typeof caseShape>;

export interface CaseScore {
  readonly tested: Case;
  /** Keys expected and not found. */
  readonly missing: readonly string[];
  /** Keys found though `absent`, or of a complete type and not expected. */
  readonly unexpected: readonly string[];
}

/** The cases of a JSON Lines file. Throws, naming the line, on one that is not of the format. */
export function readCases(path: string): Case[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = v.safeParse(caseShape, JSON.parse(line));
    if (!parsed.success) throw new Error(`${path}:${index + 1}: ${v.summarize(parsed.issues)}`);
    return [parsed.output];
  });
}

/** The keys that the list of everything on a page would hold for these candidates. */
export function listKeys(candidates: readonly Candidate[]): ReadonlySet<IndicatorKey> {
  return new Set(candidates.filter((found) => isListed(found, found.evidence)).map(({ key }) => key));
}

/** Scores one engine's answer to one case. `found` holds keys. */
export function scoreCase(tested: Case, found: ReadonlySet<string>): CaseScore {
  const expected = tested.expect.map(
    ({ type, value }) => canonicalKey(type, value) ?? createKey(type, value),
  );
  const wanted = new Set<string>(expected);
  const absent = new Set(tested.absent);
  const isUnexpected = (key: string) => {
    const indicator = parseKey(key);
    if (indicator === undefined || wanted.has(key)) return false;
    const isComplete = tested.complete_types.some((type) => type === indicator.kind);
    return isComplete || absent.has(indicator.value) || absent.has(indicator.value.replace(/\/$/, ''));
  };
  return {
    tested,
    missing: expected.filter((key) => !found.has(key)),
    unexpected: [...found].filter(isUnexpected),
  };
}

/** Scores our own engine. */
export function scoreCases(cases: readonly Case[]): CaseScore[] {
  return cases.map((tested) => scoreCase(tested, listKeys(findCandidates(tested.text))));
}

export const isPassed = (score: CaseScore): boolean =>
  score.missing.length === 0 && score.unexpected.length === 0;
