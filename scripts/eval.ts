// `npm run eval -- DIR [--json FILE] [--text]`: scores a corpus folder (reports/ and peer-cases.jsonl). The pages are read in
// real Chromium with the built extension; `--text` reads their plain text without a browser, in a tenth of the time.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPages } from './eval/read-pages.ts';
import { readTexts } from './eval/read-texts.ts';
import { type CaseScore, isPassed, readCases, scoreCases } from './eval/score-cases.ts';
import { type Count, type PageScores, scorePages } from './eval/score-pages.ts';
import { readTruths } from './eval/truth.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, text: { type: 'boolean', default: false } },
});
const folder = positionals[0];
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'Usage: npm run eval -- DIR [--json FILE] [--text], DIR holding reports/ and peer-cases.jsonl',
  );
  process.exit(2);
}

const truths = readTruths(folder);
const reports = scorePages(truths, values.text ? readTexts(truths) : await readPages(truths));
const cases = summariseCases(scoreCases(readCases(join(folder, 'peer-cases.jsonl'))));
printReports(reports);
printCases(cases);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ reports, cases }, null, 2)}\n`);

function summariseCases(scores: readonly CaseScore[]) {
  const bySource: Record<string, { cases: number; passed: number; falsePositives: number }> = {};
  for (const { tested, unexpected, ...score } of scores.filter((score) => !score.tested.ambiguous)) {
    const into = bySource[tested.source] ?? { cases: 0, passed: 0, falsePositives: 0 };
    bySource[tested.source] = into;
    into.cases++;
    into.falsePositives += unexpected.length;
    if (isPassed({ tested, unexpected, ...score })) into.passed++;
  }
  const unclear = scores.filter((score) => score.tested.ambiguous);
  const ambiguous = { cases: unclear.length, passed: unclear.filter(isPassed).length };
  const failures = scores
    .filter((score) => !isPassed(score))
    .map(({ tested, missing, unexpected }) => ({
      source: tested.source,
      text: tested.text,
      ...(tested.ambiguous ? { ambiguous: true } : {}),
      missing,
      unexpected,
    }));
  return { bySource, ambiguous, failures };
}

function share({ expected, found }: Count): string {
  const percent = expected === 0 ? '' : ` (${((found / expected) * 100).toFixed(2)} %)`;
  return `${found} of ${expected}${percent}`;
}

function printReports(scores: PageScores): void {
  const listed = Object.values(scores.byPage).reduce((sum, page) => sum + page.listed, 0);
  console.log(`${scores.pages} pages`);
  for (const [name, count] of Object.entries({
    published: scores.published,
    derived: scores.derived,
    'host of URL': scores.hostOfUrl,
    malformed: scores.edge,
    ...scores.byType,
  })) {
    console.log(`  ${name.padEnd(12)} ${share(count)}`);
  }
  for (const [slug, page] of Object.entries(scores.byPage)) {
    if (page.found < page.expected) console.log(`  ${slug}: ${share(page)}`);
  }
  for (const miss of scores.misses) console.log(`  missed on ${miss.page}: ${miss.type} ${miss.raw}`);
  console.log(`  false matches ${scores.falseMatches.length}`);
  console.log(`  list false positives ${scores.listFalsePositives.length} of ${listed} items listed`);
  for (const { page, key } of scores.listFalsePositives) console.log(`    ${page}: ${key}`);
}

function printCases({ bySource, ambiguous, failures }: ReturnType<typeof summariseCases>): void {
  console.log('cases');
  for (const [source, { cases, passed, falsePositives }] of Object.entries(bySource)) {
    console.log(`  ${source.padEnd(28)} ${passed} of ${cases}, ${falsePositives} false positives`);
  }
  console.log(`  ${'ambiguous'.padEnd(28)} ${ambiguous.passed} of ${ambiguous.cases}`);
  for (const { text, missing, unexpected, ...rest } of failures) {
    if ('ambiguous' in rest) continue;
    console.log(`  failed: ${JSON.stringify(text).slice(0, 120)}`);
    console.log(`    missing ${missing.join(' ') || '-'}; unexpected ${unexpected.join(' ') || '-'}`);
  }
}
