// `npm run million [-- --rows N] [--browser chromium|firefox] [--profile DIR]`: an archive file of N invented
// notifications, imported by the options page of the built extension in a real browser; then everything that an archive
// of that size must still do, checked against what was counted while the rows were made, with what it took. Ends with 0
// when every check held. With --profile (Chromium) the profile is kept, and an import that was cut short in it goes on.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { waitFor } from '../tests/e2e/support/browser.ts';
import { readText } from '../tests/e2e/support/desk.ts';
import { checkDesk, readFirst } from './million/check-desk.ts';
import { checkMatches, checkPaint, openDark, serveReport } from './million/check-report.ts';
import { checkSync, createLaterStream } from './million/check-sync.ts';
import type { Expected } from './million/expected.ts';
import { createReport, type Report } from './million/report.ts';
import { type Machine, openChromium, openFirefox } from './million/screens.ts';
import { writeArchiveFile } from './million/write-archive.ts';

const PROGRESS_MS = 15_000;
const MEGABYTE = 2 ** 20;
const HELD = /Notifications\n([\d,]+)/;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    browser: { type: 'string', default: 'chromium' },
    profile: { type: 'string' },
  },
});
const rows = Number(values.rows);
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
const folder = await mkdtemp(join(tmpdir(), 'huntlight-million-'));
const file = join(folder, 'archive.jsonl');
let failed = 1;
try {
  const machine = await (values.browser === 'firefox' ? openFirefox() : openChromium(values.profile));
  try {
    const from = values.profile === undefined ? 0 : await countHeld(machine);
    if (from > rows) throw new Error(`the profile's archive holds ${from} rows already`);
    const expected = await writeArchiveFile(file, { from, rows }, say);
    const { size } = await stat(file);
    say(`archive file: ${rows - from} rows, ${Math.round(size / MEGABYTE)} MB`);
    failed = await prove(machine, expected, rows - from);
  } finally {
    await machine.browser.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

async function prove(machine: Machine, expected: Expected, missing: number): Promise<number> {
  const { browser } = machine;
  const report = createReport(say);
  const later = createLaterStream();
  const page = await serveReport(expected.samples, later.keys);
  const dark = await openDark(browser, page);
  if (missing > 0)
    await report.check(`${missing} rows imported by the options page of ${browser.name}`, () =>
      importFile(machine, missing, report),
    );
  await measureCost(machine, report, 'after the import');
  // Opened over a whole archive, it was lit from the start.
  if (missing > 0)
    await report.check('an open report lit up without a reload', () => checkPaint(dark, page.wanted));
  await report.check(`the ${page.wanted.length} indicators of the archive match, the others do not`, () =>
    checkMatches(browser, page, page.wanted),
  );
  await measureCost(machine, report, 'after the match');
  await checkDesk(machine, expected, report);
  await checkSync(machine, { expected, page, later }, report);
  await measureCost(machine, report, 'after the sync');
  await report.check('after the background was stopped, report, popup and panel answer', async () => {
    await browser.stopBackground();
    await browser.openTab(`${page.server.url}?again`);
    await checkMatches(browser, page, [...page.wanted, ...page.later]);
    for (const path of ['popup.html', 'sidepanel.html']) {
      const screen = await machine.openScreen(path);
      report.figure(`${path} after the stop, first rows painted`, await readFirst(screen));
      await screen.close();
    }
  });
  await measureCost(machine, report, 'after the stop');
  await page.server.close();
  await later.close();
  return report.finish();
}

async function importFile(machine: Machine, missing: number, report: Report): Promise<void> {
  const options = await machine.openScreen('options.html');
  const started = performance.now();
  await options.upload(file);
  const done = `${missing.toLocaleString('en')} notifications added`;
  let saidAt = 0;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const seconds = (performance.now() - started) / 1000;
    const share = await options.evaluate(
      () => document.querySelector<HTMLProgressElement>('.progress-line progress')?.position,
      undefined,
    );
    if (share === undefined || share === null) {
      const text = await readText(options);
      if (text.includes(done)) break;
      if (seconds > 60) throw new Error(`the options page says: ${text.slice(0, 2000)}`);
      continue;
    }
    if (performance.now() - saidAt < PROGRESS_MS) continue;
    saidAt = performance.now();
    say(`${Math.round(share * 100)} % imported, ${Math.round((share * missing) / seconds)} rows a second`);
  }
  const seconds = (performance.now() - started) / 1000;
  report.figure('import', seconds, 's');
  report.figure('import, rows a second', missing / seconds, '');
  await options.close();
}

async function measureCost(machine: Machine, report: Report, when: string): Promise<void> {
  const heap = await machine.readHeap().catch(() => undefined);
  if (heap !== undefined) report.figure(`heap of the worker ${when}`, heap / MEGABYTE, 'MB');
  report.figure(`IndexedDB on the disk ${when}`, (await machine.readDisk()) / MEGABYTE, 'MB');
}

async function countHeld(machine: Machine): Promise<number> {
  const options = await machine.browser.openDesk('options.html');
  const text = await waitFor(
    'the counters',
    () => readText(options),
    (read) => HELD.test(read),
  );
  await options.close();
  return Number(HELD.exec(text)?.[1]?.replaceAll(',', ''));
}
