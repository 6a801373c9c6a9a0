import { waitFor } from '../../tests/e2e/support/browser.ts';
import type { Counted, Expected } from './expected.ts';
import {
  countGrouped,
  readAnswer,
  readFirstRows,
  readSeen,
  timeNext,
  timeNextKey,
  timeScroll,
  typeSearch,
} from './in-page.ts';
import { expectSame, type Report } from './report.ts';
import type { Machine, Screen } from './screens.ts';

const OPENINGS = 5;
const HOP = 10_000;
const DAY_SECONDS = 86_400;

/** Popup and panel: first rows, searches, the unread, scrolling, the very last row. */
export async function checkDesk(machine: Machine, expected: Expected, report: Report): Promise<void> {
  await report.check('popup opens with its first 50', () => checkPopup(machine, report));
  await report.check('panel opens with the newest row', () => checkPanel(machine, expected, report));
  const panel = await machine.openScreen('sidepanel.html');
  await readFirst(panel);
  for (const [what, counted] of [
    ["an analyst's filter", expected.filter],
    ['one rule', expected.rule],
    ['one day', expected.day],
    ['three months', expected.months],
  ] as const)
    await report.check(`${what} (${counted.text}) finds its ${counted.rows} rows`, () =>
      checkSearch(panel, counted, expected, report),
    );
  await report.check('free text, letter by letter', () => checkLetters(panel, report));
  await report.check('text of one name finds that row', () => checkName(panel, expected, report));
  await panel.close();
  await report.check(`the unread alone: ${expected.unread}`, () => checkUnread(machine, expected, report));
  for (const ratio of [1, 2])
    await report.check(`scrolling and the last row at ${ratio} device pixels a pixel`, () =>
      checkScrolling(machine, { expected, ratio }, report),
    );
}

export async function readFirst(screen: Screen): Promise<number> {
  const read = () => screen.evaluate(readFirstRows, undefined);
  return (await waitFor('the first rows', read, (ms) => ms !== undefined)) ?? Number.NaN;
}

async function timeOpenings(machine: Machine, path: string, look: (screen: Screen) => Promise<void>) {
  const times: number[] = [];
  for (let round = 0; round < OPENINGS; round++) {
    const screen = await machine.openScreen(path);
    times.push(await readFirst(screen));
    await look(screen);
    await screen.close();
  }
  return times;
}

function reportTimes(report: Report, what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  report.figure(`${what}, median of ${times.length}`, sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
  report.figure(`${what}, slowest`, sorted.at(-1) ?? Number.NaN);
}

async function checkPopup(machine: Machine, report: Report): Promise<void> {
  const times = await timeOpenings(machine, 'popup.html', async (popup) => {
    await waitFor(
      '50 notifications',
      () => popup.evaluate(countGrouped, undefined),
      (count) => count >= 50,
    );
  });
  reportTimes(report, 'popup, first rows painted', times);
}

async function checkPanel(machine: Machine, expected: Expected, report: Report): Promise<void> {
  const times = await timeOpenings(machine, 'sidepanel.html', async (panel) => {
    const seen = await waitForSeen(panel, ({ firstId }) => firstId === expected.newest.id);
    expectSame('the line', seen.said, `${expected.rows.toLocaleString('en')} notifications`);
  });
  reportTimes(report, 'panel, first rows painted', times);
}

export const waitForSeen = (panel: Screen, accept: (seen: ReturnType<typeof readSeen>) => boolean) =>
  waitFor('the list', () => panel.evaluate(readSeen, undefined), accept);

/** The text but for its last letter is there already; the keystroke that completes it is timed. */
async function timeLetter(panel: Screen, text: string): Promise<number> {
  await panel.evaluate(timeNext, 'input');
  await panel.key(text.slice(-1) as 'a');
  return panel.evaluate(readAnswer, undefined);
}

async function ask(panel: Screen, text: string): Promise<number> {
  await panel.evaluate(timeNext, 'input');
  await panel.evaluate(typeSearch, text);
  return panel.evaluate(readAnswer, undefined);
}

async function checkSearch(panel: Screen, { text, rows }: Counted, expected: Expected, report: Report) {
  const ms = await ask(panel, text);
  const { said } = await waitForSeen(panel, ({ allThere }) => allThere);
  expectSame('the line', said, `${rows.toLocaleString('en')} of ${expected.rows.toLocaleString('en')}`);
  report.figure(`search ${text}`, ms);
}

const WORD = 'weasel';

async function checkLetters(panel: Screen, report: Report): Promise<void> {
  await ask(panel, '');
  const times: number[] = [];
  for (let length = 1; length <= WORD.length; length++)
    times.push(await timeLetter(panel, WORD.slice(0, length)));
  report.figure('search, first letter after opening', times[0] ?? Number.NaN);
  reportTimes(report, 'search, keystroke until its answer', times);
  const { said } = await panel.evaluate(readSeen, undefined);
  report.figure(`"${WORD}" finds`, Number(said.split(' ')[0]?.replaceAll(',', '')), 'rows');
}

async function checkName(panel: Screen, { samples }: Expected, report: Report): Promise<void> {
  const named = samples.find(
    ({ entity }) => entity.meaningfulName !== undefined && entity.names === undefined,
  );
  const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const date = named?.date ?? 0;
  const name = named?.entity.meaningfulName ?? '';
  const text = `"${name}" date:${day(date)}+ date:${day(date + DAY_SECONDS)}-`;
  report.figure(`search ${text}`, await ask(panel, text));
  await waitForSeen(panel, ({ ids }) => ids.includes(named?.id));
}

async function checkUnread(machine: Machine, expected: Expected, report: Report): Promise<void> {
  const panel = await machine.openScreen('sidepanel.html');
  await readFirst(panel);
  await panel.evaluate(timeNext, 'click');
  await panel.press('Unread only');
  report.figure('panel, the unread alone', await panel.evaluate(readAnswer, undefined));
  const { said } = await waitForSeen(panel, ({ allThere }) => allThere);
  const unread = Number(said.replaceAll(',', '').split(' unread')[0]);
  // The popup marked what it showed as read.
  if (!(unread <= expected.unread && unread > expected.unread - 100 * OPENINGS))
    throw new Error(`the line is ${said}`);
  await panel.close();
}

async function checkScrolling(
  machine: Machine,
  { expected, ratio }: { expected: Expected; ratio: number },
  report: Report,
): Promise<void> {
  const panel = await machine.openScreen('sidepanel.html');
  await panel.setPixelRatio(ratio);
  await waitForRatio(panel, ratio);
  await readFirst(panel);
  const times: number[] = [];
  const hop = async (rows: number) => {
    const { ms, moved } = await panel.evaluate(timeScroll, rows);
    if (Math.abs(moved - rows) > 1) throw new Error(`scrolled by ${moved} rows, not by ${rows}`);
    times.push(ms);
  };
  const hops = expected.rows > 3 * HOP ? 2 : 1;
  for (let i = 0; i < hops; i++) await hop(HOP);
  report.figure('dragged to the end', (await panel.evaluate(timeScroll, Number.POSITIVE_INFINITY)).ms);
  await expectLast(panel, expected);
  for (let i = 0; i < hops; i++) await hop(-HOP);
  reportTimes(report, `scrolled by ${HOP} rows at ratio ${ratio}`, times);
  await panel.evaluate(timeScroll, Number.NEGATIVE_INFINITY);
  await panel.evaluate(timeNextKey, expected.rows - 1);
  await panel.key('End');
  report.figure(
    `End key until the oldest row is there, ratio ${ratio}`,
    await panel.evaluate(readAnswer, undefined),
  );
  await expectLast(panel, expected);
  await panel.setPixelRatio(1);
  await panel.close();
}

async function waitForRatio(panel: Screen, ratio: number): Promise<void> {
  await waitFor(
    `${ratio} device pixels a pixel`,
    () => panel.evaluate(() => devicePixelRatio, undefined),
    (seen) => seen === ratio,
  );
}

async function expectLast(panel: Screen, { rows, oldest }: Expected): Promise<void> {
  const seen = await waitForSeen(panel, ({ last, lastId }) => last === rows - 1 && lastId !== undefined);
  expectSame('the last row', seen.lastId, oldest.id);
  if (Math.abs(seen.below) > 1) throw new Error(`the last row ends ${seen.below} px below the list's edge`);
}
