import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { extractIOC } from 'ioc-extractor';
import { expect, test } from 'vitest';
import {
  type Case,
  type CaseScore,
  isPassed,
  readCases,
  scoreCase,
  scoreCases,
} from '../../scripts/eval/score-cases.ts';
import { canonicalKey } from '../../utils/ioc/canonical.ts';

// Every form and every look-alike that recognition has to tell apart, all of it invented, as one-line cases in the
// format of the evaluation (`npm run eval`): what must be listed, and that nothing else is.
const folder = join(import.meta.dirname, 'cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

const describe = ({ tested, missing, unexpected }: CaseScore) =>
  `${JSON.stringify(tested.text)}: missing ${missing.join(' ') || '-'}, unexpected ${unexpected.join(' ') || '-'}`;

test.each(files)('every case of %s', (name) => {
  const failed = scoreCases(readCases(join(folder, name))).filter((score) => !isPassed(score));
  expect(failed.map(describe)).toEqual([]);
});

/** Mitaka's engine, asked for the same types. */
function scorePeer(tested: Case): CaseScore {
  const found = extractIOC(tested.text);
  const keys = [
    ...found.md5s.map((value) => canonicalKey('md5', value)),
    ...found.sha1s.map((value) => canonicalKey('sha1', value)),
    ...found.sha256s.map((value) => canonicalKey('sha256', value)),
    ...found.domains.map((value) => canonicalKey('domain', value)),
    ...found.ipv4s.map((value) => canonicalKey('ipv4', value)),
    ...found.ipv6s.map((value) => canonicalKey('ipv6', value)),
    ...found.urls.map((value) => canonicalKey('url', value)),
  ];
  return scoreCase(tested, new Set(keys.filter((key) => key !== undefined)));
}

test('ioc-extractor beside: the lead stays measured', () => {
  const cases = files.flatMap((name) => readCases(join(folder, name)));
  const found = cases.map(scorePeer);
  const passed = found.filter(isPassed).length;
  // Kinder: only what must be found, whatever else is.
  const complete = found.filter(({ missing }) => missing.length === 0).length;
  console.log(
    `${cases.length} cases: ioc-extractor passes ${passed}, finds all that is expected in ${complete}`,
  );
  expect(cases.length).toBeGreaterThan(500);
  expect(passed).toBeLessThan(cases.length * 0.75);
});
