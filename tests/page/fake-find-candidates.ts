import { type Candidate, EVIDENCE } from '../../utils/ioc/candidate.ts';
import { createKey } from '../../utils/ioc/indicator.ts';

/**
 * Stands for the recogniser in tests of places, joins and boxes: dotted names that end in a reserved TLD, `[.]`
 * included, URLs of such names (host nested), and SHA-256 hashes. Small, so that a test's page is easy to read.
 */
export function fakeFindCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  const add = (kind: Candidate['kind'], value: string, start: number, end: number) =>
    found.push({ kind, value, key: createKey(kind, value), start, end, evidence: EVIDENCE.plain });
  for (const { 0: url, index } of text.matchAll(
    /https?:\/\/[a-z0-9.-]+\.(?:example|test)(?:\/[^\s<>"]*)?/g,
  )) {
    add('url', url, index, index + url.length);
  }
  for (const { 0: raw, index } of text.matchAll(
    /(?:[a-z0-9-]+(?:\.|\[\.\]))+(?:example|test)(?![a-z0-9])/g,
  )) {
    add('domain', raw.replaceAll('[.]', '.'), index, index + raw.length);
  }
  for (const { 0: hash, index } of text.matchAll(/(?<![a-f0-9])[a-f0-9]{64}(?![a-f0-9])/g)) {
    add('sha256', hash, index, index + hash.length);
  }
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}
