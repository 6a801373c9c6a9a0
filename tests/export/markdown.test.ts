import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exportLookUpMarkdown,
  exportNotificationsMarkdown,
  toCodeSpan,
} from '../../utils/export/markdown.ts';
import { ALL_KINDS, ALL_STATES, createHostileRow, HOSTILE_TEXTS, readExport } from './rows.ts';

/** Cells as GitHub splits a row: at every pipe that no backslash escapes, backslashes read in pairs. */
function splitRow(line: string): string[] {
  const cells = [...line.matchAll(/((?:\\.|[^\\|])*)\|/g)].map((match) => (match[1] ?? '').trim());
  return cells.slice(1);
}

/** What is left of a cell when its code spans are taken out as CommonMark finds them (6.1). */
function stripCodeSpans(cell: string): string {
  return cell.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

test('a table of notifications', async () => {
  const { text } = await readExport(exportNotificationsMarkdown(ALL_KINDS));
  expect(text).toMatchInlineSnapshot(`
    "| Date (UTC) | Indicator | Kind | Rule or source | Tags | Detections | Name |
    | --- | --- | --- | --- | --- | --- | --- |
    | 2026-11-20 10:00 | \`a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\` | sha256 | \`Loader_X\` | \`loaders\` \`loader_x\` | 41/72 | \`invoice.exe\` |
    | 2026-11-20 10:00 | \`hxxps://evil[.]example/a'b\\c?x=1;=2\` | url | \`Invented Bear\` |  |  |  |
    | 2026-11-20 10:00 | \`d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4\` | url_id | \`Invented Bear\` |  |  |  |
    | 2026-11-20 10:00 | \`evil[.]example\` | domain | \`Invented Bear\` |  |  |  |
    | 2026-11-20 10:00 | \`192[.]0[.]2[.]1\` | ipv4 | \`Invented Bear\` |  |  |  |
    | 2026-11-20 10:00 | \`2001[:]db8[:][:]1\` | ipv6 | \`Invented Bear\` |  |  |  |
    | 2026-11-20 11:00 | \`a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\` | sha256 | \`Loader_X\` | \`loaders\` \`loader_x\` | 41/72 | \`invoice.exe\` |
    "
  `);
});

test('a table of looked-up indicators', async () => {
  const { text } = await readExport(exportLookUpMarkdown(ALL_STATES));
  expect(text).toMatchInlineSnapshot(`
    "| Indicator | Kind | State | Related to | Notifications | First (UTC) | Last (UTC) | Rule or source | Detections |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | \`c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3\` | md5 | unread |  | 23 | 2026-11-19 10:00 | 2026-11-20 10:00 | \`Loader_X\` | 41/72 |
    | \`a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\` | sha256 | match |  | 23 | 2026-11-19 10:00 | 2026-11-20 10:00 | \`Loader_X\` | 41/72 |
    | \`hxxps://www[.]evil[.]example/x\` | url | related | \`subdomain\` \`evil[.]example\` | 23 | 2026-11-19 10:00 | 2026-11-20 10:00 | \`Invented Bear\` |  |
    | \`198[.]51[.]100[.]7\` | ipv4 | none |  |  |  |  |  |  |
    "
  `);
});

test('hostile text is code in its own cell, and nothing else', async () => {
  const { text } = await readExport(exportNotificationsMarkdown(HOSTILE_TEXTS.map(createHostileRow)));
  const [, , ...lines] = text.trimEnd().split('\n');
  expect(lines).toHaveLength(HOSTILE_TEXTS.length);
  for (const line of lines) {
    const cells = splitRow(line);
    expect(cells, line).toHaveLength(7);
    for (const cell of cells) expect(stripCodeSpans(cell)).toMatch(/^[\w .:/-]*$/);
  }
});

test('any text is one code span, which no pipe in it ends', () => {
  const fragment = fc.oneof(
    fc.constantFrom('`', '``', '|', '\\', '\\|', ' ', '<b>'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fragment, minLength: 1 }), (text) => {
      fc.pre(text !== '');
      const span = toCodeSpan(text);
      expect(splitRow(`| ${span} |`)).toEqual([span.trim()]);
      expect(stripCodeSpans(span)).toBe('');
    }),
    { seed: 61, numRuns: 2000 },
  );
});

// The engine's steps cannot be counted: a limit stands in for them, a thousand times what this takes and a fraction of
// what reading the run from each of its characters does.
test('a long run of backslashes is read once', { timeout: 10_000 }, () => {
  const run = '\\'.repeat(200_000);
  expect(toCodeSpan(run) === `\`${run}\``).toBe(true);
  expect(toCodeSpan(`${run}|${run}`) === `\`${run}${run}\\|${run}\``).toBe(true);
});

test('any number of backticks, apart or together, is fenced', () => {
  const apart = '`x'.repeat(200_000);
  expect(toCodeSpan(apart) === `\`\` ${apart} \`\``).toBe(true);
  const together = '`'.repeat(200_000);
  expect(toCodeSpan(together) === `${together}\` ${together} ${together}\``).toBe(true);
});
